// What MDX has beyond Markdown (https://mdxjs.com/docs/what-is-mdx/), as far as a post's text is concerned:
// module statements, and components, whose names begin with a capital
// (https://react.dev/learn/your-first-component). Names and properties are those of Docusaurus's tabs
// (https://docusaurus.io/docs/markdown-features/tabs) and of Starlight's, Nextra's and Mintlify's cards and
// asides. Never fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hanji {

// Where the `import … from '…'` or `export …` ends that begins at `position`, the beginning of a line, over
// as many lines as its brackets take; 0 where there is none.
std::size_t end_of_module_statement(std::string_view body, std::size_t position);

// A name as it is written in a tag: a component's, and no element of HTML in capitals (<BR>).
bool is_component(std::string_view name);

// Whether HTML has an element of the same letters that would show nothing or another thing: <Button>,
// <Title>.
bool is_mistaken(std::string_view name);

struct Component {
  std::size_t size = 0; // of its tag; 0: it does not end
  bool of_mdx = false;  // expressions stand in the tag, without text of their own: it is none of HTML
  std::string seen; // what of its properties a reader would see, as HTML to stand before it: a label or title
                    // as a line in bold, which is a link where it leads somewhere; a summary, caption or
                    // description as a paragraph. Only texts that stand there in quotes
};
Component component_at(std::string_view tag); // which `tag` begins with

} // namespace hanji

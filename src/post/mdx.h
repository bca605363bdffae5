// What MDX has beyond Markdown, as far as a post's text is concerned.
#pragma once

#include <cstddef>
#include <string_view>

namespace hanji {

// Where the `import … from '…'` or `export …` ends that begins at `position`, the beginning of a line, over
// as many lines as its brackets take; 0 where there is none.
std::size_t end_of_module_statement(std::string_view body, std::size_t position);

} // namespace hanji

// HTML in Markdown: where a block of it ends, and which Markdown inside it is read. An element that begins a
// line is one block up to its own end tag, blank lines and indentation in it notwithstanding; what does not
// close ends where CommonMark ends it. Input: valid UTF-8, mended (mend.h). Never fails. Cost: linear, but
// for end tags that are looked for in vain, which share a budget.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "post/scan.h"

namespace hanji {

struct HtmlExtent {
  std::size_t begin = 0, end = std::string_view::npos; // npos: no block of HTML begins here
  std::string name;                                    // of its element; empty for comments and single tags
  std::size_t content_begin = 0, content_end = 0;      // of the element
};

enum class MarkdownInside : std::uint8_t {
  none,     // kramdown's markdown="0", and elements whose text is not prose
  emphasis, // at most stars (kramdown's parse_block_html); kramdown shows them otherwise
  span,     // markdown="span"
  block     // markdown="1", and boxes around what is plainly Markdown: headings, lists, tables, code, `:::`,
            // pictures, links and code behind an empty line
};

// Where stars in a text that holds tags mean emphasis, in order; `tag` takes their place. Both of a pair
// stand within one block element, close to what they emphasise.
struct Emphasis {
  std::size_t begin = 0, end = 0; // of the stars
  std::string_view tag;
};

// Where a tag that would hide what follows stands between backticks, `<script>`: "&lt;" takes the place of
// its "<".
using TagInCode = Emphasis;

class HtmlBlocks {
public:
  explicit HtmlBlocks(std::string_view text, bool commonmark = false); // then an empty line begins Markdown

  bool begins_block(std::size_t tag) const; // an element that is a block where it begins a line
  HtmlExtent block_at(std::size_t tag, std::size_t limit);
  MarkdownInside markdown_inside(const HtmlExtent& block);
  std::vector<Emphasis> emphasis_in(std::size_t begin, std::size_t end);
  std::vector<TagInCode> hiding_tags_in_code(std::size_t begin, std::size_t end);

private:
  std::string name_at(std::size_t position) const; // of the tag whose name begins there
  std::size_t after(std::string_view mark, std::size_t from, std::size_t limit);
  std::size_t after_markup(std::size_t position, std::size_t limit);
  bool find_end_tag(HtmlExtent& block, std::size_t limit);
  bool is_plainly_markdown(std::size_t begin, std::size_t end);

  std::string_view text_;
  Finder finder_;
  std::size_t budget_;
  bool commonmark_;
};

} // namespace hanji

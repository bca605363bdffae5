// Markdown → HTML by md4c (CommonMark with tables and strikethrough), and what kramdown has beyond it
// (kramdown.h). `markdown_in_html`: stars within a block of HTML mean emphasis; otherwise they are shown as
// they are written, as browsers and kramdown do, and a note says so. `dialect`: whose Markdown it is. Input:
// valid UTF-8, mended (mend.h). Never fails. The HTML is not safe: html_blocks.h decides what passes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "post/diagnostic.h"
#include "post/offset_map.h"

namespace hanji {

enum class Dialect : std::uint8_t {
  kramdown,  // Jekyll's
  commonmark // Hugo's, Hexo's, Docusaurus's, VitePress's: addresses are links as they stand, an empty line in
             // a box of HTML begins Markdown, and a ">" alone ends a quotation that has text
};

struct Markup {
  std::string html;
  OffsetMap source;                        // offsets in `html` → in the text that was given
  std::vector<Note> notes;                 // offsets in the text that was given
  std::vector<Abbreviation> abbreviations; // that are defined
};

Markup html_from_markdown(std::string_view text, bool markdown_in_html = false,
                          Dialect dialect = Dialect::kramdown);
Markup html_from_plain_text(std::string_view text); // paragraphs at blank lines; line breaks are kept

} // namespace hanji

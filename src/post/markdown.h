// Markdown → HTML by md4c (CommonMark with tables and strikethrough), with HTML in it as kramdown has it: an
// element that begins a line is one block up to its own end tag, blank lines and indentation in it
// notwithstanding, and no Markdown is read inside it; what does not close ends at the next blank line. Input:
// valid UTF-8, mended (mend.h). Never fails. The HTML is not safe: html_blocks.h decides what passes.
#pragma once

#include <string>
#include <string_view>

#include "post/offset_map.h"

namespace hanji {

struct Markup {
  std::string html;
  OffsetMap source; // offsets in `html` → in the text that was given
};

Markup html_from_markdown(std::string_view text);
Markup html_from_plain_text(std::string_view text); // paragraphs at blank lines; line breaks are kept

} // namespace hanji

// A user's file as text of ours: valid UTF-8 in NFC, LF only, no byte order mark, no control characters but
// tab and LF (no reader ever saw them, and later steps use one as a mark), no fillers that nobody sees. What
// was malformed became U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hanji {

struct SourceText {
  std::string text;
  std::uint32_t replaced = 0; // malformed sequences
};

SourceText source_text(std::string_view bytes);

// Zero-width spaces, byte order marks within a text and soft hyphens, which editors leave behind: out. What
// joins emoji stays.
bool holds_filler(std::string_view text);
void leave_out_fillers(std::string& text);

} // namespace hanji

// Where text may be taken apart (ICU): graphemes (UAX #29) and line breaks (UAX #14, locale ko), untailored.
// Input is valid UTF-8; offsets are bytes. What KLREQ adds to UAX #14 is decided in layout/line_break.h.
// Cost: one pass each; 50 ns a character by ICU's rules, 5 for graphemes of plain Korean, which need none.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hanji {

struct LineBoundary {
  std::uint32_t offset = 0; // a line may end before this byte
  bool mandatory = false;   // … must end here (after U+000A, U+2028 …); the end of the text is not one
};
std::vector<LineBoundary> line_boundaries(std::string_view text);

// The start of every grapheme, and the end of the text: {0, …, size}. {0} for an empty text.
std::vector<std::uint32_t> grapheme_boundaries(std::string_view text);

// General categories, as the break and folding rules ask for them.
bool is_letter_or_number(char32_t code); // L* and N*
bool is_mark(char32_t code);             // M*
bool is_space(char32_t code);            // White_Space

} // namespace hanji

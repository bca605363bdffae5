// Which script a character is set in (UAX #24). Punctuation, digits and spaces have none of their own: they
// follow what stands before them (at the start: after them), a closing bracket its opening one. Fonts draw
// them differently beside Hangul than beside Latin, and browsers shape by this rule, so whoever measures a
// character alone must know it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hanji {

enum class Script : std::uint8_t {
  own,           // the character has a script itself: it looks the same in any company
  none,          // the whole text has no script
  latin,         // … it follows Latin or any other script
  hangul,        // … Hangul
  han,           // … Hanja
  apart,         // … a mark of other scripts than what stands before it, like «·» behind Hangul
  right_to_left, // … it runs to the left with the letters beside it (text/directions.h): ( looks like )
};

// One for each cluster; `starts` as grapheme_boundaries() gives them (the text's end is the last).
std::vector<Script> scripts_of(std::string_view text, const std::vector<std::uint32_t>& starts);

} // namespace hanji

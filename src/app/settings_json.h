// Settings as scripts and the browser's store know them. Reading changes only what is named and understood;
// the rest stays as it was, and numbers are brought within their bounds (clamped() in reader/theme.h).
// clang-format off
//   {"theme": "light" | "sepia" | "dark" | "contrast" | "auto",
//    "font": "serif" | "sans" | "site",              the publisher's, where there is one
//    "fontSize": 18,                                 px; 0 = what suits the window
//    "lineHeight": 1.7,                              of the font's size
//    "measure": 34,                                  em
//    "letterSpacing": 0,                             em
//    "wordSpacing": 0,                               em, added to a space
//    "paragraphGap": 1,                              of the usual one, where gaps tell paragraphs apart
//    "align": "justify" | "start",
//    "breaks": "word" | "syllable",                  between 어절 alone, or within them too
//    "paragraphs": "gap" | "indent" | "indent-but-first",
//    "keys": "letters" | "alt" | "none"}             what letter keys do
// clang-format on
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

#include "reader/theme.h"

namespace hanji {

nlohmann::json json_of(const Settings& settings);
Settings read_settings(std::string_view text, Settings settings);
std::string_view name_of(ThemeName theme);

} // namespace hanji

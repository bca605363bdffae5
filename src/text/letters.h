// What Unicode says of single characters (ICU), for names that programs make of titles.
#pragma once

#include <string>
#include <string_view>

namespace hanji {

bool is_name_character(char32_t c);            // a letter, a mark or a decimal digit (L, M, Nd)
std::string lower_case(std::string_view text); // character by character; valid UTF-8

} // namespace hanji

// UTF-8 by hand where ICU would be a detour. Input is valid UTF-8 (text/normalize.h makes it so); on anything
// else these answer U+FFFD and move on by one byte, and never read past the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hanji {

char32_t next_code_point(std::string_view text, std::size_t& position); // moves position past it
void append_utf8(std::string& text, char32_t code);
std::size_t count_code_points(std::string_view text);
bool is_valid_utf8(std::string_view text);
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);

// What of a cut text stands before its …: without the spaces, stops, commas and opening marks at its end
// (“있다.…” and “그는 (…” are no Korean). A question mark, an exclamation mark or what closes stays.
std::string_view before_ellipsis(std::string_view text);

} // namespace hanji

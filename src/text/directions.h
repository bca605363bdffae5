// Which way the characters of a text run where its lines run from left to right (UAX #9, implicit levels):
// letters of Arabic, Hebrew and their like (classes R and AL) run to the left, and with them the spaces and
// marks between them; numbers among them run to the right again. Brackets follow what they hold (N0).
// Explicit embeddings, overrides and isolates are not obeyed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hanji {

bool is_right_to_left(char32_t code); // a letter of class R or AL

// The embedding level of each character: 0 runs to the right, 1 to the left, 2 as a number within such.
std::vector<std::uint8_t> levels_of(std::u32string_view codes);

} // namespace hanji

// Words that ask or join rather than name. Those that ask or stand in any sentence (무엇인가, 누가, 있는,
// 것은) weigh less than the rest in a query of several words.
#pragma once

#include <string_view>

namespace hanji {

// 1 = it names something; less, the less it says. Folded text.
float weight_of_word(std::u32string_view word);

// What many write without a space behind something counted (55세 미만, 7월 중에), and what before it (3만 명,
// 6,000여 곳).
bool follows_a_count(std::u32string_view word);
bool ends_a_number(std::u32string_view word);

} // namespace hanji

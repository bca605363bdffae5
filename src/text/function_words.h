// Words that ask or join rather than name: 무엇인가, 누가, 있는, 것은. In a query of several words they weigh
// less than the rest.
#pragma once

#include <string_view>

namespace hanji {

// 1 = it names something; less, the less it says. Folded text.
float weight_of_word(std::u32string_view word);

} // namespace hanji

// Short codes of emoji, `:bug:`, as GitHub has them (github.com/github/gemoji): those that posts use most. A
// code that is not here stays as it is written.
#pragma once

#include <string_view>

namespace hanji {

std::string_view emoji_of(std::string_view name); // without its colons; empty when it is none

} // namespace hanji

// What stands before an item of a list: its ordinal in digits, letters or Roman numerals, or a bullet by its
// depth.
#pragma once

#include <string>

#include "article/article.h"

namespace hanji {

std::string marker_of(const Block& block); // empty for none

} // namespace hanji

// How often the program has asked for memory by `new` so far, for tests that say something costs none.
#pragma once

#include <cstddef>

namespace hanji {

std::size_t allocations();

} // namespace hanji

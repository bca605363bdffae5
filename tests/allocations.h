// How often the program has asked for memory by `new` so far, for tests that say something costs none.
#pragma once

#include <cstddef>

namespace hanji {

std::size_t allocations();

// As where memory cannot grow: from now on so many requests of 16 KiB and more succeed, then `refused` of
// them fail, then all succeed again. Small ones succeed always, since nlohmann_json makes some while it
// destroys.
void refuse_memory(std::size_t after, std::size_t refused);

// While one lives, memory is given all the same: to the test, within a program that is refused it.
struct MemoryGranted {
  MemoryGranted();
  ~MemoryGranted();
  MemoryGranted(const MemoryGranted&) = delete;
  MemoryGranted& operator=(const MemoryGranted&) = delete;
};

} // namespace hanji

#include "tests/allocations.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {
std::atomic<std::size_t> count = 0, large = 0, refuse_from = 0, refuse_to = 0, granted = 0;
}

namespace hanji {
std::size_t allocations() { return count; }

void refuse_memory(std::size_t after, std::size_t refused) {
  refuse_from = large + after;
  refuse_to = refuse_from + refused;
}
MemoryGranted::MemoryGranted() { ++granted; }
MemoryGranted::~MemoryGranted() { --granted; }
} // namespace hanji

void* operator new(std::size_t bytes) {
  ++count;
  constexpr std::size_t least_large = 16 * 1024;
  if (bytes >= least_large && granted == 0) {
    const std::size_t number = large++;
    if (number >= refuse_from && number < refuse_to) throw std::bad_alloc();
  }
  if (void* memory = std::malloc(bytes == 0 ? 1 : bytes)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  return std::malloc(bytes == 0 ? 1 : bytes);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

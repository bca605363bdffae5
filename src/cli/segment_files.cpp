#include "cli/segment_files.h"

#include <sys/mman.h>
#include <unistd.h>

#include <utility>

#include "cli/byte_file.h"

namespace hanji {
namespace {

// Empty: it could not be.
std::span<std::byte> mapped(std::span<const std::byte> bytes) {
  const int file = open_temporary_file();
  if (file < 0) return {};
  void* place = MAP_FAILED;
  if (write_at(file, 0, bytes)) place = mmap(nullptr, bytes.size(), PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (place == MAP_FAILED) return {};
  return {static_cast<std::byte*>(place), bytes.size()};
}

} // namespace

SegmentFiles::~SegmentFiles() {
  for (const std::span<std::byte> each : mapped_) munmap(each.data(), each.size());
}

void SegmentFiles::release() const {
  for (const std::span<std::byte> each : mapped_) madvise(each.data(), each.size(), MADV_DONTNEED);
}

std::span<const std::byte> SegmentFiles::keep(Bytes segment) {
  if (const std::span<std::byte> file = mapped(segment); !file.empty()) return mapped_.emplace_back(file);
  return in_memory_.emplace_back(std::move(segment)); // its bytes stay where they are when the list grows
}

} // namespace hanji

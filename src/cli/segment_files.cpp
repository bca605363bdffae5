#include "cli/segment_files.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

#include "cli/files.h"

namespace hanji {
namespace {

bool write_all(int file, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

// Empty: it could not be.
std::span<std::byte> mapped(std::span<const std::byte> bytes) {
  std::error_code failed;
  const fs::path folder = fs::temp_directory_path(failed);
  if (failed) return {};
  std::string name = (folder / "hanji-segment-XXXXXX").string();
  const int file = mkstemp(name.data());
  if (file < 0) return {};
  unlink(name.c_str());
  void* place = MAP_FAILED;
  if (write_all(file, bytes)) place = mmap(nullptr, bytes.size(), PROT_READ, MAP_SHARED, file, 0);
  close(file);
  if (place == MAP_FAILED) return {};
  return {static_cast<std::byte*>(place), bytes.size()};
}

} // namespace

SegmentFiles::~SegmentFiles() {
  for (const std::span<std::byte> each : mapped_) munmap(each.data(), each.size());
}

std::span<const std::byte> SegmentFiles::keep(Bytes segment) {
  if (const std::span<std::byte> file = mapped(segment); !file.empty()) return mapped_.emplace_back(file);
  return in_memory_.emplace_back(std::move(segment)); // its bytes stay where they are when the list grows
}

} // namespace hanji

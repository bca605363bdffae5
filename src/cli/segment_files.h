// Where the packed segments of a large index wait (index/build_index.h): files without a name in the folder
// for temporary ones, mapped, so that they need not stay in memory. What cannot be a file stays in
// memory.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/bytes.h"

namespace hanji {

class SegmentFiles {
public:
  SegmentFiles() = default;
  SegmentFiles(const SegmentFiles&) = delete;
  SegmentFiles& operator=(const SegmentFiles&) = delete;
  ~SegmentFiles();

  std::span<const std::byte> keep(Bytes segment); // valid as long as this
  void
  release() const; // of the memory that reading them has filled: the system reads again what is asked for

private:
  std::vector<std::span<std::byte>> mapped_;
  std::vector<Bytes> in_memory_;
};

} // namespace hanji

// What is long of many posts waits in a file until it is asked for (base/kept_bytes.h): that of a build in
// one without a name in the folder for temporary files, that of a part (part.h) in its own. Each piece has a
// checksum before it, so that a file that was cut off or damaged is an error and no other article. All may be
// called from many threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>

#include "base/kept_bytes.h"
#include "cli/files.h"

namespace hanji {

class ByteFile {
public:
  // The first `most_in_memory` bytes stay where they are; so does all else where no file can be made.
  explicit ByteFile(std::size_t most_in_memory);
  static Result<std::shared_ptr<ByteFile>> create(const fs::path& path); // all of it there; unwritable
  // To be read; `size` is what its writer has told. Errors: not_found, unreadable, bad_shard where it has
  // another size.
  static Result<std::shared_ptr<ByteFile>> open(const fs::path& path, std::uint64_t size);
  ByteFile(const ByteFile&) = delete;
  ByteFile& operator=(const ByteFile&) = delete;
  ~ByteFile();

  // Of bytes in memory: they may wait in the file from now on. Errors, of a file with a name alone:
  // unwritable.
  Result<void> keep(KeptBytes& bytes);
  const KeptBytes::Read& reader() const { return read_; }
  std::uint64_t size() const { return end_; } // of the file

private:
  ByteFile(fs::path path, int file, std::uint64_t size);
  Result<Bytes> read(std::uint64_t place, std::uint32_t size) const;
  Error damaged() const;

  fs::path path_; // empty: it has no name
  std::once_flag opening_;
  int file_ = -1;
  std::size_t most_in_memory_ = 0;
  std::atomic<std::size_t> in_memory_ = 0;
  std::atomic<std::uint64_t> end_ = 0;
  KeptBytes::Read read_;
};

// All of them, or false.
bool read_at(int file, std::uint64_t offset, std::span<std::byte> bytes);
bool write_at(int file, std::uint64_t offset, std::span<const std::byte> bytes);
// A file without a name, or -1.
int open_temporary_file();

// FNV-1a, 64 bits: for damage, not for deceit, and a third of a rebuild faster than SHA-256.
std::uint64_t checksum_of(std::span<const std::byte> bytes);

} // namespace hanji

#include "cli/byte_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

namespace hanji {
namespace {

constexpr std::size_t sum_bytes = 8;

} // namespace

std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  std::uint64_t sum = 0xCBF2'9CE4'8422'2325;
  for (const std::byte byte : bytes) sum = (sum ^ std::to_integer<std::uint64_t>(byte)) * 0x100'0000'01B3;
  return sum;
}

bool read_at(int file, std::uint64_t offset, std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = pread(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got <= 0) return false;
    offset += static_cast<std::uint64_t>(got);
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

bool write_at(int file, std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t put = pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put <= 0) return false;
    offset += static_cast<std::uint64_t>(put);
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

int open_temporary_file() {
  std::error_code failed;
  const fs::path folder = fs::temp_directory_path(failed);
  if (failed) return -1;
  std::string name = (folder / "hanji-posts-XXXXXX").string();
  const int file = mkstemp(name.data());
  if (file >= 0) unlink(name.c_str());
  return file;
}

ByteFile::ByteFile(std::size_t most_in_memory)
    : most_in_memory_(most_in_memory),
      read_([this](std::uint64_t place, std::uint32_t size) { return read(place, size); }) {}

ByteFile::ByteFile(fs::path path, int file, std::uint64_t size)
    : path_(std::move(path)), file_(file), end_(size),
      read_([this](std::uint64_t place, std::uint32_t bytes) { return read(place, bytes); }) {}

ByteFile::~ByteFile() {
  if (file_ >= 0) close(file_);
}

Result<std::shared_ptr<ByteFile>> ByteFile::create(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) {
    return std::unexpected(system_error_at(ErrorKind::unwritable, path, "cannot be written",
                                           std::error_code(errno, std::generic_category())));
  }
  return std::shared_ptr<ByteFile>(new ByteFile(path, file, 0));
}

Result<std::shared_ptr<ByteFile>> ByteFile::open(const fs::path& path, std::uint64_t size) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    const std::error_code why(errno, std::generic_category());
    const bool absent = why == std::errc::no_such_file_or_directory;
    return std::unexpected(
        system_error_at(absent ? ErrorKind::not_found : ErrorKind::unreadable, path, "cannot be read", why));
  }
  std::shared_ptr<ByteFile> opened(new ByteFile(path, file, size));
  struct stat state{};
  if (fstat(file, &state) != 0 || static_cast<std::uint64_t>(state.st_size) != size)
    return std::unexpected(opened->damaged());
  return opened;
}

Result<void> ByteFile::keep(KeptBytes& bytes) {
  const std::uint32_t size = bytes.size();
  if (size == 0 || bytes.is_elsewhere()) return {};
  if (path_.empty()) {
    if (in_memory_.fetch_add(size) + size <= most_in_memory_) return {};
    std::call_once(opening_, [this] { file_ = open_temporary_file(); });
    if (file_ < 0) return {};
  }
  const Result<Bytes> all = bytes.get();
  Bytes summed(sum_bytes + size);
  const std::uint64_t sum = checksum_of(*all);
  for (std::size_t i = 0; i < sum_bytes; ++i) summed[i] = static_cast<std::byte>(sum >> (8 * i));
  std::ranges::copy(*all, summed.begin() + sum_bytes);
  const std::uint64_t place = end_.fetch_add(summed.size());
  if (!write_at(file_, place, summed)) {
    if (path_.empty()) return {};
    return std::unexpected(system_error_at(ErrorKind::unwritable, path_, "cannot be written",
                                           std::error_code(errno, std::generic_category())));
  }
  bytes = KeptBytes(read_, place, size);
  return {};
}

Result<Bytes> ByteFile::read(std::uint64_t place, std::uint32_t size) const {
  const std::uint64_t end = end_;
  if (place > end || sum_bytes + size > end - place) return std::unexpected(damaged());
  Bytes summed(sum_bytes + size);
  if (!read_at(file_, place, summed)) return std::unexpected(damaged());
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < sum_bytes; ++i) sum |= std::to_integer<std::uint64_t>(summed[i]) << (8 * i);
  summed.erase(summed.begin(), summed.begin() + sum_bytes);
  if (checksum_of(summed) != sum) return std::unexpected(damaged());
  return summed;
}

Error ByteFile::damaged() const {
  return {ErrorKind::bad_shard, "is damaged or not whole; make it again", path_.string()};
}

} // namespace hanji

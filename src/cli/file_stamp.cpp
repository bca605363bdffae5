#include "cli/file_stamp.h"

#include <sys/stat.h>

#include <chrono>

namespace hanji {
namespace {

constexpr std::uint64_t too_young_ns = 2'000'000'000;

std::uint64_t in_ns(const timespec& time) {
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(time.tv_nsec);
}

} // namespace

std::optional<FileStamp> stamp_of(const fs::path& path) {
  struct stat state{};
  if (stat(path.c_str(), &state) != 0 || !S_ISREG(state.st_mode)) return {};
  return FileStamp{static_cast<std::uint64_t>(state.st_size), in_ns(state.st_mtim), in_ns(state.st_ctim),
                   static_cast<std::uint64_t>(state.st_ino)};
}

FileStamp stamp_of_tool() { return stamp_of("/proc/self/exe").value_or(FileStamp{}); }

std::uint64_t settled_before_ns() {
  using namespace std::chrono;
  const auto now = duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
  return static_cast<std::uint64_t>(now) - too_young_ns;
}

} // namespace hanji

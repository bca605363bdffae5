// What tells that a file is still the one that was read: its size, the times of its bytes and of its state,
// and its inode. A file that was written within the last two seconds may change again within one tick of the
// clock, so its stamp is no reason not to read it once more.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "cli/files.h"

namespace hanji {

using FileStamp = std::array<std::uint64_t, 4>; // size, time of its bytes, time of its state (ns), inode
std::optional<FileStamp> stamp_of(const fs::path& path);
FileStamp stamp_of_tool(); // another version has another

std::uint64_t settled_before_ns(); // what was written later than this is too young

} // namespace hanji

// Whole files in and out, with errors that name the path and say what the system said.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "base/result.h"

namespace hanji {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_file_bytes = 64u << 20; // no post and no picture of an article is larger

Result<std::string>
read_file(const fs::path& path,
          std::uintmax_t most_bytes = most_file_bytes); // not_found, unreadable, bad_input
Result<void> write_file(const fs::path& path, std::span<const std::byte> bytes); // unwritable
Result<void> make_folder(const fs::path& path);                                  // with its parents

Error system_error_at(ErrorKind kind, const fs::path& path, const std::string& what,
                      const std::error_code& code);

} // namespace hanji

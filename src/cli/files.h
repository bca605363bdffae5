// Whole files in and out, with errors that name the path and say what the system said.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "base/result.h"

namespace hanji {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_file_bytes = 64u << 20; // no picture of an article is larger
constexpr std::uintmax_t most_post_bytes = 32u << 20;

Result<std::string>
read_file(const fs::path& path,
          std::uintmax_t most_bytes = most_file_bytes); // not_found; unreadable, larger ones too
Result<void> write_file(const fs::path& path, std::span<const std::byte> bytes); // unwritable
Result<void> make_folder(const fs::path& path);                                  // with its parents

// A file or a folder while it is being written, before it takes the place of `target`; and the removal of
// those that killed processes have left.
fs::path partial_path(const fs::path& target);
void remove_abandoned(const fs::path& target);

// What the system says, in the words that Linux has for it, whatever C library tells it.
std::string words_of(const std::error_code& code);
Error system_error_at(ErrorKind kind, const fs::path& path, const std::string& what,
                      const std::error_code& code);

} // namespace hanji

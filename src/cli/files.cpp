#include "cli/files.h"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace hanji {
namespace {

constexpr std::string_view partial_mark = ".partial-";

bool is_running(std::string_view process) {
  pid_t id = 0;
  const auto [end, failed] = std::from_chars(process.data(), process.data() + process.size(), id);
  return failed != std::errc() || end != process.data() + process.size() || id <= 0 || kill(id, 0) == 0 ||
         errno != ESRCH;
}

std::error_code last_error() { return {errno != 0 ? errno : EIO, std::generic_category()}; }

} // namespace

fs::path partial_path(const fs::path& target) {
  return target.string() + std::string(partial_mark) + std::to_string(getpid());
}

void remove_abandoned(const fs::path& target) {
  const std::string prefix = target.filename().string() + std::string(partial_mark);
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(target.parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && !is_running(std::string_view(name).substr(prefix.size())))
      fs::remove_all(entry.path(), ignored);
  }
}

std::string words_of(const std::error_code& code) {
  constexpr auto otherwise_elsewhere = std::to_array<std::pair<std::errc, const char*>>({
      {std::errc::filename_too_long, "File name too long"},
      {std::errc::too_many_symbolic_link_levels, "Too many levels of symbolic links"},
      {std::errc::too_many_files_open, "Too many open files"},
      {std::errc::too_many_files_open_in_system, "Too many open files in system"},
      {std::errc::cross_device_link, "Invalid cross-device link"},
      {std::errc::io_error, "Input/output error"},
      {std::errc::device_or_resource_busy, "Device or resource busy"},
      {std::errc::value_too_large, "Value too large for defined data type"},
      {std::errc::no_such_device_or_address, "No such device or address"},
  });
  for (const auto& [known, words] : otherwise_elsewhere) {
    if (code == known) return words;
  }
  return code.message();
}

Error system_error_at(ErrorKind kind, const fs::path& path, const std::string& what,
                      const std::error_code& code) {
  return {kind, what + ": " + words_of(code), path.string()};
}

Result<std::string> read_file(const fs::path& path, std::uintmax_t most_bytes) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) {
    const bool link = fs::is_symlink(fs::symlink_status(path, failed));
    return std::unexpected(Error{ErrorKind::not_found,
                                 link ? "is a link to a file that is not there" : "there is no such file",
                                 path.string()});
  }
  if (failed) return std::unexpected(system_error_at(ErrorKind::unreadable, path, "cannot be read", failed));
  if (!fs::is_regular_file(status))
    return std::unexpected(Error{ErrorKind::unreadable, "is not a file", path.string()});
  const std::uintmax_t size = fs::file_size(path, failed);
  if (failed) return std::unexpected(system_error_at(ErrorKind::unreadable, path, "cannot be read", failed));
  if (size > most_bytes) {
    return std::unexpected(Error{ErrorKind::unreadable,
                                 "has " + std::to_string((size >> 20) + (size % (1 << 20) == 0 ? 0 : 1)) +
                                     " MB; files of at most " + std::to_string(most_bytes >> 20) +
                                     " MB are read: make it smaller, or move it elsewhere",
                                 path.string()});
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (!file || (size > 0 && !file.read(bytes.data(), static_cast<std::streamsize>(size)))) {
    return std::unexpected(system_error_at(ErrorKind::unreadable, path, "cannot be read", last_error()));
  }
  return bytes;
}

Result<void> write_file(const fs::path& path, std::span<const std::byte> bytes) {
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (file)
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (file) file.close();
  if (!file)
    return std::unexpected(system_error_at(ErrorKind::unwritable, path, "cannot be written", last_error()));
  return {};
}

Result<void> make_folder(const fs::path& path) {
  std::error_code failed;
  fs::create_directories(path, failed);
  // By what it is, since libraries do not agree on how to say that.
  std::error_code ignored;
  if (failed && fs::exists(path, ignored) && !fs::is_directory(path, ignored))
    failed = std::make_error_code(std::errc::not_a_directory);
  if (failed)
    return std::unexpected(
        system_error_at(ErrorKind::unwritable, path, "this folder cannot be made", failed));
  return {};
}

} // namespace hanji

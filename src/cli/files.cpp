#include "cli/files.h"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace hanji {
namespace {

std::error_code last_error() { return {errno != 0 ? errno : EIO, std::generic_category()}; }

} // namespace

Error system_error_at(ErrorKind kind, const fs::path& path, const std::string& what,
                      const std::error_code& code) {
  return {kind, what + ": " + code.message(), path.string()};
}

Result<std::string> read_file(const fs::path& path, std::uintmax_t most_bytes) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found)
    return std::unexpected(Error{ErrorKind::not_found, "there is no such file", path.string()});
  if (failed) return std::unexpected(system_error_at(ErrorKind::unreadable, path, "cannot be read", failed));
  if (!fs::is_regular_file(status))
    return std::unexpected(Error{ErrorKind::unreadable, "is not a file", path.string()});
  const std::uintmax_t size = fs::file_size(path, failed);
  if (failed) return std::unexpected(system_error_at(ErrorKind::unreadable, path, "cannot be read", failed));
  if (size > most_bytes) {
    return std::unexpected(Error{ErrorKind::bad_input,
                                 "has " + std::to_string(size >> 20) + " MB; at most " +
                                     std::to_string(most_bytes >> 20) + " MB are read",
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
  if (failed)
    return std::unexpected(
        system_error_at(ErrorKind::unwritable, path, "this folder cannot be made", failed));
  return {};
}

} // namespace hanji

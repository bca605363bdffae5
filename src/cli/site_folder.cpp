#include "cli/site_folder.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <utility>

#include "base/bytes.h"

namespace hanji {
namespace {

constexpr std::string_view partial_mark = ".partial-";

bool is_running(std::string_view process) {
  pid_t id = 0;
  const auto [end, failed] = std::from_chars(process.data(), process.data() + process.size(), id);
  return failed != std::errc() || end != process.data() + process.size() || id <= 0 || kill(id, 0) == 0 ||
         errno != ESRCH;
}

// What killed builds of this target have left.
void remove_abandoned(const fs::path& target) {
  const std::string prefix = target.filename().string() + std::string(partial_mark);
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(target.parent_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && !is_running(std::string_view(name).substr(prefix.size())))
      fs::remove_all(entry.path(), ignored);
  }
}

// Both names change hands at once where the file system can, else the old site moves aside first.
std::error_code swap_folders(const fs::path& partial, const fs::path& target) {
  std::error_code failed;
  if (!fs::exists(target)) {
    fs::rename(partial, target, failed);
    return failed;
  }
#ifdef RENAME_EXCHANGE
  if (renameat2(AT_FDCWD, partial.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) return {};
#endif
  const fs::path aside = partial.string() + "-old";
  fs::rename(target, aside, failed);
  if (failed) return failed;
  fs::rename(partial, target, failed);
  std::error_code ignored;
  if (failed)
    fs::rename(aside, target, ignored);
  else
    fs::rename(aside, partial, ignored);
  return failed;
}

} // namespace

std::string write_file_records(const FileRecords& records) {
  nlohmann::ordered_json files = nlohmann::ordered_json::array();
  for (const auto& [name, record] : records)
    files.push_back({{"file", name}, {"bytes", record.bytes}, {"sha256", hex_of(record.sha256)}});
  return nlohmann::ordered_json{{"format", 1}, {"files", files}}.dump(1) + "\n";
}

Result<FileRecords> parse_file_records(std::string_view text) {
  const Error damaged{ErrorKind::bad_shard, "this list of files is damaged", "files.json"};
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("files") || !json["files"].is_array())
    return std::unexpected(damaged);
  FileRecords records;
  for (const auto& entry : json["files"]) {
    if (!entry.is_object() || !entry.contains("file") || !entry.contains("bytes") ||
        !entry.contains("sha256"))
      return std::unexpected(damaged);
    if (!entry["file"].is_string() || !entry["bytes"].is_number_unsigned() || !entry["sha256"].is_string())
      return std::unexpected(damaged);
    const auto hash = parse_hex_hash(entry["sha256"].get<std::string>());
    if (!hash) return std::unexpected(damaged);
    records[entry["file"].get<std::string>()] = {entry["bytes"].get<std::uint64_t>(), *hash};
  }
  return records;
}

Result<SiteFolder> SiteFolder::begin(const fs::path& given) {
  std::error_code failed;
  fs::path target = fs::weakly_canonical(fs::absolute(given), failed);
  if (failed)
    return std::unexpected(system_error_at(ErrorKind::unwritable, given, "cannot be written", failed));
  if (!target.has_filename()) target = target.parent_path();
  if (fs::exists(target)) {
    const bool is_ours = fs::is_directory(target) &&
                         (fs::exists(target / "bundle" / "bundle.json") || fs::is_empty(target, failed));
    if (failed || !is_ours) {
      return std::unexpected(Error{
          ErrorKind::unwritable,
          "holds something else than a site made by hanji; choose a new or an empty folder", given.string()});
    }
  }
  if (Result<void> made = make_folder(target.parent_path()); !made) return std::unexpected(made.error());
  remove_abandoned(target);
  fs::path partial = target.string() + std::string(partial_mark) + std::to_string(getpid());
  fs::remove_all(partial, failed);
  if (Result<void> made = make_folder(partial); !made) return std::unexpected(made.error());
  return SiteFolder(std::move(target), std::move(partial));
}

SiteFolder::SiteFolder(SiteFolder&& other) noexcept
    : target_(std::move(other.target_)), partial_(std::exchange(other.partial_, fs::path())),
      records_(std::move(other.records_)) {}

SiteFolder::~SiteFolder() {
  std::error_code ignored;
  if (!partial_.empty()) fs::remove_all(partial_, ignored);
}

Result<void> SiteFolder::add(const std::string& name, std::span<const std::byte> bytes) {
  const fs::path path = partial_ / name;
  if (Result<void> made = make_folder(path.parent_path()); !made) return made;
  records_[name] = {bytes.size(), hash_of(bytes)};
  return write_file(path, bytes);
}

Hash SiteFolder::version() const {
  const std::string list = write_file_records(records_);
  return hash_of(as_bytes(list));
}

Result<void> SiteFolder::finish() {
  if (Result<void> written = write_file(partial_ / "files.json", as_bytes(write_file_records(records_)));
      !written)
    return written;
  if (const std::error_code failed = swap_folders(partial_, target_)) {
    return std::unexpected(
        system_error_at(ErrorKind::unwritable, target_, "the new site cannot take its place", failed));
  }
  return {}; // what `partial_` names now is the old site, which goes with this object
}

} // namespace hanji

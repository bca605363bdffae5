#include "cli/site_folder.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <stdio.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/bytes.h"
#include "cli/carry_over.h"
#include "cli/compression.h"

namespace hanji {
namespace {

// Both names change hands at once where the file system can, else the old site moves aside first.
std::error_code swap_folders(const fs::path& partial, const fs::path& target) {
  std::error_code failed;
  if (!fs::exists(target)) {
    fs::rename(partial, target, failed);
    if (!failed || !fs::exists(target)) return failed; // else another build was there first
    failed.clear();
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

constexpr std::size_t hash_digits = 16; // of a file's hash, in its name

bool begins_with_hash(std::string_view name) {
  return name.substr(0, hash_digits).find_first_not_of("0123456789abcdef") == name.npos &&
         name.size() > hash_digits;
}

// Names that publishers use too: of these folders, and of those that articles have their pages in, only what
// a build has written is ours, and of these files the publisher's own stays.
bool is_shared_folder(std::string_view name) { return name == "fonts" || name == "a" || name == "c"; }
bool gives_way(std::string_view name) {
  return name == "404.html" || name == "_headers" || name == "robots.txt" || name == "sitemap.xml" ||
         name == "feed.xml" || name == "feed.json";
}

void copy_times(const fs::path& from, const fs::path& to) {
  std::error_code ignored;
  const auto copy = [&](const fs::path& each, const fs::path& copied) {
    if (!fs::is_regular_file(fs::symlink_status(each, ignored))) return;
    const fs::file_time_type time = fs::last_write_time(each, ignored);
    if (!ignored) fs::last_write_time(copied, time, ignored);
  };
  copy(from, to);
  if (!fs::is_directory(fs::symlink_status(from, ignored))) return;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(from, ignored))
    copy(entry.path(), to / entry.path().lexically_relative(from));
}

// Whether a build has written a file below it.
bool holds_any(const FileRecords& records, const std::string& folder) {
  const auto first = records.lower_bound(folder + "/");
  return first != records.end() && first->first.starts_with(folder + "/");
}

// As a link where the file system has them, so that neither site is changed through the other's removal.
std::error_code link_or_copy(const fs::path& from, const fs::path& to) {
  constexpr auto whole = fs::copy_options::recursive | fs::copy_options::copy_symlinks;
  std::error_code failed, ignored;
  fs::copy(from, to, whole | fs::copy_options::create_hard_links, failed);
  if (!failed) return failed;
  fs::remove_all(to, ignored);
  fs::copy(from, to, whole, failed);
  if (!failed) copy_times(from, to);
  return failed;
}

// Whether no part of the path below the site leads elsewhere.
bool is_in_site(const fs::path& site, const fs::path& folder) {
  fs::path place = site;
  std::error_code ignored;
  for (const fs::path& part : folder) {
    if (fs::is_symlink(fs::symlink_status(place /= part, ignored))) return false;
  }
  return true;
}

// The name of the file that this one is, compressed, or nothing.
std::string without_coding(const std::string& name) {
  for (const Coding coding : all_codings) {
    if (name.ends_with(ending_of(coding))) return name.substr(0, name.size() - ending_of(coding).size());
  }
  return {};
}

// Whether the old site's file is as a build has written it: the last one, or this one.
bool is_as_written(const fs::path& old_site, const std::string& name, const FileRecords& old_records,
                   const FileRecords& records) {
  if (!gives_way(name)) return old_records.contains(name); // it is ours, whatever it says
  const Result<std::string> bytes = read_file(old_site / name);
  if (!bytes) return old_records.contains(name);
  const Hash hash = hash_of(as_bytes(*bytes));
  return std::ranges::any_of(std::array{&old_records, &records}, [&](const FileRecords* of) {
    const auto record = of->find(name);
    return record != of->end() && record->second.sha256 == hash;
  });
}

bool has_gone(const std::error_code& why, const fs::path& path) {
  return why == std::errc::no_such_file_or_directory && !fs::exists(fs::symlink_status(path));
}

// What the publisher has put into the old site (CNAME, .nojekyll, .git) stands in the new one too: all that
// no build of ours has written. `records`: of the new site, less what gives way. False: another build has put
// its site there meanwhile.
Result<bool> keep_foreign_files_once(const fs::path& old_site, const fs::path& new_site,
                                     FileRecords& records) {
  FileRecords ours;
  if (const Result<std::string> list = read_file(old_site / "files.json"))
    if (Result<FileRecords> written = parse_file_records(*list)) ours = *std::move(written);
  ours["files.json"];
  std::error_code failed;
  auto entry = fs::recursive_directory_iterator(old_site, failed);
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    const std::string name = entry->path().lexically_relative(old_site).generic_string();
    const bool folder = entry->is_directory() && !entry->is_symlink();
    const bool only_ours = is_named_as_ours(folder ? name + "/" : name);
    if (folder && !only_ours &&
        (is_shared_folder(name) || holds_any(ours, name) || fs::is_directory(new_site / name)))
      continue; // into it
    if (folder) entry.disable_recursion_pending();
    if (is_as_written(old_site, name, ours, records) || only_ours) continue;
    // What somebody has compressed of ours would go on saying what it said.
    if (ours.contains(without_coding(name)) || records.contains(without_coding(name))) continue;
    const fs::path place = new_site / name;
    std::error_code refused;
    if (fs::exists(fs::symlink_status(place))) {
      if (!gives_way(name)) continue; // it is ours by now
      fs::remove(place, refused);
      records.erase(name);
      for (const Coding coding : all_codings) { // of ours
        const std::string packed = name + std::string(ending_of(coding));
        if (records.erase(packed) > 0) fs::remove(new_site / packed, refused);
      }
    }
    fs::create_directories(place.parent_path(), refused);
    if (!refused) refused = link_or_copy(entry->path(), place);
    if (has_gone(refused, entry->path())) return false;
    if (refused) {
      return std::unexpected(system_error_at(ErrorKind::unwritable, entry->path(),
                                             "is not hanji's and cannot be kept in the new site", refused));
    }
  }
  if (failed == std::errc::no_such_file_or_directory) return false;
  if (failed)
    return std::unexpected(
        system_error_at(ErrorKind::unreadable, old_site, "the old site cannot be read", failed));
  return true;
}

Result<void> keep_foreign_files(const fs::path& old_site, const fs::path& new_site, FileRecords& records) {
  constexpr int most_tries = 20;
  for (int i = 0; i < most_tries; ++i) {
    const Result<bool> kept = keep_foreign_files_once(old_site, new_site, records);
    if (!kept) return std::unexpected(kept.error());
    if (*kept) return {};
  }
  return std::unexpected(
      Error{ErrorKind::unwritable, "other builds go on putting their sites here", old_site.string()});
}

} // namespace

bool is_named_as_ours(std::string_view name) {
  if (name.starts_with("bundle/") || name.starts_with("media/")) return true;
  if (name.starts_with("fonts/")) return begins_with_hash(name.substr(6)) && name[6 + hash_digits] == '.';
  return name.starts_with("page-") && begins_with_hash(name.substr(5)) && name[5 + hash_digits] == '/';
}

std::optional<std::string> bytes_of(const HeldFile& file) {
  if (file.bytes) return *file.bytes;
  Result<std::string> bytes = read_file(file.source, file.record.bytes);
  if (!bytes || hash_of(as_bytes(*bytes)) != file.record.sha256) return {};
  return *std::move(bytes);
}

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

Result<SiteFolder> SiteFolder::begin(const fs::path& given, const fs::path& publishers) {
  std::error_code failed;
  fs::path target = fs::weakly_canonical(fs::absolute(given), failed);
  if (failed)
    return std::unexpected(system_error_at(ErrorKind::unwritable, given, "cannot be written", failed));
  if (!target.has_filename()) target = target.parent_path();
  if (std::ranges::mismatch(target, publishers).in1 == target.end()) {
    return std::unexpected(Error{ErrorKind::unwritable,
                                 "the posts lie in this folder and would be replaced with it; choose another",
                                 given.string()});
  }
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
  fs::path partial = partial_path(target);
  fs::remove_all(partial, failed);
  if (Result<void> made = make_folder(partial); !made) return std::unexpected(made.error());
  return SiteFolder(std::move(target), std::move(partial));
}

SiteFolder::SiteFolder(fs::path target, fs::path partial)
    : target_(std::move(target)), partial_(std::move(partial)), mode_(mode_of_new_files()) {}

SiteFolder SiteFolder::in_memory(std::shared_ptr<const HeldSite> former) {
  SiteFolder site{{}, {}};
  site.memory_ = std::make_unique<Memory>();
  site.memory_->former = former ? std::move(former) : std::make_shared<const HeldSite>();
  return site;
}

SiteFolder::SiteFolder(SiteFolder&& other) noexcept
    : memory_(std::move(other.memory_)), target_(std::move(other.target_)),
      partial_(std::exchange(other.partial_, fs::path())), added_(std::move(other.added_)),
      mode_(other.mode_), records_(std::move(other.records_)), folders_(std::move(other.folders_)),
      recording_(std::move(other.recording_)) {}

SiteFolder::~SiteFolder() {
  std::error_code ignored;
  if (!partial_.empty()) fs::remove_all(partial_, ignored);
}

Result<void> SiteFolder::add(const std::string& name, std::span<const std::byte> bytes) {
  return add(name, bytes, hash_of(bytes));
}

Result<void> SiteFolder::add(const std::string& name, std::span<const std::byte> bytes, const Hash& sha256) {
  if (memory_) {
    const FileRecord record{bytes.size(), sha256};
    const auto old = memory_->former->find(name);
    const bool same = old != memory_->former->end() && old->second.record == record && old->second.bytes;
    hold(name, {record, same ? old->second.bytes : std::make_shared<const std::string>(as_text(bytes)), {}});
    return {};
  }
  bool linked = false, is_there = false;
  {
    const std::lock_guard lock(*recording_);
    const auto known = records_.find(name);
    is_there = known != records_.end();
    if (is_there && known->second.bytes == bytes.size() && known->second.sha256 == sha256) return {};
    records_[name] = {bytes.size(), sha256};
    const Result<bool> may = may_be_linked(name);
    if (!may) return std::unexpected(may.error());
    linked = *may;
  }
  std::error_code ignored;
  if (is_there) fs::remove(partial_ / name, ignored); // never into what may be the old site's too
  Result<void> written = write(name, bytes, linked);
  if (written && added_) added_();
  return written;
}

void SiteFolder::hold(const std::string& name, HeldFile file) {
  {
    const std::lock_guard lock(*recording_);
    records_[name] = file.record;
    memory_->files[name] = std::move(file);
  }
  if (added_) added_();
}

void SiteFolder::refer(const std::string& name, const FileRecord& record, const fs::path& source) {
  hold(name, {record, nullptr, source});
}

bool SiteFolder::carry(const std::string& name, const FileRecord& record) {
  if (memory_) {
    const auto old = memory_->former->find(name);
    if (old == memory_->former->end() || old->second.record != record) return false;
    hold(name, old->second);
    return true;
  }
  bool linked = false;
  {
    const std::lock_guard lock(*recording_);
    const Result<bool> may = may_be_linked(name);
    if (!may || records_.contains(name)) return false;
    linked = *may;
  }
  const auto is_right = [&](std::span<const std::byte> old) { return hash_of(old) == record.sha256; };
  if (!carry_over(target_ / name, partial_ / name, record.bytes, mode_, linked, is_right)) return false;
  {
    const std::lock_guard lock(*recording_);
    records_[name] = record;
  }
  if (added_) added_();
  return true;
}

Result<bool> SiteFolder::may_be_linked(const std::string& name) {
  const fs::path folder = fs::path(name).parent_path();
  const auto made = folders_.find(folder);
  if (made != folders_.end()) return made->second;
  if (Result<void> making = make_folder(partial_ / folder); !making) return std::unexpected(making.error());
  return folders_[folder] = is_in_site(target_, folder);
}

Result<void> SiteFolder::write(const std::string& name, std::span<const std::byte> bytes,
                               bool may_be_linked) {
  const auto is_right = [bytes](std::span<const std::byte> old) { return as_text(old) == as_text(bytes); };
  if (carry_over(target_ / name, partial_ / name, bytes.size(), mode_, may_be_linked, is_right)) return {};
  return write_file(partial_ / name, bytes);
}

Result<std::string> SiteFolder::read(const std::string& name) const {
  if (!memory_) return read_file(partial_ / name);
  const auto file = memory_->files.find(name);
  std::optional<std::string> bytes;
  if (file != memory_->files.end()) bytes = bytes_of(file->second);
  if (!bytes) return std::unexpected(Error{ErrorKind::not_found, "is not there any more", name});
  return *std::move(bytes);
}

HeldSite SiteFolder::take() {
  const std::string list = write_file_records(records_);
  memory_->files["files.json"] = {
      {list.size(), hash_of(as_bytes(list))}, std::make_shared<const std::string>(list), {}};
  return std::move(memory_->files);
}

Hash SiteFolder::version() const {
  const std::string list = write_file_records(records_);
  return hash_of(as_bytes(list));
}

Result<void> SiteFolder::finish() {
  if (fs::exists(target_)) {
    if (Result<void> kept = keep_foreign_files(target_, partial_, records_); !kept) return kept;
  }
  const std::string list = write_file_records(records_);
  if (Result<void> written = write("files.json", as_bytes(list), true); !written) return written;
  if (const std::error_code failed = swap_folders(partial_, target_)) {
    return std::unexpected(
        system_error_at(ErrorKind::unwritable, target_, "the new site cannot take its place", failed));
  }
  return {}; // what `partial_` names now is the old site, which goes with this object
}

} // namespace hanji

#include "cli/entry_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "base/bytes.h"
#include "base/hash.h"
#include "cli/byte_file.h"

namespace hanji {
namespace {

// The file: the entries one after the other, the table of them, then where that begins (u32 × 2) and its
// hash.
constexpr std::string_view table_magic = "hnjc8";
constexpr std::size_t foot_bytes = 8 + sizeof(Hash);

void put_stamp(ByteWriter& out, const FileStamp& stamp) {
  for (const std::uint64_t part : stamp) out.varint(part);
}

FileStamp get_stamp(ByteReader& in) {
  FileStamp stamp{};
  for (std::uint64_t& part : stamp) part = in.varint();
  return stamp;
}

// Of folders that nobody has built from for a season.
void remove_old(const fs::path& folder) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const auto age = fs::file_time_type::clock::now() - entry.last_write_time(ignored);
    if (!ignored && entry.is_regular_file(ignored) && age > std::chrono::hours(24 * 90))
      fs::remove(entry.path(), ignored);
  }
}

} // namespace

std::optional<fs::path> cache_path_for(const fs::path& posts, const std::string& rules) {
  const char* const cache = std::getenv("XDG_CACHE_HOME");
  const char* const home = std::getenv("HOME");
  fs::path folder;
  if (cache != nullptr && fs::path(cache).is_absolute())
    folder = cache;
  else if (home != nullptr && fs::path(home).is_absolute())
    folder = fs::path(home) / ".cache";
  else
    return {};
  std::error_code failed;
  const fs::path real = fs::canonical(posts, failed);
  if (failed) return {};
  const std::string read_so = real.native() + '\n' + rules;
  return folder / "hanji" / "builds" / hex_of(hash_of(as_bytes(read_so))).substr(0, 16);
}

EntryCache::EntryCache(std::optional<fs::path> file, EntryMemory* memory)
    : file_(std::move(file)), memory_(memory), youngest_(settled_before_ns()) {
  if (!file_ || !make_folder(file_->parent_path())) return;
  remove_abandoned(*file_);
  old_ = open(file_->c_str(), O_RDONLY | O_CLOEXEC);
  if (old_ >= 0) read_table();
  partial_ = partial_path(*file_);
  new_ = open(partial_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

EntryCache::~EntryCache() {
  if (old_ >= 0) close(old_);
  if (new_ < 0) return;
  close(new_);
  unlink(partial_.c_str()); // kept under another name, or of no use
}

void EntryCache::read_table() {
  struct stat state{};
  if (fstat(old_, &state) != 0 || state.st_size < static_cast<off_t>(foot_bytes)) return;
  const auto size = static_cast<std::uint64_t>(state.st_size);
  Bytes foot(foot_bytes);
  if (!read_at(old_, size - foot_bytes, foot)) return;
  ByteReader foot_reader(foot);
  const std::uint64_t low = foot_reader.u32(), begin = std::uint64_t{foot_reader.u32()} << 32 | low;
  if (begin > size - foot_bytes) return;
  Bytes table(static_cast<std::size_t>(size - foot_bytes - begin));
  if (!read_at(old_, begin, table)) return;
  const Hash hash = hash_of(table);
  if (!std::ranges::equal(std::as_bytes(std::span(hash)), std::span(foot).subspan(8))) return;

  ByteReader in(table);
  if (in.text() != table_magic || get_stamp(in) != stamp_of_tool()) return;
  std::map<std::string, Record> known;
  while (!in.at_end() && !in.failed()) {
    std::string name(in.text());
    Record record;
    record.stamp = get_stamp(in);
    record.offset = in.varint();
    record.bytes = in.varint();
    record.checksum = in.varint();
    if (in.failed() || record.offset > begin || record.bytes > begin - record.offset) return;
    known.emplace(std::move(name), record);
  }
  known_ = std::move(known);
}

std::shared_ptr<const PostEntry> EntryCache::remembered(const std::string& name, const FileStamp& stamp) {
  if (memory_ == nullptr) return {};
  const auto known = memory_->find(name);
  if (known == memory_->end() || known->second.stamp != stamp) return {};
  const std::lock_guard lock(changing_);
  seen_.insert_or_assign(name, known->second);
  return known->second.entry;
}

std::optional<PostEntry> EntryCache::find(const std::string& name, const FileStamp& stamp,
                                          const std::string& file) {
  if (const std::shared_ptr<const PostEntry> entry = remembered(name, stamp)) return *entry;
  std::optional<PostEntry> entry = find_in_file(name, stamp, file);
  if (entry && memory_ != nullptr) {
    auto copy = std::make_shared<const PostEntry>(*entry);
    const std::lock_guard lock(changing_);
    seen_.insert_or_assign(name, RememberedEntry{stamp, std::move(copy)});
  }
  return entry;
}

std::optional<PostEntry> EntryCache::find_in_file(const std::string& name, const FileStamp& stamp,
                                                  const std::string& file) {
  const auto known = known_.find(name);
  if (known == known_.end() || known->second.stamp != stamp) return {};
  Bytes bytes(static_cast<std::size_t>(known->second.bytes));
  if (!read_at(old_, known->second.offset, bytes) || checksum_of(bytes) != known->second.checksum) return {};
  std::optional<PostEntry> entry = decode_entry(bytes, file);
  if (entry) {
    const std::lock_guard lock(changing_);
    found_[name] = &known->second;
  }
  return entry;
}

void EntryCache::add(const std::string& name, const FileStamp& stamp, const PostEntry& entry) {
  if (memory_ != nullptr) {
    auto copy = std::make_shared<const PostEntry>(entry);
    const std::lock_guard lock(changing_);
    seen_.erase(name);
    if (stamp[1] <= youngest_) seen_.emplace(name, RememberedEntry{stamp, std::move(copy)});
  }
  if (!file_) return;
  const Bytes bytes = encode_entry(entry);
  Record record{stamp, 0, bytes.size(), checksum_of(bytes)};
  const std::lock_guard lock(changing_);
  found_.erase(name); // found, but one of its pictures has changed
  if (stamp[1] <= youngest_) append(name, record, bytes);
}

void EntryCache::append(const std::string& name, Record record, std::span<const std::byte> bytes) {
  record.offset = end_;
  if (new_ < 0) return;
  if (!write_at(new_, end_, bytes)) {
    close(new_);
    unlink(partial_.c_str());
    new_ = -1;
    return;
  }
  end_ += bytes.size();
  kept_[name] = record;
}

void EntryCache::keep() {
  const std::lock_guard lock(changing_);
  if (memory_ != nullptr) *memory_ = std::exchange(seen_, {});
  if (new_ < 0 || (kept_.empty() && found_.size() == known_.size())) return;
  for (const auto& [name, record] : found_) {
    Bytes bytes(static_cast<std::size_t>(record->bytes));
    if (read_at(old_, record->offset, bytes)) append(name, *record, bytes);
  }
  ByteWriter table;
  table.text(table_magic);
  put_stamp(table, stamp_of_tool());
  for (const auto& [name, record] : kept_) {
    table.text(name);
    put_stamp(table, record.stamp);
    table.varint(record.offset);
    table.varint(record.bytes);
    table.varint(record.checksum);
  }
  ByteWriter foot;
  foot.u32(static_cast<std::uint32_t>(end_));
  foot.u32(static_cast<std::uint32_t>(end_ >> 32));
  const Hash hash = hash_of(table.bytes());
  foot.raw(std::as_bytes(std::span(hash)));
  const std::uint64_t table_end = end_ + table.size();
  if (new_ < 0 || !write_at(new_, end_, table.bytes()) || !write_at(new_, table_end, foot.bytes())) return;
  if (rename(partial_.c_str(), file_->c_str()) != 0) return;
  remove_old(file_->parent_path());
  close(new_);
  new_ = -1;
}

} // namespace hanji

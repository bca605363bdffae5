// A site while it is being written: a folder beside the target, which takes its place in one step once it is
// whole. A build that fails or is killed leaves the old site as it was. What the publisher has
// put beside our files at its top (CNAME, .git) goes along, and a _headers or robots.txt of his own stays;
// what a former build has written does not, but a
// file that is the same as the old one keeps its time (cli/carry_over.h). Every file is recorded with its
// hash in files.json. A site may also be held in memory (HeldSite), where what is the same as in the former
// one is shared with it; pictures and attachments stay where they lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

#include "base/hash.h"
#include "cli/files.h"

namespace hanji {

struct FileRecord {
  std::uint64_t bytes = 0;
  Hash sha256{};
  bool operator==(const FileRecord&) const = default;
};
using FileRecords = std::map<std::string, FileRecord>; // by the name below the site's folder

struct HeldFile {
  FileRecord record;
  std::shared_ptr<const std::string> bytes; // null: `source` has them, while it is what `record` says
  fs::path source;
};
using HeldSite = std::map<std::string, HeldFile>; // by the name below the site's folder

// Nothing where its source is not what it was.
std::optional<std::string> bytes_of(const HeldFile& file);

// Whether a file or folder (with its slash) below the site's is called as only builds call theirs: all in
// `bundle/`, `media/` and `page-<hash>/`, and `fonts/<hash>.*`.
bool is_named_as_ours(std::string_view name);

std::string write_file_records(const FileRecords& records); // files.json
Result<FileRecords> parse_file_records(std::string_view text);

class SiteFolder {
public:
  // Refuses a target that holds something else than a site of ours, or that the publisher's own folder lies
  // in.
  static Result<SiteFolder> begin(const fs::path& given, const fs::path& publishers = {});
  static SiteFolder in_memory(std::shared_ptr<const HeldSite> former);
  SiteFolder(SiteFolder&&) noexcept;
  SiteFolder& operator=(SiteFolder&&) = delete;
  ~SiteFolder(); // removes what was not finished

  // From any thread. `sha256` is the bytes', where it is known already.
  Result<void> add(const std::string& name, std::span<const std::byte> bytes);
  Result<void> add(const std::string& name, std::span<const std::byte> bytes, const Hash& sha256);
  // Of a site in memory: a file of the publisher's, which is asked for its bytes when somebody wants them.
  void refer(const std::string& name, const FileRecord& record, const fs::path& source);
  // The old site's file of that name, where it is what `record` says.
  bool carry(const std::string& name, const FileRecord& record);
  Result<std::string> read(const std::string& name) const; // as added
  // Who is told of each file that is there now, from the thread that has added it; nobody at first.
  void tell(std::function<void()> added) { added_ = std::move(added); }
  const fs::path& target() const { return target_; }
  const FileRecords& records() const { return records_; }
  Hash version() const;  // of all that was added so far: names and bytes
  Result<void> finish(); // writes files.json and takes the target's place
  HeldSite take();       // of one in memory, with files.json

private:
  struct Memory {
    std::shared_ptr<const HeldSite> former;
    HeldSite files;
  };
  SiteFolder(fs::path target, fs::path partial);
  void hold(const std::string& name, HeldFile file);
  Result<bool> may_be_linked(const std::string& name); // makes its folder; under the lock
  Result<void> write(const std::string& name, std::span<const std::byte> bytes, bool may_be_linked);

  std::unique_ptr<Memory> memory_; // null: it is a folder
  fs::path target_, partial_;
  std::function<void()> added_;
  unsigned mode_; // of a file that is made anew
  FileRecords records_;
  std::map<fs::path, bool> folders_; // that are there already; whether the old one's files may be linked
  std::unique_ptr<std::mutex> recording_ = std::make_unique<std::mutex>();
};

} // namespace hanji

// What the last build made of each post, so that the next reads only what has changed. One file for a folder
// of posts and the rules it is read by, in $XDG_CACHE_HOME/hanji/builds (else ~/.cache/hanji/builds). An
// entry is found again while its file has the same name, size, times and inode, and the tool is the same one;
// a file that was written within the last two seconds is not kept, since it may change again within one tick
// of the clock. Every entry has a checksum, so that damage means reading the post again. Nothing here fails:
// what cannot be read is not there, and what cannot be written is left unwritten; what no build has written
// for 90 days is removed. `find` and `add` may be called from many threads.
//
// A program that builds again and again (cli/preview.h) keeps the entries themselves as well, in an
// EntryMemory.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/file_stamp.h"
#include "cli/files.h"
#include "cli/post_entry.h"

namespace hanji {

// $XDG_CACHE_HOME/hanji/builds/<hash of the folder's path and the rules its posts are read by>, or nothing
// where there is no home.
std::optional<fs::path> cache_path_for(const fs::path& posts, const std::string& rules = {});

struct RememberedEntry {
  FileStamp stamp{};
  std::shared_ptr<const PostEntry> entry;
};
using EntryMemory = std::map<std::string, RememberedEntry>; // by the post's name below its folder

class EntryCache {
public:
  // `file` is where it lies: nothing makes an empty one that is not kept. `memory` is asked first, and has by
  // `keep` what this build has found and added; it outlives the cache.
  explicit EntryCache(std::optional<fs::path> file, EntryMemory* memory = nullptr);
  ~EntryCache();
  EntryCache(const EntryCache&) = delete;
  EntryCache& operator=(const EntryCache&) = delete;

  // `name` is the post's below its folder, `file` what diagnostics call it.
  std::optional<PostEntry> find(const std::string& name, const FileStamp& stamp, const std::string& file);
  void add(const std::string& name, const FileStamp& stamp, const PostEntry& entry);
  void keep(); // for the next build: what was found and what was added

private:
  struct Record {
    FileStamp stamp{};
    std::uint64_t offset = 0, bytes = 0, checksum = 0;
  };
  void read_table();
  std::shared_ptr<const PostEntry> remembered(const std::string& name, const FileStamp& stamp);
  std::optional<PostEntry> find_in_file(const std::string& name, const FileStamp& stamp,
                                        const std::string& file);
  void append(const std::string& name, Record record, std::span<const std::byte> bytes);

  std::optional<fs::path> file_;
  EntryMemory* memory_;
  EntryMemory seen_; // by this build
  fs::path partial_;
  int old_ = -1, new_ = -1; // descriptors; a full disk closes the new file, under the lock
  std::map<std::string, Record> known_, kept_;
  std::map<std::string, const Record*> found_;
  std::uint64_t end_ = 0;      // of the new file
  std::uint64_t youngest_ = 0; // time (ns) of the youngest bytes that are kept
  std::mutex changing_;
};

} // namespace hanji

// What the last build of a site knew of each page that it made, so that the next one makes only those that
// come out otherwise, and carries the others over (cli/carry_over.h). A page is the same while its key is (a
// hash of all that it is made of) and its links lead where they led. One file for a site, beside those of
// cli/entry_cache.h and by the same rules: it is of the same tool, nothing here fails, what is damaged is not
// there, and what is not written for 90 days is removed. What it says of a page holds only while the old
// site's file has that hash, so a page that was edited, or is another build's, is made anew. `find` and `add`
// may be called from many threads.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/site_folder.h"

namespace hanji {

struct KnownPage {
  Hash key{};
  FileRecord file;
  std::vector<std::pair<std::string, std::string>> links; // what the post names, where it led
  bool operator==(const KnownPage&) const = default;
};

constexpr std::uintmax_t most_page_cache_bytes = 1u << 30;

using KnownPages = std::map<std::string, KnownPage>; // by the name below the site's folder

class PageCache {
public:
  explicit PageCache(std::optional<fs::path> file); // nothing: an empty one that is not kept
  explicit PageCache(KnownPages known);             // of a program that builds again: kept by `take` alone

  const KnownPage* find(const std::string& name, const Hash& key) const;
  void add(const std::string& name, KnownPage page);
  void keep(); // for the next build: what was added
  KnownPages take() { return std::move(kept_); }

private:
  std::optional<fs::path> file_;
  bool adds_;
  KnownPages known_, kept_;
  std::mutex adding_;
};

} // namespace hanji

// Where the file lies that a post names, as the publisher's generator finds it: beside the post (page bundles
// of Hugo), in the folder called as the post is (asset folders of Hexo), seen from the page's address, and,
// for
// "/x", below the site's folder or below `static/`, `public/`, `assets/`, `source/` there or in a folder on
// the way to the post. A name may be in another Unicode form on the disk, or lie there percent-encoded.
// Nothing outside the site's folder is found: a post must not publish /etc/passwd. May be asked from many
// threads.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "cli/files.h"

namespace hanji {

class PublisherFiles {
public:
  // `root` is canonical. `baseurl`: what may stand before a path.
  explicit PublisherFiles(fs::path root, std::string baseurl = {});

  // The canonical path, or an empty one. `address` as in a post, with its query and fragment.
  fs::path find(const fs::path& post, std::string_view address) const;
  // By a name that may have some of its folders, wherever it lies; of several the nearest.
  fs::path find_named(const fs::path& post, std::string_view name) const;

  const fs::path& root() const { return root_; }

private:
  fs::path file_at(const fs::path& place) const;
  fs::path spelled_otherwise(const fs::path& place) const;
  fs::path find_below_roots(const fs::path& post, std::string_view path) const;
  void list_names() const;

  fs::path root_;
  std::string baseurl_;
  struct Listing {
    std::once_flag once;
    std::multimap<std::string, fs::path, std::less<>> files; // by name, in NFC and lower case
  };
  std::unique_ptr<Listing> listing_ = std::make_unique<Listing>();
};

} // namespace hanji

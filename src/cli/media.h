// The pictures that posts name and that lie in the publisher's folder: copied into the site's media/ under a
// name of stem and content hash, measured, and named in the article by that path. Pictures of other people's
// servers stay where they are. A picture outside the publisher's folder is treated as missing: a post must
// not publish /etc/passwd.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "article/article.h"
#include "cli/site_folder.h"
#include "post/diagnostic.h"

namespace hanji {

class MediaCopier {
public:
  MediaCopier(fs::path root, SiteFolder& site) : root_(std::move(root)), site_(site) {}

  // Resolves the article's figures; `post` is the file that it was read from. What is missing becomes a
  // diagnostic.
  Result<void> copy_pictures(Article& article, const fs::path& post, std::vector<Diagnostic>& diagnostics);

private:
  struct Picture {
    std::string source; // "media/…"
    std::uint32_t width = 0, height = 0;
  };
  Result<Picture> copy(const fs::path& file);

  fs::path root_;
  SiteFolder& site_;
  std::map<fs::path, Picture> copied_;
};

} // namespace hanji

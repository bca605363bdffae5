// The pictures that posts name and that lie in the publisher's folder: copied into the site's media/ under a
// name of stem and content hash with the ending that its bytes say (`.bin` where they are no picture's),
// measured, and named in the article by that path. Pictures of other people's servers stay where they are. A
// picture outside the publisher's folder is treated as missing: a post must not publish /etc/passwd.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "article/article.h"
#include "cli/site_folder.h"
#include "post/diagnostic.h"

namespace hanji {

struct LocalPicture {
  std::string source; // as the post names it
  std::string place;  // "media/…", or "" when it is not there
  std::uint32_t width = 0, height = 0;
  bool operator==(const LocalPicture&) const = default;
};

class MediaCopier { // its calls may come from many threads; each file is read once
public:
  MediaCopier(fs::path root, SiteFolder& site) : root_(std::move(root)), site_(site) {}

  // Resolves the article's figures; `post` is the file that it was read from. What is missing becomes a
  // diagnostic. Answers what it found of each local picture.
  Result<std::vector<LocalPicture>> copy_pictures(Article& article, const fs::path& post,
                                                  std::vector<Diagnostic>& diagnostics);

  // The same for one picture, by its name in the post.
  Result<LocalPicture> copy_picture(const std::string& source, const fs::path& post);

private:
  struct Copied {
    std::mutex copying;
    std::optional<Result<LocalPicture>> picture;
  };
  Result<LocalPicture> copy(const fs::path& file);

  fs::path root_;
  SiteFolder& site_;
  std::map<fs::path, Copied> copied_;
  std::mutex finding_;
};

} // namespace hanji

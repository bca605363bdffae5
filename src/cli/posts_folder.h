// Which files of a publisher's folder are posts. `<posts>` is a folder of posts, or one that holds `_posts/`
// (then everything outside it is only a source of pictures, and `_config.yml` may stand beside it).
#pragma once

#include <vector>

#include "cli/files.h"

namespace hanji {

struct PostsFolder {
  fs::path root;  // absolute: what "/assets/…" in a post is relative to; where _config.yml would be
  fs::path place; // the folder that the posts lie in, as given
  std::vector<fs::path> posts; // as given and below, in name order, with those in folders `_drafts` among and
                               // beside them (post/publication.h keeps these out); hidden files, other
                               // folders that begin with _ or ., and built sites left out
};

// The same root for a single post: beside the nearest `_posts/` above it, else its own folder.
fs::path root_of_post(const fs::path& post);

Result<PostsFolder>
find_posts(const fs::path& folder); // not_found, unreadable; a folder without posts is not_found too

} // namespace hanji

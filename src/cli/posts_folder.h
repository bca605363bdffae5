// Which files of a publisher's folder are posts. `<posts>` is a folder of posts, or one that holds `_posts/`.
// Then the posts are what lies in folders `_posts`, in `_drafts` (post/publication.h keeps these out), and in
// collections that `_config.yml` gives pages; everything else is a source of pictures.
//
// Every other file that could be a post is named with the reason: outside those folders; of a kind that is
// not read (.adoc, .org, .ipynb …); no article by its name (robots.txt, _index.md, 404.html); a part of an
// example, which is an HTML or text file without front matter beside program code; hidden. Folders that only
// a generator looks into
// (`_includes`, `node_modules`, `themes` beside Hugo's `content`) are named as a whole, with a slash.
#pragma once

#include <string>
#include <vector>

#include "cli/files.h"
#include "post/config.h"

namespace hanji {

struct PassedOver {
  std::string file, reason; // as the posts are named
};

struct PostsFolder {
  fs::path root;           // absolute, of the site, which may be above (generator.h): what "/assets/…" in a
                           // post is relative to, and where _config.yml would be
  fs::path place;          // the folder that the posts lie in, as given
  bool whole_site = false; // it is `_posts` in the folder that was given
  std::vector<std::string>
      posts; // as given and below, in name order; as texts, since paths are ten times as large
  std::vector<PassedOver> passed_over;

  fs::path given() const { return whole_site ? place.parent_path() : place; }
};

// The same root for a single post: beside the nearest `_posts/` above it or above that, else its own folder.
fs::path root_of_post(const fs::path& post);

Result<PostsFolder> open_posts_folder(const fs::path& folder); // without its files; not_found

// Adds the files. Errors: unreadable; not_found where there are no posts.
Result<void> find_posts(PostsFolder& folder, const std::vector<PostCollection>& collections);

} // namespace hanji

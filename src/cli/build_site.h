// A folder of posts made into a site: what `hanji build` does once, and `hanji preview` after each change.
// The site is whole when this answers, but has not taken its place yet (SiteFolder::finish, or take). Errors:
// those of the folder, of the page's files and of the disk. A post that makes no sense is no error, but one
// of `reading.skipped`.
//
// With a BuildMemory, which is of the same options each time, posts, pages and pictures that have not changed
// are taken from it. The site is the same, byte for byte, with and without it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/entry_cache.h"
#include "cli/media.h"
#include "cli/page_cache.h"
#include "cli/posts_folder.h"
#include "cli/progress.h"
#include "cli/read_posts.h"
#include "cli/site_folder.h"

namespace hanji {

struct BuildMemory {
  std::string rules; // that the posts were read by; other rules, and none of them is known
  EntryMemory entries;
  MediaMemory media;
  KnownPages pages;
  std::shared_ptr<const HeldSite> site; // the last one that was made
};

struct BuiltSite {
  SiteFolder site;
  PostsFolder folder;
  Reading reading;            // without the words of its entries, which the index has
  bool refused = false;       // because of --strict: the site is not whole
  std::size_t listed() const; // articles that lists lead to
};

// Where the site is written, given the publisher's own folder.
using BeginSite = std::function<Result<SiteFolder>(const fs::path& posts)>;

// `memory` null: what the last build in another process has left on the disk is used, and this one's is left
// there. A memory that is still empty takes that too.
Result<BuiltSite> build_site(const BuildOptions& options, const BeginSite& begin, Console& console,
                             Progress& progress, BuildMemory* memory = nullptr);

} // namespace hanji

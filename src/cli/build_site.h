// A folder of posts made into a site: what `hanji build` does once, and `hanji preview` after each change. It
// is read (read_site.h), then written (write_site.h); `hanji merge` reads parts of it (part.h), and goes on
// alike. The site is whole when this answers, but has not taken its place yet (SiteFolder::finish, or take).
// Errors: those of the folder, of the page's files and of the disk. A post that makes no sense is no error,
// but one of `reading.skipped`.
//
// With a BuildMemory, which is of the same options each time, posts, pages and pictures that have not changed
// are taken from it. The site is the same, byte for byte, with and without it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/page_cache.h"
#include "cli/progress.h"
#include "cli/read_site.h"
#include "cli/site_folder.h"

namespace hanji {

struct BuildMemory {
  ReadingMemory reading;
  KnownPages pages;
  std::shared_ptr<const HeldSite> site; // the last one that was made
};

struct BuiltSite {
  SiteFolder site;
  fs::path place;        // the folder that the posts lie in
  std::size_t posts = 0; // that were looked at
  std::vector<PassedOver> passed_over;
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

// Of the parts that are given; also refuses those that are not all parts of one build (part.h).
Result<BuiltSite> merge_site(const MergeOptions& options, Progress& progress);

} // namespace hanji

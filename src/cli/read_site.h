// A publisher's folder read, or a share of it: all that a site is made of, before its posts know of one
// another (write_site.h). A share is a run of the posts in name order, so that the shares of a folder, one
// behind the other, are what one reading of it all is. Errors: those of the folder and of the disk. A post
// that makes no sense is no error, but one of `reading.skipped`.
#pragma once

#include <cstdint>
#include <future>
#include <string>
#include <vector>

#include "base/hash.h"
#include "cli/commands.h"
#include "cli/entry_cache.h"
#include "cli/media.h"
#include "cli/posts_folder.h"
#include "cli/progress.h"
#include "cli/read_posts.h"
#include "cli/site_facts.h"
#include "cli/site_folder.h"

namespace hanji {

struct ReadSite {
  SiteFacts facts;
  Reading reading;
  std::size_t posts = 0; // of this share
  std::vector<PassedOver> passed_over;
  Hash names{};              // of all posts of the folder
  std::future<void> keeping; // of what the next build takes from this one; to be waited for
};

struct ReadingMemory { // of a program that builds again
  std::string rules;   // that the posts were read by; other rules, and none of them is known
  EntryMemory entries;
  MediaMemory media;
};

// `folder` is opened, and its posts are found here; pictures, attachments and fonts go into `site`. `keeper`:
// where what is long of the posts waits. `memory` may be null; `first`: of this process.
Result<ReadSite> read_site(const BuildOptions& options, PostsFolder& folder, SiteFolder& site,
                           std::shared_ptr<ByteFile> keeper, Console& console, Progress& progress,
                           ReadingMemory* memory, bool first);

unsigned jobs_of(const BuildOptions& options);

} // namespace hanji

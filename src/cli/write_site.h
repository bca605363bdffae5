// What was read of a publisher's folder (read_site.h) made into the files of a site: names, addresses and
// links are settled among all posts, then bundle, index and pages are written, of which each asks for an
// article at a time. Errors: of the page's files and of the disk.
#pragma once

#include "cli/commands.h"
#include "cli/page_cache.h"
#include "cli/progress.h"
#include "cli/read_site.h"
#include "cli/site_folder.h"

namespace hanji {

// False: refused because of --strict, and the site is not whole. `page` is the folder of the page's files.
// `read.reading` goes on to have the warnings, in the order of one build, and no longer the words of entries.
Result<bool> write_site(SiteFolder& site, ReadSite& read, const BuildOptions& options, const fs::path& page,
                        PageCache& pages, Progress& progress);

} // namespace hanji

// What hosts are told of a site. `_headers`, in the words of Netlify and Cloudflare Pages: what is named by
// its content may be cached forever, what is not is asked for anew, and nothing is taken for another type.
// No two rules give one file the same header, as one of these hosts would join them. And files that are
// compressed beforehand (`x.gz`, `x.br` beside x), for hosts that send those: of all that compress by a tenth
// or more. Errors: unreadable, unwritable.
#pragma once

#include <string>
#include <string_view>

#include "cli/page_cache.h"
#include "cli/progress.h"
#include "cli/site_folder.h"

namespace hanji {

// Whether a file of the site, by its name below the folder, is named by its content.
bool never_changes(std::string_view name);

// After all of the site's other files.
Result<void> add_host_headers(SiteFolder& site);

// After those. What `cache` knows is not compressed again.
Result<void> add_compressed_files(SiteFolder& site, PageCache& cache, unsigned jobs, Progress& progress);

} // namespace hanji

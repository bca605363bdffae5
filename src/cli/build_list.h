// What a site consists of, for who keeps it: `build.json`, and the lists that it names. A page, its program
// and its bundle belong together where one build.json names them all, and what is fetched is what the build
// wrote where its size and hash are those listed. The format is in bundle/FORMAT.md ("Around the bundle").
//
// build.json lists by itself what a page needs to go on: the program's files, the home page, the icons and
// bundle.json. Everything else (but what publishers replace, such as 404.html) stands in lists of about 128
// files, `bundle/files-<hash>.json`, by name. Where one ends depends on the names alone, so that a new
// article changes as many lists as files. Errors: unwritable.
#pragma once

#include <string>

#include "cli/site_folder.h"

namespace hanji {

// After all of the site's other files, but what hosts are told. `program` is the folder of the program's
// files.
Result<void> add_build_list(SiteFolder& site, const std::string& program);

} // namespace hanji

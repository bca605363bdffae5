// The pages that stand where an article was before (`redirect_from`, `aliases`): each leads on to its page at
// once, also without script, and no search engine keeps it. Errors: unwritable.
#pragma once

#include <span>

#include "bundle/manifest.h"
#include "bundle/write_bundle.h"
#include "cli/site_folder.h"

namespace hanji {

Result<void> add_redirect_pages(SiteFolder& site, const Manifest& manifest,
                                std::span<const ArticleEntry* const> articles);

} // namespace hanji

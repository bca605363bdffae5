// What others ask a site for by its well-known names, with absolute addresses: sitemap.xml (an index of
// several beyond 50,000 addresses, as sitemaps.org asks), robots.txt, and the newest 20 articles with their
// whole text as feed.xml (Atom, RFC 4287) and feed.json (JSON Feed 1.1). Times are the publisher's, with
// their offset. Errors: unwritable.
#pragma once

#include <span>
#include <string>

#include "bundle/manifest.h"
#include "bundle/write_bundle.h"
#include "cli/page_addresses.h"
#include "cli/site_folder.h"

namespace hanji {

// `url`: the site's own, with a slash at its end. `articles` in the order of the bundle.
Result<void> add_feeds(SiteFolder& site, const Manifest& manifest, const std::string& url,
                       std::span<const ArticleEntry* const> articles, const PageLinks& links);

} // namespace hanji

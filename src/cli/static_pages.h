// A site's pages that need no program: one an article at a/<slug>.html, and the lists that lead to them. Set
// by shell/static_page.css in the families, size, leading and measure of the canvas page, dark where the
// system is, with what the reader has chosen applied before the first paint. For readers without script,
// search engines, previews, printers and text browsers.
//
// A list begins with its newest entries and goes on to pages of 50 that are numbered from the oldest, so that
// a new post changes a constant number of files: list.html, list-1.html, …; c/<category>.html, …. Links of an
// article are led to where they are from its page (cli/page_addresses.h). Absolute addresses (canonical,
// cards, cli/feeds.h) need the site's url; without one they are left out. Nothing of a post's is written but
// as escaped text, and no file outside the site. Errors: unreadable, unwritable.
#pragma once

#include <span>
#include <string>

#include "bundle/manifest.h"
#include "bundle/write_bundle.h"
#include "cli/page_cache.h"
#include "cli/site_folder.h"

namespace hanji {

// `page`: where static_page.* lie. `articles` in the order of the bundle. Of `manifest` only what names the
// site is asked. Pages of articles that `cache` knows are not made again.
Result<void> add_static_pages(SiteFolder& site, const fs::path& page, const Manifest& manifest,
                              std::span<const ArticleEntry* const> articles, const std::string& font_sheet,
                              PageCache& cache, unsigned jobs);

} // namespace hanji

// A site's pages that need no program: one an article (article/page_address.h), and the lists that lead to
// them. Set
// by shell/static_page.css in the families, size, leading and measure of the canvas page, dark where the
// system is, with what the reader has chosen applied before the first paint. For readers without script,
// search engines, previews, printers and text browsers.
//
// The home page and each category begin with their newest entries and go on to pages of 50 that are numbered
// from the oldest, so that a new post changes a constant number of files: index.html, list-1.html, …;
// c/<category>.html, …. archive.html leads to a page for each month, archive/<yyyy-mm>.html, and for what has
// no date, archive/undated.html. The program draws over articles and newest entries (shell/static_page.js).
// Links of an article are led to where they are from its page (cli/page_addresses.h). Absolute addresses
// (cli/page_heads.h, cli/feeds.h) need the site's url; without one they are left out. Nothing of a post's is
// written but as escaped text, and no file outside the site. Errors: unreadable, unwritable.
#pragma once

#include <span>
#include <string>

#include "bundle/manifest.h"
#include "bundle/write_bundle.h"
#include "cli/page.h"
#include "cli/page_cache.h"
#include "cli/site_folder.h"

namespace hanji {

constexpr std::size_t entries_per_page = 50; // of a list's older pages

// `page`: index.html and static_page.* among them. `articles` in the order of the bundle. Of `manifest` only
// what names the site is asked. `unlisted` have a page each that nothing leads to, and no program. `zone`: of
// the publisher's clock, or empty (cli/page_heads.h). Pages of articles that `cache` knows are not made
// again.
Result<void> add_static_pages(SiteFolder& site, const PageFiles& page, const Manifest& manifest,
                              std::span<const ArticleEntry* const> articles,
                              std::span<const ArticleEntry* const> unlisted, const std::string& font_sheet,
                              const std::string& zone, PageCache& cache, unsigned jobs);

} // namespace hanji

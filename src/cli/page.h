// The page's own files (build/web) into a site. The service worker, the manifest, embed.js, hanji-search.js,
// search.html and the icons keep their names at the root; the rest goes into one folder named by the hash of
// all its names and bytes, under its own names, so that relative imports keep working and all of it may be
// cached forever; modules lose their comments. index.html, static_page.* and formula.css are what
// cli/static_pages.h makes each page of, the home page too. A site that only searches gets hanji-search, its
// program and search.html. In the root's text files {{page}} becomes that folder's name, {{title}}
// {{description}} {{lang}} the site's, {{version}} a hash of the whole site, {{hanji}} Hanji's own version,
// {{article}} what address search.html links a hit to, {{icon}} a link to the site's icon where it has one;
// values are escaped for HTML, or for JSON and JavaScript strings.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bundle/manifest.h"
#include "cli/site_folder.h"

namespace hanji {

// --page, else HANJI_PAGE, else ../web or ../share/hanji/web beside the executable. not_found tells how to
// build it.
Result<fs::path> find_page(const std::optional<fs::path>& asked);

// The names of the page's files that stay at the top of a site.
Result<std::vector<std::string>> names_at_top(const fs::path& page);

enum class PageParts : std::uint8_t { all, search_only };

struct PageFile {
  std::string bytes;
  Hash sha256{};
};
struct PageFiles {
  std::map<std::string, PageFile> files; // by name
  std::string folder;                    // "page-<hash>": of the program's in the site
};
Result<PageFiles> read_page(const fs::path& folder, PageParts parts);

// `font_sheet`: the style sheet of the publisher's font in the site, or empty; {{font}} becomes a link to it.
Result<void> add_page(SiteFolder& site, const PageFiles& page, PageParts parts, const Manifest& manifest,
                      const std::string& font_sheet);

std::string fill_in(std::string_view text, const std::vector<std::pair<std::string, std::string>>& values);
std::string escape_json(std::string_view text); // also for a JavaScript string

} // namespace hanji

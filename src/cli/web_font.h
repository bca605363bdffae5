// A publisher's own web font: `hanji: {font: assets/fonts/name.css}` of _config.yml names a style sheet of
// @font-face rules, as foundries give it together with the slices (woff2 by unicode-range) that a browser
// loads only as far as a text needs them. The slices go into the site's fonts/ under a name of their hash,
// and the rules into one sheet of ours; nothing else of the sheet passes. Faces of the first family that is
// named count. Slices on other people's servers are left out: the page's security policy would not load them.
//
// Errors: not_found or unreadable for the sheet and the slices, with their path; bad_input for a sheet
// without a face.
#pragma once

#include <string>
#include <vector>

#include "cli/site_folder.h"
#include "post/diagnostic.h"

namespace hanji {

struct WebFont {
  std::string family, sheet; // its place in the site
};

Result<WebFont> add_web_font(SiteFolder& site, const fs::path& sheet, std::vector<Diagnostic>& diagnostics);

} // namespace hanji

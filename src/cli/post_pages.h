// Which article has which page. A post has the page that it asks for (post/read_post.h) where no file of
// ours, no other post's page and nothing that differs only in case lies there, else the usual one, with a
// warning; of two posts that ask for one page the first in the order of their files has it. A redirect whose
// place is taken is left out, with a warning. The page's files and what publishers put beside them (CNAME)
// keep their places.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/post_entry.h"
#include "post/diagnostic.h"

namespace hanji {

// `entries` have their slugs and no pages yet; `files` is one for each, in their order. `files_of_page`:
// names that add_page gives to files at the top of the site.
void give_pages(std::span<PostEntry> entries, std::span<const std::string> files,
                std::span<const std::string> files_of_page, std::vector<Diagnostic>& diagnostics);

} // namespace hanji

// The links of all posts, led to where the articles are (post_links.h), at the section that each names
// (post/anchors.h). A link into the own site that nobody answers to is a warning with its line (dead_link),
// and so is one to a section that its article does not have (dead_anchor); that leads to the article.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/files.h"
#include "cli/post_entry.h"
#include "post/diagnostic.h"

namespace hanji {

struct LinkedFolders {
  fs::path posts, root; // as in posts_folder.h
};

// `entries` have their pages; `files` is one for each, in their order. `sites` and `baseurl` as of PostLinks.
void lead_links(std::span<PostEntry> entries, std::span<const std::string> files,
                const LinkedFolders& folders, const std::vector<std::string>& sites, std::string_view baseurl,
                unsigned jobs, std::vector<Diagnostic>& diagnostics);

std::string path_below(const fs::path& file, const fs::path& folder); // without its ending, in NFC

} // namespace hanji

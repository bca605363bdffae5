// The links of all posts, led to where the articles are (post_links.h), at the section that each names
// (post/anchors.h). A link into the own site that nobody answers to is a warning with its line (dead_link),
// and so is one to a section that its article does not have (dead_anchor); that leads to the article.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/byte_file.h"
#include "cli/files.h"
#include "cli/post_entry.h"
#include "cli/site_facts.h"
#include "post/diagnostic.h"

namespace hanji {

// `entries` have their pages; `files` is one for each, in their order. `keeper` has the bytes of those that
// change. Errors: of the disk.
Result<void> lead_links(std::span<PostEntry> entries, std::span<const std::string> files,
                        const SiteFacts& facts, ByteFile& keeper, unsigned jobs,
                        std::vector<Diagnostic>& diagnostics);

std::string path_below(const fs::path& file, const fs::path& folder); // without its ending, in NFC

} // namespace hanji

// Folders in which no post has front matter, as of statutes or notes: that none has is said once, of the
// topmost such folder, and not of each post. `posts`: every post's file, as diagnostics name it. What is not
// in such a folder stays.
#pragma once

#include <string>
#include <vector>

#include "cli/files.h"
#include "post/diagnostic.h"

namespace hanji {

void summarise_plain_folders(const fs::path& folder, const std::vector<std::string>& posts,
                             std::vector<Diagnostic>& diagnostics);

} // namespace hanji

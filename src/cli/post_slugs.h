// One slug for each post. Of posts with one name the oldest has it, by date and then by the file's path;
// every other one is told apart by the folder that it lies in (`tides-busan`), by more of them where that is
// taken, then by its file's ending, then by a hash of its path. So a post that is new, and younger than the
// others, changes nobody's address, and an older one changes that of one post.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/byte_file.h"
#include "cli/files.h"
#include "cli/post_entry.h"
#include "post/diagnostic.h"

namespace hanji {

// `files` is one for each entry, in their order, below `folder`. Tells of each that got another name;
// `keeper` has its bytes then. Errors: of the disk.
Result<void> make_slugs_unique(std::span<PostEntry> entries, std::span<const std::string> files,
                               const fs::path& folder, ByteFile& keeper,
                               std::vector<Diagnostic>& diagnostics);

} // namespace hanji

// A part of a site: what `hanji build --part i/n` has read of its share of the posts, for `hanji merge`. A
// folder:
//
//   part.bin        what it is part of, and of each post what all posts must know of one another
//   posts.bin       what is long: headlines, articles, and their words for the index (byte_file.h)
//   media/, fonts/  files that go into the site as they are
//   files.json      as of a site
//
// part.bin has the hash of itself at its end, the size of posts.bin and the hashes of the files; each piece
// of posts.bin has its checksum. So one that is cut off or damaged is refused. Together the parts of one
// build are what one reading of the folder is: a run of its posts each, in name order. Refused, with what to
// do, are also parts of several builds: another number of parts, other options, another configuration, other
// names of posts, another version of Hanji; one part that is missing, or there twice. A part has no format to
// keep: the tool that merges is the one that made it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cli/read_site.h"

namespace hanji {

struct PartHead {
  std::string version; // of Hanji
  Share share;
  Hash names{};
  Bytes facts; // by encode_facts
  std::uint64_t posts = 0, bytes_of_posts = 0;
  FileRecords files;
};

// Reads the share that the options name, into a folder that is finished by the caller. `posts` is opened.
// Errors: those of read_site, and unwritable.
Result<ReadSite> read_part(const BuildOptions& options, PostsFolder& posts, SiteFolder& part,
                           Console& console, Progress& progress);

// Of part.bin: what it is part of, and what was read. bad_shard: it is damaged, or of another version.
Result<PartHead> decode_head_of_part(std::span<const std::byte> bytes, const std::string& file);
// Adds to `read`; `elsewhere` reads posts.bin.
Result<void> decode_part(std::span<const std::byte> bytes, const std::string& file,
                         const KeptBytes::Read& elsewhere, ReadSite& read);

// All parts of one build, in whatever order they are given, as one reading. Up to `most_in_memory` of what
// changes of the posts stays in memory. Errors: those above, as bad_input; unreadable; bad_shard.
Result<ReadSite> read_parts(std::span<const fs::path> parts, std::size_t most_in_memory);
// Their pictures, attachments and fonts into a site.
Result<void> carry_files_of_parts(std::span<const fs::path> parts, SiteFolder& site);

} // namespace hanji

// One post as a build keeps it: no longer an article but the bytes that will lie in shards, its words for the
// index and what was said about it. So a post that has not changed since the last build can be taken as it is
// (cli/entry_cache.h), and what is long of it may wait in a file (cli/byte_file.h). An entry depends on its
// file's bytes and name, on the pictures that it shows and the files that it links to, on who answers to the
// names in its wikilinks, and on whether `bounds` are kept; on nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bundle/write_bundle.h"
#include "cli/media.h"
#include "index/index_text.h"
#include "post/diagnostic.h"
#include "post/read_post.h"

namespace hanji {

struct PostEntry {
  std::string refusal,
      refusal_place; // why it is left out, and ":line:column" of that; nothing when it comes in
  bool published = true, unlisted = false;
  std::vector<TimeBound> bounds; // only their dates
  std::vector<bool> within;      // each, when the post was read
  ArticleEntry article;
  KeptBytes words; // for the index: by pack_index_words
  std::vector<Diagnostic> diagnostics;
  std::vector<LocalPicture> pictures; // and attachments: all that the post names, in its order
  std::string title_id;               // as in ReadPost
  std::vector<PostLink> links;        // that cli/lead_links.h leads, or finds dead
  std::vector<WantedName> wanted;     // by wikilinks
  PostPage page;                      // that it asks for; cli/post_pages.h gives `article` its own
  std::vector<PostPage> redirects;
};

struct IndexWords {
  std::vector<std::u32string> labels; // index/labels.h
  std::vector<IndexField> fields;     // index/index_text.h
};
Bytes pack_index_words(const IndexWords& words);
Result<IndexWords> index_words_in(const PostEntry& entry);

// Without the diagnostics' file, which is the post's as it is called this time. Of bytes that wait in a file
// only the place is written, and `elsewhere` is who reads that file. Nothing for bytes that make no sense.
Bytes encode_entry(const PostEntry& entry);
std::optional<PostEntry> decode_entry(std::span<const std::byte> bytes, const std::string& file,
                                      const KeptBytes::Read* elsewhere = nullptr);

} // namespace hanji

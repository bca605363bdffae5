// One post as a build keeps it: no longer an article but the bytes that will lie in shards, its packed keys
// and what was said about it. So a post that has not changed since the last build can be taken as it is
// (cli/entry_cache.h), and a hundred thousand of them stay small. An entry depends on its file's bytes and
// name, and on the pictures that it shows; on nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bundle/write_bundle.h"
#include "cli/media.h"
#include "post/diagnostic.h"
#include "search/build_index.h"

namespace hanji {

struct PostEntry {
  std::string refusal,
      refusal_place; // why it is left out, and ":line:column" of that; nothing when it comes in
  bool published = true;
  ArticleEntry article;
  Bytes keys; // by pack_keys
  std::vector<Diagnostic> diagnostics;
  std::vector<LocalPicture> pictures; // all that the post names, in its order
};

Bytes pack_keys(std::span<const KeyWeight> keys);
void unpack_keys(std::span<const std::byte> packed,
                 std::vector<KeyWeight>& keys); // replaces what is in `keys`

// Without the diagnostics' file, which is the post's as it is called this time. Nothing for bytes that make
// no sense.
Bytes encode_entry(const PostEntry& entry);
std::optional<PostEntry> decode_entry(std::span<const std::byte> bytes, const std::string& file);

} // namespace hanji

// Our own shards back into values. Input: the whole file's bytes and the shard's entry in the manifest; the
// hash is checked first, so what passes is what was written. Errors: bad_shard (short, corrupt, another
// hash), newer_format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "article/article.h"
#include "base/result.h"
#include "bundle/manifest.h"

namespace hanji {

struct Headline { // what a list shows of an article; a long excerpt is shortened
  ArticleId id{};
  std::string slug, title, excerpt;
  std::vector<std::string> categories;
  Date date;
  std::string image; // the source of the first figure, or ""
  std::string page;  // as Article::page
};

struct CategoryEntry {
  std::string name;
  std::vector<std::uint32_t> articles; // ascending: newest first
};

struct SlugEntry {
  std::string slug; // or the key of a page (article/page_address.h)
  ArticleId id{};
};

Result<void> check_shard(const Shard& shard, std::span<const std::byte> bytes); // length and hash
Result<std::vector<Headline>> read_headlines(const Shard& shard, std::span<const std::byte> bytes);
// One of them as encode_headline has made it, with its page.
Result<Headline> read_headline(std::span<const std::byte> bytes, const std::string& page);
Result<std::vector<SlugEntry>> read_slugs(const Shard& shard, std::span<const std::byte> bytes);
Result<std::vector<CategoryEntry>> read_categories(const Shard& shard, std::span<const std::byte> bytes,
                                                   std::uint32_t articles); // how many the bundle has

// Puts the shards that a directory lists in its place. Held to the same rules as the manifest's own lists;
// nothing changes where they are broken. `directory` is one of the manifest's own and is gone afterwards.
Result<void> open_directory(Manifest& manifest, const Shard& directory, std::span<const std::byte> bytes);

Result<std::vector<Article>> read_articles(const Shard& shard, std::span<const std::byte> bytes);

} // namespace hanji

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
  std::string image; // the first picture's source, or ""
};

struct SlugEntry {
  std::string slug;
  ArticleId id{};
};

Result<void> check_shard(const Shard& shard, std::span<const std::byte> bytes); // length and hash
Result<std::vector<Headline>> read_headlines(const Shard& shard, std::span<const std::byte> bytes);
Result<std::vector<SlugEntry>> read_slugs(const Shard& shard, std::span<const std::byte> bytes);
Result<std::vector<Article>> read_articles(const Shard& shard, std::span<const std::byte> bytes);

} // namespace hanji

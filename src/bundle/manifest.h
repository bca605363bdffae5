// bundle/bundle.json: what a site holds. Everything else in bundle/ is a shard, immutable and named by its
// hash; the manifest says which shards there are, in the order of what they hold, so that any of them is
// found by binary search.
//   headlines  what lists show, newest first: `first` = the first article's number
//   slugs      slug → article number, sorted by slug: `first_key` = the first slug
//   articles   whole articles, newest first: `first` = the first article's number
//   search     sorted terms with their postings: `first_key` = the first term
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace hanji {

constexpr std::uint32_t bundle_format = 1;

enum class ShardKind : std::uint8_t { headlines, slugs, articles, search };

struct Shard {
  ShardKind kind{};
  std::string file; // its name in bundle/
  std::uint32_t bytes = 0;
  Hash sha256{};
  std::uint32_t first = 0, count = 0; // numbers of its first article and of its entries
  std::string first_key;              // slugs and search only
};

struct CategoryCount {
  std::string name;
  std::uint32_t articles = 0;
};

struct Manifest {
  std::string title, description, url, language;
  std::uint32_t articles = 0;
  std::vector<CategoryCount> categories; // most articles first, then by name
  std::vector<Shard> headlines, slugs, shards_of_articles, search;
};

Result<Manifest> parse_manifest(std::string_view json); // bad_shard, newer_format
std::string write_manifest(const Manifest& manifest);   // stable: same manifest, same bytes

// The shard that holds an article's number, or a key; null when there is none.
const Shard* shard_of(const std::vector<Shard>& shards, std::uint32_t number);
const Shard* shard_of(const std::vector<Shard>& shards, std::string_view key);

} // namespace hanji

// bundle/bundle.json: what a site holds. Everything else in bundle/ is a shard, immutable and named by its
// hash; the manifest says which shards there are, in the order of what they hold, so that any of them is
// found by binary search.
//   headlines  what lists show, newest first: `first` = the first article's number
//   slugs      slug → article number, sorted by slug: `first_key` = the first slug, `first` = the least
//              number in it: as most slugs begin with a date, its articles are near that one
//   articles   whole articles, newest first: `first` = the first article's number
//   search     sorted terms with their postings: `first_key` = the first term
//   categories category → its articles' numbers, sorted by name: `first_key` = the first name
// Of a kind with more than `most_shards_listed` shards the manifest lists directories instead (after the
// newest few), shards that list shards, about as many each as there are of them; `open_directory`
// (bundle/read_bundle.h) puts what one lists in its place, so that a large site opens with a small manifest
// and is looked up like a small one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace hanji {

constexpr std::uint32_t bundle_format = 1;
constexpr std::size_t most_shards_listed = 160; // of one kind, without directories
constexpr std::size_t least_shards_of_a_directory = 16, most_shards_of_a_directory = 256;
constexpr std::size_t name_hash_bytes = 8;       // of a shard's hash, that its file is named by
constexpr std::size_t newest_shards_listed = 16; // of headlines and articles, in bundle.json in any case

enum class ShardKind : std::uint8_t { headlines, slugs, articles, search, categories };
constexpr std::array all_shard_kinds{ShardKind::headlines, ShardKind::slugs, ShardKind::articles,
                                     ShardKind::search, ShardKind::categories};

struct Shard {
  ShardKind kind{};
  std::string file; // its name in bundle/
  std::uint32_t bytes = 0;
  Hash sha256{};
  std::size_t hash_bytes =
      sizeof(Hash); // of it that are known: a directory lists no more than what names a file
  std::uint32_t first = 0, count = 0; // numbers of its first article and of its entries
  std::string first_key;              // slugs, search and categories only
  bool directory = false;             // lists shards of its kind; `count` is the sum of theirs
};

struct CategoryCount {
  std::string name;
  std::uint32_t articles = 0;
};

struct Manifest {
  std::string title, description, url, language;
  std::string font;      // the family of the publisher's own web font, or empty
  std::string generator; // what writes it, and its version; no reader asks
  std::uint32_t articles = 0;
  std::vector<CategoryCount> categories; // most articles first, then by name
  std::vector<Shard> headlines, slugs, shards_of_articles, search, shards_of_categories;
};
std::vector<Shard>& list_of(Manifest& manifest, ShardKind kind);
const std::vector<Shard>& list_of(const Manifest& manifest, ShardKind kind);
const Shard* find_shard(const Manifest& manifest, std::string_view file); // null when none has that name

Result<Manifest> parse_manifest(std::string_view text); // bad_shard, newer_format
std::string write_manifest(const Manifest& manifest);   // stable: same manifest, same bytes

bool has_key(ShardKind kind); // sorted by key; else numbered

// The rules of a list: numbers from `first` on without a gap, keys that rise.
bool covers(std::span<const Shard> shards, std::uint32_t first, std::uint32_t count);
bool keys_ascend(std::span<const Shard> shards);

// The shard (or the directory) that holds an article's number, or a key; null when there is none.
const Shard* shard_of(const std::vector<Shard>& shards, std::uint32_t number);
const Shard* shard_of(const std::vector<Shard>& shards, std::string_view key);

} // namespace hanji

// One shard of the search index: keys in order, each with the articles that hold it (search/FORMAT.md has the
// bytes). A key is two neighbouring characters of folded text (text/normalize.h) in UTF-8, or the last
// character of a text alone, so that the keys that begin with a character are all the places where it stands.
// A posting's weight says where: see `weight_in_title` and its siblings. Errors: bad_shard (short, corrupt,
// keys or articles out of order, an article that the bundle does not have), newer_format. Cost: one pass over
// the bytes; postings stay packed until asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/bytes.h"
#include "base/result.h"

namespace hanji {

constexpr std::uint8_t index_format = 1;

// What a key weighs in one article: the sum of these, 1…15.
constexpr std::uint8_t weight_in_title = 8, weight_in_heading = 4, most_weight_in_body = 3;

struct IndexShard {
  std::vector<std::string> keys;   // strictly ascending by bytes
  std::vector<std::uint32_t> ends; // one for each key: where its postings end in `postings`
  Bytes postings;
};

struct Posting {
  ArticleId article{};
  std::uint8_t weight = 0;
};

// `where` names the shard in an error; `articles` is how many the bundle has. Check the hash before
// (bundle/read_bundle.h).
Result<IndexShard> read_index_shard(std::span<const std::byte> bytes, std::uint32_t articles,
                                    std::string_view where);

// The postings of one of the shard's keys, ascending by article, appended to `postings`.
void append_postings(const IndexShard& shard, std::size_t key, std::vector<Posting>& postings);

} // namespace hanji

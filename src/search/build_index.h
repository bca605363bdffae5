// Articles into index shards. `keys_of` is pure and may run on many threads; `IndexBuilder` takes its results
// in the order of the articles' numbers and keeps the postings packed: about three bytes for each different
// key of an article. Same articles, same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "article/article.h"
#include "base/bytes.h"

namespace hanji {

constexpr std::size_t index_shard_bytes = 64 * 1024;

struct KeyWeight {
  std::uint64_t key = 0; // first character << 32 | second character, or 0 for none: sorts as its UTF-8 does
  std::uint8_t weight = 0;
};
std::vector<KeyWeight> keys_of(const Article& article); // ascending, each key once

struct IndexFile {
  Bytes bytes;
  std::string first_key;
  std::uint32_t keys = 0;
};

class IndexBuilder {
public:
  void add(ArticleId article, std::span<const KeyWeight> keys); // numbers ascend from call to call
  // Once all are added: the shards one by one, of about index_shard_bytes, then nothing. Each is forgotten.
  std::optional<IndexFile> next();

private:
  struct Packed {
    std::uint32_t next = 0; // the smallest number that may follow
    std::string bytes;
  };
  std::unordered_map<std::uint64_t, Packed> postings_;
  std::vector<std::uint64_t> sorted_; // the keys, from the first call of `next` on
  std::size_t given_ = 0;
};

} // namespace hanji

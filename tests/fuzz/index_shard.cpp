// Any bytes as a shard of the index: refused, or something that can be searched. The first byte is the number
// of articles.
#include "search/index_shard.h"

#include <cstdint>
#include <cstdlib>

using namespace hanji;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::uint32_t articles = data[0];
  const auto shard = read_index_shard(std::as_bytes(std::span(data + 1, size - 1)), articles, "fuzz");
  if (!shard) return 0;
  for (std::size_t key = 0; key < shard->keys.size(); ++key) {
    std::vector<Posting> postings;
    append_postings(*shard, key, postings);
    if (postings.empty()) std::abort();
    for (const Posting& posting : postings) {
      if (index_of(posting.article) >= articles || posting.weight == 0) std::abort();
    }
  }
  return 0;
}

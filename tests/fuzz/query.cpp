// Any bytes as a query and any bytes as a text: ranges of an excerpt lie in it and are in order, and a query
// finds itself.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "search/build_index.h"
#include "search/excerpt.h"
#include "search/search.h"
#include "text/icu_data.h"
#include "text/normalize.h"
#include "text/utf8.h"

using namespace hanji;

extern "C" const std::byte icudt76_dat[];
extern "C" const std::uint32_t icudt76_dat_bytes;

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  return use_icu_data({icudt76_dat, icudt76_dat_bytes}) ? 0 : 70;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), size);
  const bool composing = line % 2 == 0;
  const Query query = parse_query(bytes.substr(0, line), composing);

  Article article;
  article.title = to_nfc(bytes.substr(0, line));
  Block block;
  block.text = to_nfc(bytes.substr(std::min(line + 1, size)));
  article.blocks.push_back(block);
  IndexBuilder builder;
  builder.add(ArticleId{0}, keys_of(article));
  SearchIndex index;
  while (const auto file = builder.next()) {
    auto shard = read_index_shard(file->bytes, 1, file->first_key);
    if (!shard) std::abort();
    index.ranges.push_back({file->first_key, file->first_key});
    index.loaded[file->first_key] = *std::move(shard);
  }
  const Hits found =
      collect_hits(search(index, query).candidates, query, 1, [&](ArticleId) { return &article; });
  if (found.hits.empty() != find_matches(article, query).empty())
    std::abort(); // the index promises no less than the text
  for (const Hit& hit : found.hits) {
    std::uint32_t previous = 0;
    for (const auto& [begin, end] : hit.ranges) {
      if (begin < previous || end <= begin || end > count_code_points(hit.snippet)) std::abort();
      previous = end;
    }
  }
  return 0;
}

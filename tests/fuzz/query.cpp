// Any bytes as a query and any bytes as a text: the index that is made of them is whole, and the ranges of an
// excerpt lie in it and are in order.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "tests/search/small_index.h"
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

  const std::string title = to_nfc(bytes.substr(0, line)),
                    text = to_nfc(bytes.substr(std::min(line + 1, size)));
  const SmallIndex index({article_of(title, {text})});
  const SearchAnswer answer = search(index.index, query);
  if (!answer.missing.empty() || answer.damaged) std::abort();
  const Hits found = collect_hits(answer, query, 1, [&](ArticleId) { return &index.articles.front(); });
  for (const Word& word : query.words) {
    if (word.folded.empty()) std::abort();
  }
  for (const Hit& hit : found.hits) {
    std::uint32_t previous = 0;
    for (const auto& [begin, end] : hit.ranges) {
      if (begin < previous || end <= begin || end > count_code_points(hit.snippet)) std::abort();
      previous = end;
    }
  }
  return 0;
}

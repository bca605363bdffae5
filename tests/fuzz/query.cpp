// Any bytes as a query and any bytes as a text: the index that is made of them is whole, and the ranges of an
// excerpt lie in it and are in order; what waits for the index comes back as it was.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "index/index_text.h"
#include "search/session.h"
#include "tests/fuzz/with_icu.h"
#include "tests/search/small_corpus.h"
#include "text/normalize.h"
#include "text/utf8.h"

using namespace hanji;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), size);
  const bool composing = line % 2 == 0;
  const Query query = parse_query(bytes.substr(0, line), composing);

  const std::string title = to_nfc(bytes.substr(0, line)),
                    text = to_nfc(bytes.substr(std::min(line + 1, size)));
  const SmallCorpus index({article_of(title, {text})});
  SearchSession session({query, 1, SearchDepth::facets});
  if (index.go_on(session) != SearchProgress::done || session.answer().damaged) std::abort();
  for (const Query* asked : {&query, &session.query()}) {
    for (const Word& word : asked->words) {
      if (word.folded.empty()) std::abort();
    }
  }
  for (const Hit& hit : session.hits().hits) {
    std::uint32_t previous = 0;
    for (const auto& [begin, end] : hit.ranges) {
      if (begin < previous || end <= begin || end > count_code_points(hit.snippet)) std::abort();
      previous = end;
    }
  }
  const std::vector<IndexField> fields = index_fields(index.articles.front()),
                                kept = unpack_fields(pack_fields(fields));
  if (!std::ranges::equal(fields, kept, [](const IndexField& a, const IndexField& b) {
        return a.place == b.place && a.text == b.text && a.ends == b.ends && a.dots == b.dots;
      }))
    std::abort();
  return 0;
}

// A handful of articles, searched in memory.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "search/session.h"
#include "tests/index/small_index.h"

namespace hanji {

// For a search that ends before it does.
inline std::shared_ptr<const Article> borrowed(const Article& article) {
  return {std::shared_ptr<const Article>(), &article};
}

inline SearchAnswer answer_of(const SearchIndex& index, Query query, const Parameters& parameters = {},
                              std::uint32_t candidates = 0) {
  return search(index, std::make_shared<const Query>(std::move(query)), parameters, candidates).take();
}

inline Hits hits_of(SearchAnswer answer, Query query, std::uint32_t limit, FindArticle loaded) {
  return collect_hits(std::make_shared<const SearchAnswer>(std::move(answer)),
                      std::make_shared<const Query>(std::move(query)), limit, std::move(loaded))
      .take();
}

struct SmallCorpus : SmallIndex {
  using SmallIndex::SmallIndex;

  SearchAnswer answer(std::string_view text, bool composing = false) const {
    return answer_of(index, parse_query(text, composing));
  }

  Hits found(std::string_view text, bool composing = false, std::uint32_t limit = 10) const {
    return hits_of(answer(text, composing), parse_query(text, composing), limit,
                   [this](ArticleId id) { return borrowed(articles[index_of(id)]); });
  }

  // Does what can be done now, and brings articles at once.
  SearchProgress go_on(SearchSession& session) const {
    do session.step(index, [this](ArticleId id) { return borrowed(articles[index_of(id)]); });
    while (session.progress() == SearchProgress::works);
    return session.progress();
  }

  std::vector<Hit> hits(std::string_view text, bool composing = false, std::uint32_t limit = 10) const {
    return found(text, composing, limit).hits;
  }

  // In the order of the bundle, whatever their rank.
  std::string titles_in_order(std::string_view query) const {
    std::vector<Hit> found = hits(query);
    std::ranges::sort(found, {}, &Hit::article);
    std::string all;
    for (const Hit& hit : found) all += (all.empty() ? "" : " ") + hit.title;
    return all;
  }
  std::string titles(std::string_view text, bool composing = false) const {
    std::string all;
    for (const Hit& hit : hits(text, composing)) all += (all.empty() ? "" : " ") + hit.title;
    return all;
  }

  // What it says of itself: «라브로브 → 라브로프», one after another.
  std::string corrections(std::string_view text) const {
    std::string all;
    for (const Correction& correction : answer(text).corrections)
      all += (all.empty() ? "" : ", ") + correction.typed + " → " + correction.found;
    return all;
  }
};

} // namespace hanji

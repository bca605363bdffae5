#include "search/collect.h"

#include <algorithm>
#include <limits>
#include <span>

#include "article/page_address.h"
#include "search/excerpt.h"
#include "search/marked_words.h"
#include "search/text_features.h"

namespace hanji {
namespace {

constexpr std::size_t words_of_a_long_one = 4, read_at_least = 5, read_of_much_alike = 12,
                      read_for_marks = 24;
constexpr std::uint32_t share_of_commonplace = 30, least_of_commonplace = 20;

} // namespace

std::size_t texts_to_read(const SearchAnswer& answer, const Query& query) {
  const std::ptrdiff_t words = std::ranges::count(query.words, false, &Word::excluded);
  const bool marked = !marked_words(query).empty();
  if (words < 2 && !marked) return 0;
  const bool commonplace =
      answer.complete >= std::max(least_of_commonplace, answer.searched / share_of_commonplace);
  const bool much_alike =
      static_cast<std::size_t>(words) >= words_of_a_long_one || query.single_token || commonplace;
  return std::min(answer.candidates.size(), marked       ? read_for_marks
                                            : much_alike ? read_of_much_alike
                                                         : read_at_least);
}

Task<Order> order_of(std::shared_ptr<const SearchAnswer> shared_answer,
                     std::shared_ptr<const Query> shared_query, FindArticle loaded, Parameters parameters) {
  const Query& query = *shared_query;
  const SearchAnswer& answer = *shared_answer;
  Order order{answer.candidates, {}};
  const auto first = std::span(order.candidates).first(texts_to_read(answer, query));
  const std::vector<std::string> marked = marked_words(query);
  float least = std::numeric_limits<float>::max();
  for (Candidate& candidate : first) {
    if (const std::shared_ptr<const Article> article = loaded(candidate.article)) {
      const TextFeatures features = text_features_of(*article, query, answer.words, marked);
      const float score = score_of(features, parameters);
      candidate.score += score;
      least = std::min(least, score);
      co_await next_step;
    } else {
      order.needed.push_back(candidate.article);
    }
  }
  if (!order.needed.empty()) co_return order;
  if (!first.empty()) {
    for (Candidate& candidate : std::span(order.candidates).subspan(first.size())) candidate.score += least;
  }
  std::ranges::sort(first, [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.article < b.article;
  });
  co_return order;
}

Task<Hits> collect_hits(std::shared_ptr<const SearchAnswer> shared_answer,
                        std::shared_ptr<const Query> shared_query, std::uint32_t limit, FindArticle loaded,
                        Parameters parameters) {
  const Query& query = *shared_query;
  const SearchAnswer& answer = *shared_answer;
  Order order = co_await order_of(shared_answer, shared_query, loaded, parameters);
  Hits found{.needed = std::move(order.needed),
             .total = answer.total,
             .complete = answer.complete,
             .more = answer.more,
             .unquoted = query.unquoted,
             .shortened = query.shortened,
             .rewritten = query.text,
             .corrections = answer.corrections,
             .damaged = answer.damaged};
  std::uint32_t refused = 0;
  for (const Candidate& candidate : order.candidates) {
    // Where many were refused, many are asked for at once.
    const std::size_t most_needed = std::max<std::size_t>(limit, refused);
    if (found.hits.size() >= limit || found.hits.size() + found.needed.size() >= most_needed) break;
    const std::shared_ptr<const Article> article = loaded(candidate.article);
    if (!article) {
      if (std::ranges::find(found.needed, candidate.article) == found.needed.end())
        found.needed.push_back(candidate.article);
      continue;
    }
    if (article->slug.empty()) continue;
    if (holds(*article, query)) {
      Excerpt excerpt = make_excerpt(*article, query, answer.words);
      found.hits.push_back({candidate.article, article->slug, std::move(excerpt.section), article->title,
                            article->categories, article->date, candidate.score, std::move(excerpt.text),
                            std::move(excerpt.ranges),
                            address_of_path(page_of(article->slug, article->page))});
    } else {
      ++refused;
      --found.total;
      found.complete -= found.complete > 0 ? 1 : 0;
    }
    co_await next_step;
  }
  co_return found;
}

} // namespace hanji

#include "search/collect.h"

#include <algorithm>
#include <span>

#include "article/page_address.h"
#include "search/closeness.h"
#include "search/excerpt.h"
#include "search/marked_words.h"

namespace hanji {
namespace {

// How many of the first are ordered by what their texts tell. More where the index has little to tell them
// apart by: a long question, of which most hold most words; both halves of a word; words that stand in every
// so many articles (알 수 없는).
constexpr std::size_t words_of_a_long_one = 4, looked_closer = 5, looked_closer_of_much_alike = 12,
                      looked_closer_for_marks = 24;
constexpr std::uint32_t share_of_commonplace = 30, least_of_commonplace = 20;

} // namespace

Task<Order> order_in_steps(std::shared_ptr<const SearchAnswer> shared_answer,
                           std::shared_ptr<const Query> shared_query, FindArticle loaded,
                           Parameters parameters) {
  const Query& query = *shared_query;
  const SearchAnswer& answer = *shared_answer;
  Order order{answer.candidates, {}};
  const auto words = static_cast<std::size_t>(std::ranges::count(query.words, false, &Word::without));
  const std::vector<std::string> marked =
      parameters.has(Rule::marked) ? marked_words(query) : std::vector<std::string>();
  if ((words < 2 || !parameters.has(Rule::closeness)) && marked.empty()) co_return order;
  const bool commonplace =
      answer.complete >= std::max(least_of_commonplace, answer.searched / share_of_commonplace);
  const bool much_alike = words >= words_of_a_long_one || query.one_word || commonplace;
  const std::size_t closer = !marked.empty() ? looked_closer_for_marks
                             : much_alike    ? looked_closer_of_much_alike
                                             : looked_closer;
  const auto first = std::span(order.candidates).first(std::min(answer.candidates.size(), closer));
  std::vector<ArticleId> own; // that hold what was typed with its marks
  for (Candidate& candidate : first) {
    if (const std::shared_ptr<const Article> article = loaded(candidate.article)) {
      if (!marked.empty() && holds_marked_words(*article, marked)) own.push_back(candidate.article);
      const Closeness close = closeness_of(*article, query, answer.found, answer.weights);
      candidate.score *= (1 + parameters.closeness * close.words) * (1 + parameters.clause * close.pairs) *
                         (1 + parameters.wording * close.runs);
      co_await next_step;
    } else {
      order.needed.push_back(candidate.article);
    }
  }
  if (!own.empty()) {
    const float above = std::ranges::max(first, {}, &Candidate::score).score;
    for (Candidate& candidate : first) {
      if (std::ranges::find(own, candidate.article) != own.end()) candidate.score += above;
    }
  }
  std::ranges::sort(first, [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.article < b.article;
  });
  co_return order;
}

Task<Hits> collect_in_steps(std::shared_ptr<const SearchAnswer> shared_answer,
                            std::shared_ptr<const Query> shared_query, std::uint32_t limit,
                            FindArticle loaded, Parameters parameters) {
  const Query& query = *shared_query;
  const SearchAnswer& answer = *shared_answer;
  Task<Order> ordering = order_in_steps(shared_answer, shared_query, loaded, parameters);
  while (ordering.step()) co_await next_step;
  Order order = ordering.take();
  Hits found{.needed = std::move(order.needed),
             .total = answer.total,
             .complete = answer.complete,
             .more = answer.more,
             .unquoted = query.unquoted,
             .shortened = query.shortened,
             .wording = query.text,
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
      Excerpt excerpt = make_excerpt(*article, query, answer.found);
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

Hits collect_hits(const SearchAnswer& answer, const Query& query, std::uint32_t limit,
                  const FindArticle& loaded, const Parameters& parameters) {
  return collect_in_steps(std::make_shared<const SearchAnswer>(answer), std::make_shared<const Query>(query),
                          limit, loaded, parameters)
      .take();
}

} // namespace hanji

#include "search/collect.h"

#include <algorithm>
#include <limits>
#include <span>

#include "article/facts.h"
#include "article/page_address.h"
#include "search/excerpt.h"
#include "search/marked_words.h"
#include "search/text_features.h"
#include "text/normalize.h"

namespace hanji {
namespace {

constexpr std::size_t words_of_a_long_one = 4, read_at_least = 5, read_of_much_alike = 12,
                      read_for_marks = 24;
constexpr std::uint32_t share_of_commonplace = 30, least_of_commonplace = 20;
constexpr std::size_t first_screen = 10; // hits whose tags are looked at

// Tags of several of these articles, but for what the query asks for itself.
std::vector<std::string> related_tags(const std::vector<std::shared_ptr<const Article>>& articles,
                                      const Query& query) {
  constexpr std::size_t most = 4, least_articles = 2;
  std::vector<std::pair<std::string, std::size_t>> counted;
  for (const std::shared_ptr<const Article>& article : articles) {
    for (std::string& tag : tags_beside_categories(*article)) {
      const auto known = std::ranges::find(counted, tag, [](const auto& each) { return each.first; });
      if (known == counted.end())
        counted.emplace_back(std::move(tag), 1);
      else
        ++known->second;
    }
  }
  std::erase_if(counted, [&](const auto& each) {
    const std::u32string folded = fold_for_search(each.first).text;
    return each.second < least_articles ||
           std::ranges::any_of(
               query.words, [&](const Word& word) { return word.folded.starts_with(folded); }) ||
           std::ranges::any_of(
               query.filters,
               [&](const Filter& filter) {
                 return label_key(LabelKind::tag, filter.name) == label_key(LabelKind::tag, each.first);
               });
  });
  std::ranges::sort(counted, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<std::string> tags;
  for (auto& [tag, count] : counted) {
    if (tags.size() < most) tags.push_back(std::move(tag));
  }
  return tags;
}

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

Task<Order> order_in_steps(std::shared_ptr<const SearchAnswer> shared_answer,
                           std::shared_ptr<const Query> shared_query, FindArticle loaded,
                           Parameters parameters) {
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
             .rewritten = query.text,
             .corrections = answer.corrections,
             .damaged = answer.damaged};
  std::uint32_t refused = 0;
  std::vector<std::shared_ptr<const Article>> first;
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
      if (first.size() < first_screen) first.push_back(article);
    } else {
      ++refused;
      --found.total;
      found.complete -= found.complete > 0 ? 1 : 0;
    }
    co_await next_step;
  }
  found.related = related_tags(first, query);
  co_return found;
}

Hits collect_hits(const SearchAnswer& answer, const Query& query, std::uint32_t limit,
                  const FindArticle& loaded, const Parameters& parameters) {
  return collect_in_steps(std::make_shared<const SearchAnswer>(answer), std::make_shared<const Query>(query),
                          limit, loaded, parameters)
      .take();
}

} // namespace hanji

#include "search/ranking.h"

#include <algorithm>
#include <array>
#include <bit>

namespace hanji {
namespace {

constexpr std::size_t most_candidates = 1000;
// All words of a query, else most of them, else some: the first of these shares of their weight that fills
// the first screen.
constexpr std::array shares_to_hold{0.999F, 0.6F, 0.3F, 0.0F};

// As numbers, which sort without a branch: a score, which is above 0, rises with its bits.
void keep_best(std::vector<Candidate>& candidates) {
  std::vector<std::uint64_t> keys;
  keys.reserve(candidates.size());
  for (const Candidate& candidate : candidates)
    keys.push_back(std::uint64_t{~std::bit_cast<std::uint32_t>(candidate.score)} << 32 |
                   index_of(candidate.article));
  const std::size_t kept = std::min(keys.size(), most_candidates);
  std::ranges::nth_element(keys, keys.begin() + static_cast<std::ptrdiff_t>(kept));
  keys.resize(kept);
  std::ranges::sort(keys);
  candidates.resize(kept);
  for (std::size_t i = 0; i < kept; ++i)
    candidates[i] = {ArticleId{static_cast<std::uint32_t>(keys[i])},
                     std::bit_cast<float>(~static_cast<std::uint32_t>(keys[i] >> 32))};
}

} // namespace

void Ranking::add(const ExpandedWord& word) {
  const float idf = idf_of(word, reader_.articles());
  total_ += idf;
  weights_.push_back(idf);
  touched_.clear();
  best_.resize(scores_.size());
  for (const Expansion& each : word.expansions) {
    word_scores_.use(each);
    for (std::size_t i = 0; i < each.postings.size(); ++i) {
      const std::uint32_t article = each.postings.articles[i];
      const float worth = word_scores_.of(each.postings.marks[i], length_class(article));
      if (best_[article] == 0) touched_.push_back(article);
      best_[article] = std::max(best_[article], worth);
    }
  }
  for (const std::uint32_t article : touched_) {
    scores_[article] += idf * best_[article];
    coverage_[article] += idf * coverage_of(best_[article], parameters_);
    best_[article] = 0;
  }
}

std::vector<Candidate> Ranking::best(std::uint32_t first, std::vector<std::uint32_t>& all,
                                     std::uint32_t& complete, std::uint32_t enough_of_all) const {
  std::array<float, shares_to_hold.size()> least{};
  for (std::size_t i = 0; i < least.size(); ++i) least[i] = shares_to_hold[i] * total_;
  std::array<std::uint32_t, shares_to_hold.size()> holding{}; // articles with so much of it
  std::vector<std::uint32_t> scored(scores_.size());
  std::size_t found = 0;
  for (std::uint32_t article = 0; article < scores_.size(); ++article) {
    scored[found] = article;
    found += scores_[article] > 0 ? 1U : 0U; // no branch: half of them would be guessed wrong
  }
  scored.resize(found);
  for (const std::uint32_t article : scored) {
    std::size_t share = 0;
    for (std::size_t i = 0; i + 1 < least.size(); ++i) share += coverage_[article] < least[i] ? 1U : 0U;
    ++holding[share];
  }
  for (std::size_t i = 1; i < holding.size(); ++i) holding[i] += holding[i - 1];
  complete = holding.front();
  std::size_t enough = weights_.size() > 1 ? 0 : holding.size() - 1;
  while (enough + 1 < holding.size() && holding[enough] < enough_of_all) ++enough;

  std::vector<Candidate> candidates;
  candidates.reserve(holding[enough]);
  all.reserve(holding[enough]);
  const auto articles = static_cast<float>(reader_.root()->articles);
  for (const std::uint32_t article : scored) {
    if (coverage_[article] < least[enough]) continue;
    all.push_back(article);
    if (article < first) continue;
    const float total = total_ > 0 ? total_ : 1;
    const float newness = 1 - static_cast<float>(article) / articles;
    const float features = parameters_.coverage * coverage_[article] / total + parameters_.recency * newness;
    candidates.push_back({ArticleId{article}, scores_[article] / total + features});
  }
  keep_best(candidates);
  return candidates;
}

void Ranking::go_to_segment_of(std::uint32_t article) {
  const std::uint32_t segment = article / segment_articles_;
  segment_begin_ = segment * segment_articles_;
  facts_ = reader_.facts(segment);
  segment_end_ = segment_begin_ + reader_.root()->articles_of(segment);
}

} // namespace hanji

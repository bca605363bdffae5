#include "search/text_features.h"

#include <algorithm>
#include <bitset>
#include <vector>

#include "search/marked_words.h"
#include "search/matcher.h"
#include "text/function_words.h"
#include "text/hangul.h"
#include "text/normalize.h"

namespace hanji {
namespace {

// In folded characters.
constexpr std::size_t sentence = 40, clause = 20;
constexpr float weight_of_questions = 0.2F; // and less

float worth_of(const Occurrence& one) { return one.share < 1 ? 0.7F * one.share : 1; }

float best_stretch(const std::vector<Occurrence>& seen, const FoundWords& words, std::vector<float>& worth) {
  float best = 0;
  for (std::size_t first = 0; first < seen.size(); ++first) {
    std::ranges::fill(worth, 0.0F);
    for (std::size_t i = first; i < seen.size() && seen[i].at <= seen[first].at + sentence; ++i)
      worth[seen[i].word] = std::max(worth[seen[i].word], worth_of(seen[i]));
    float sum = 0;
    for (std::size_t word = 0; word < worth.size(); ++word) sum += worth[word] * words[word].weight;
    best = std::max(best, sum);
  }
  return best;
}

// The pairs and runs of three characters of what a query names, without its spaces.
class NGrams {
public:
  explicit NGrams(const Query& query) {
    std::u32string named;
    for (const Word& word : query.words) {
      if (!word.excluded && weight_of_word(word.folded) > weight_of_questions) named += word.folded;
    }
    for (std::size_t i = 0; i + 2 <= named.size(); ++i) pairs_.push_back(pair_at(named, i));
    for (std::size_t i = 0; i + 3 <= named.size(); ++i) runs_.push_back(run_at(named, i));
    for (std::vector<std::uint64_t>* keys : {&pairs_, &runs_}) {
      std::ranges::sort(*keys);
      keys->erase(std::ranges::unique(*keys).begin(), keys->end());
    }
    for (const std::uint64_t pair : pairs_) maybe_.set(slot_of(pair));
    counts_.resize(pairs_.size());
    held_.resize(runs_.size());
  }

  // One text of an article more.
  void look(std::u32string_view text) {
    std::ranges::fill(counts_, 0);
    seen_.clear();
    std::size_t different = 0, first = 0;
    for (std::size_t at = 0; at + 2 <= text.size(); ++at) {
      const std::uint64_t key = pair_at(text, at);
      if (!maybe_[slot_of(key)]) continue;
      const std::size_t pair = place_of(key, pairs_);
      if (pair == pairs_.size()) continue;
      seen_.emplace_back(at, pair);
      if (counts_[pair]++ == 0) ++different;
      for (; seen_[first].first + clause < at; ++first) {
        if (--counts_[seen_[first].second] == 0) --different;
      }
      most_ = std::max(most_, different);
      if (at + 3 > text.size()) continue;
      if (const std::size_t run = place_of(run_at(text, at), runs_); run < runs_.size()) held_[run] = true;
    }
  }

  float bigrams() const { return share(most_, pairs_.size()); }
  float trigrams() const {
    return share(static_cast<std::size_t>(std::ranges::count(held_, true)), runs_.size());
  }

private:
  static std::uint64_t pair_at(std::u32string_view text, std::size_t at) {
    return std::uint64_t{text[at]} << 21 | text[at + 1];
  }
  static std::uint64_t run_at(std::u32string_view text, std::size_t at) {
    return pair_at(text, at) << 21 | text[at + 2];
  }
  static std::size_t slot_of(std::uint64_t pair) { return ((pair >> 21) * 31 + pair) % slots; }
  static std::size_t place_of(std::uint64_t key, const std::vector<std::uint64_t>& keys) {
    const auto found = std::ranges::lower_bound(keys, key);
    return found != keys.end() && *found == key ? static_cast<std::size_t>(found - keys.begin())
                                                : keys.size();
  }
  static float share(std::size_t some, std::size_t all) {
    return all == 0 ? 0 : static_cast<float>(some) / static_cast<float>(all);
  }

  static constexpr std::size_t slots = 2048;
  std::vector<std::uint64_t> pairs_, runs_; // ascending
  std::bitset<slots> maybe_;
  std::vector<std::uint32_t> counts_;                     // of the pairs, within the stretch
  std::vector<std::pair<std::size_t, std::size_t>> seen_; // where, which
  std::size_t most_ = 0;                                  // different pairs within one
  std::vector<bool> held_;                                // of the runs
};

} // namespace

TextFeatures text_features_of(const Article& article, const Query& query, const FoundWords& found,
                              std::span<const std::string> marked) {
  TextFeatures features;
  if (!marked.empty()) features.as_written = holds_marked_words(article, marked) ? 1 : 0;
  float all = 0;
  for (const FoundWord& word : found) all += word.weight;
  if (all <= 0 || found.size() != query.words.size()) return features;
  const Matcher matcher(query, found);
  NGrams ngrams(query);
  std::vector<float> worth(found.size());
  float best = 0;
  const auto look = [&](std::string_view original) {
    const std::u32string text = fold_for_search(original).text;
    best = std::max(best, best_stretch(matcher.with_beginnings_in(text), found, worth));
    ngrams.look(text);
  };
  look(article.title);
  for (const Block& block : article.blocks) look(block.text);
  features.window = best / all;
  features.bigrams = ngrams.bigrams();
  features.trigrams = ngrams.trigrams();
  return features;
}

float score_of(const TextFeatures& features, const Parameters& parameters) {
  return parameters.window * features.window + parameters.bigrams * features.bigrams +
         parameters.trigrams * features.trigrams + parameters.as_written * features.as_written;
}

} // namespace hanji

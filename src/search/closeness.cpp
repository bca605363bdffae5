#include "search/closeness.h"

#include <algorithm>
#include <bitset>
#include <vector>

#include "search/match.h"
#include "text/function_words.h"
#include "text/hangul.h"
#include "text/normalize.h"

namespace hanji {
namespace {

// In folded characters.
constexpr std::size_t sentence = 40, clause = 24;
constexpr float weight_of_questions = 0.2F; // and less

struct Form { // of a word of the query
  std::u32string text;
  std::size_t word = 0;
  bool whole = false; // else its beginning counts too
};

struct Sighting {
  std::size_t at = 0, word = 0;
  float worth = 0;
};

class Watch {
public:
  Watch(const Query& query, const FoundWords& found) {
    for (std::size_t i = 0; i < query.words.size(); ++i) {
      const Word& word = query.words[i];
      if (word.without) continue;
      add({word.folded, i, word.phrase || word.folded.size() < 3});
      if (i < found.size()) {
        for (const std::u32string& other : found[i]) add({other, i, true});
      }
    }
  }

  std::vector<Sighting> look(std::u32string_view text) const {
    std::vector<Sighting> seen;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!first_[text[i] % first_.size()]) continue;
      for (const Form& form : forms_) {
        std::size_t same = 0;
        while (same < form.text.size() && i + same < text.size() && text[i + same] == form.text[same]) ++same;
        const bool all = same == form.text.size();
        if (!all && (form.whole || same < 2)) continue;
        seen.push_back(
            {i, form.word, all ? 1 : 0.7F * static_cast<float>(same) / static_cast<float>(form.text.size())});
      }
    }
    return seen;
  }

private:
  void add(Form form) {
    if (form.text.empty()) return;
    first_.set(form.text[0] % first_.size());
    forms_.push_back(std::move(form));
  }
  std::bitset<1024> first_;
  std::vector<Form> forms_;
};

float best_stretch(const std::vector<Sighting>& seen, std::span<const float> weights,
                   std::vector<float>& worth) {
  float best = 0;
  for (std::size_t first = 0; first < seen.size(); ++first) {
    std::ranges::fill(worth, 0.0F);
    for (std::size_t i = first; i < seen.size() && seen[i].at <= seen[first].at + sentence; ++i)
      worth[seen[i].word] = std::max(worth[seen[i].word], seen[i].worth);
    float sum = 0;
    for (std::size_t word = 0; word < worth.size(); ++word) sum += worth[word] * weights[word];
    best = std::max(best, sum);
  }
  return best;
}

// Pieces of `length` characters of what the query names, without its spaces.
class Pieces {
public:
  Pieces(const Query& query, std::size_t length) : length_(length) {
    std::u32string named;
    for (const Word& word : query.words) {
      if (!word.without && weight_of_word(word.folded) > weight_of_questions) named += word.folded;
    }
    for (std::size_t i = 0; i + length <= named.size(); ++i) keys_.push_back(key_at(named, i));
    std::ranges::sort(keys_);
    keys_.erase(std::ranges::unique(keys_).begin(), keys_.end());
    for (const std::uint64_t key : keys_) maybe_.set(key % maybe_.size());
    counts_.resize(keys_.size());
  }

  std::size_t size() const { return keys_.size(); }

  // Which one begins there; size() = none.
  std::size_t find(std::u32string_view text, std::size_t at) const {
    if (at + length_ > text.size()) return size();
    const std::uint64_t key = key_at(text, at);
    if (!maybe_[key % maybe_.size()]) return size();
    const auto found = std::ranges::lower_bound(keys_, key);
    return found != keys_.end() && *found == key ? static_cast<std::size_t>(found - keys_.begin()) : size();
  }

  // The most different ones within a stretch.
  std::size_t most_within(std::u32string_view text, std::size_t stretch) {
    std::ranges::fill(counts_, 0);
    seen_.clear();
    std::size_t most = 0, different = 0, first = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::size_t piece = find(text, at);
      if (piece == size()) continue;
      seen_.emplace_back(at, piece);
      if (counts_[piece]++ == 0) ++different;
      for (; seen_[first].first + stretch < at; ++first) {
        if (--counts_[seen_[first].second] == 0) --different;
      }
      most = std::max(most, different);
    }
    return most;
  }

private:
  std::uint64_t key_at(std::u32string_view text, std::size_t at) const {
    std::uint64_t key = 0;
    for (const char32_t character : text.substr(at, length_)) key = key << 21 | character;
    return key;
  }

  std::size_t length_;
  std::vector<std::uint64_t> keys_; // ascending
  std::bitset<2048> maybe_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::pair<std::size_t, std::size_t>> seen_; // where, which
};

float share(std::size_t some, std::size_t all) {
  return all == 0 ? 0 : static_cast<float>(some) / static_cast<float>(all);
}

} // namespace

Closeness closeness_of(const Article& article, const Query& query, const FoundWords& found,
                       std::span<const float> weights) {
  float all = 0;
  for (const float weight : weights) all += weight;
  if (all <= 0 || weights.size() != query.words.size()) return {};
  const Watch watch(query, found);
  Pieces pairs(query, 2);
  const Pieces runs(query, 3);
  std::vector<float> worth(weights.size());
  std::vector<bool> holds_run(runs.size() + 1);
  float best = 0;
  std::size_t most_pairs = 0;
  for (const Block& block : article.blocks) {
    const std::u32string text = fold_for_search(block.text).text;
    best = std::max(best, best_stretch(watch.look(text), weights, worth));
    most_pairs = std::max(most_pairs, pairs.most_within(text, clause));
    for (std::size_t at = 0; at < text.size(); ++at) holds_run[runs.find(text, at)] = true;
  }
  holds_run.back() = false;
  const auto held = static_cast<std::size_t>(std::ranges::count(holds_run, true));
  return {best / all, share(most_pairs, pairs.size()), share(held, runs.size())};
}

} // namespace hanji

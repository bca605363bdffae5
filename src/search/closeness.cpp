#include "search/closeness.h"

#include <algorithm>
#include <bitset>
#include <vector>

#include "search/match.h"
#include "text/hangul.h"
#include "text/normalize.h"

namespace hanji {
namespace {

constexpr std::size_t stretch = 40; // folded characters

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
    for (std::size_t i = first; i < seen.size() && seen[i].at <= seen[first].at + stretch; ++i)
      worth[seen[i].word] = std::max(worth[seen[i].word], seen[i].worth);
    float sum = 0;
    for (std::size_t word = 0; word < worth.size(); ++word) sum += worth[word] * weights[word];
    best = std::max(best, sum);
  }
  return best;
}

} // namespace

float closeness_of(const Article& article, const Query& query, const FoundWords& found,
                   std::span<const float> weights) {
  float all = 0;
  for (const float weight : weights) all += weight;
  if (all <= 0 || weights.size() != query.words.size()) return 0;
  const Watch watch(query, found);
  std::vector<float> worth(weights.size());
  float best = 0;
  for (const Block& block : article.blocks)
    best = std::max(best, best_stretch(watch.look(fold_for_search(block.text).text), weights, worth));
  return best / all;
}

} // namespace hanji

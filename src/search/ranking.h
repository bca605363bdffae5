// The first phase of the ranking: what the words of a query say about every article (search/README.md, §2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "index/index_reader.h"
#include "search/expansion.h"
#include "search/search.h"
#include "search/word_score.h"

namespace hanji {

class Ranking {
public:
  Ranking(IndexReader& reader, bool several, const Parameters& parameters)
      : reader_(reader), parameters_(parameters), segment_articles_(reader.root()->segment_articles),
        word_scores_(several, parameters), scores_(reader.articles()), coverage_(reader.articles()) {}

  // One word by all its expansions; an article counts the best of them.
  void add(const ExpandedWord& word);

  // From article `first` on. `all`: every one there is, ascending; `complete`: how many hold all words as
  // they were typed, or nearly; where fewer than `enough_of_all` do, those with most of them count too.
  std::vector<Candidate> best(std::uint32_t first, std::vector<std::uint32_t>& all, std::uint32_t& complete,
                              std::uint32_t enough_of_all) const;

  std::vector<float>& scores() { return scores_; }
  float last_weight() const { return weights_.back(); }

private:
  std::size_t length_class(std::uint32_t article) {
    if (article - segment_begin_ >= segment_end_ - segment_begin_) go_to_segment_of(article);
    return facts_ == nullptr ? average_length : facts_->length_class(article - segment_begin_);
  }

  void go_to_segment_of(std::uint32_t article);

  IndexReader& reader_;
  const Parameters& parameters_;
  std::uint32_t segment_articles_;
  static constexpr std::size_t average_length = 8;    // class
  std::uint32_t segment_begin_ = 0, segment_end_ = 0; // of the last article whose length was asked for
  const SegmentFacts* facts_ = nullptr;
  WordScores word_scores_;
  std::vector<float> scores_, coverage_, best_;
  std::vector<std::uint32_t> touched_;
  float total_ = 0;
  std::vector<float> weights_; // of the words that were added
};

} // namespace hanji

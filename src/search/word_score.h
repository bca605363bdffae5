// What an expansion of a word is worth in an article, by its mark there: the first phase of the ranking, for
// one word. Tables, since marks and classes of length are few.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "index/index_model.h"
#include "index/index_shard.h"
#include "search/expansion.h"
#include "search/parameters.h"

namespace hanji {

Tier tier_of(const Expansion& expansion, const Mark& mark);

// Of a mark in a text of this length, in averages: 0 … 1.
float bm25f_of(const Mark& mark, float relative_length, const Parameters& parameters);

// The parameters that an expansion earns by tier and place, before BM25F is added; all are times `weight_of`.
template <class Take>
void for_each_part(const Expansion& expansion, const Mark& mark, const Take& take) {
  constexpr std::array<float Parameters::*, static_cast<std::size_t>(Tier::count)> of_tier{
      &Parameters::partial, &Parameters::corrected, &Parameters::compound, &Parameters::inflected,
      &Parameters::exact};
  const Tier tier = tier_of(expansion, mark);
  take(of_tier[static_cast<std::size_t>(tier)]);
  if (mark.form == Form::across_space && tier >= Tier::inflected && expansion.spacing == Spacing::variant &&
      expansion.rule != Rule::joined)
    take(&Parameters::other_spacing);
  const bool in_title = mark.place == Place::title && mark.form != Form::across_space;
  const bool is_word = tier >= Tier::inflected || (tier == Tier::corrected && mark.word_start);
  if (in_title) take(is_word ? &Parameters::title : &Parameters::title_inside);
  if (expansion.rule == Rule::joined)
    take(in_title ? &Parameters::together_in_title
         : mark.form != Form::across_space && expansion.spacing == Spacing::alike
             ? &Parameters::together
             : &Parameters::side_by_side);
}
float weight_of(const Expansion& expansion);

// What an article holds of a word by what it is worth there: 0 … 1, for coverage.
float coverage_of(float worth, const Parameters& parameters);

// How rare it is that so many of all articles hold something (Robertson–Spärck Jones, above 0).
float idf(std::size_t some, std::uint32_t all);

// What a word weighs in its query: how rare it is among all articles (Robertson–Spärck Jones, above 0), by
// the expansion that most of them hold.
float idf_of(const ExpandedWord& word, std::uint32_t all);

// Marks by number.
constexpr std::size_t mark_numbers =
    3 * 4 * 2 + 3 * 2 + 1; // plain by place, count and start; in Hanja; across a space
std::size_t number_of(const Mark& mark);

class WordScores {
public:
  WordScores(bool several, const Parameters& parameters);
  void use(const Expansion& expansion); // for what follows
  float of(const Mark& mark, std::size_t length_class) const {
    const std::size_t number = number_of(mark);
    return bases_[number] + weight_ * bm25f_[number * SegmentFacts::length_classes + length_class];
  }

private:
  const Parameters& parameters_;
  std::array<float, mark_numbers * SegmentFacts::length_classes> bm25f_{};
  std::array<float, mark_numbers> bases_{};
  float weight_ = 1;
};

} // namespace hanji

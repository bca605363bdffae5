#include "search/word_score.h"

#include <algorithm>
#include <cmath>

namespace hanji {
namespace {

float occurrences_of(std::uint8_t count) {
  constexpr std::array<float, 4> of_class{1, 2, 3.4F, 6};
  return of_class[count_class(count)];
}

// Each with its number.
template <class Take>
void for_each_mark(const Take& take) {
  for (const Form form : {Form::plain, Form::hanja, Form::across_space}) {
    for (const Place place : {Place::body, Place::heading, Place::title}) {
      for (const std::uint8_t count : count_of_class) {
        if (form != Form::plain && count > 1) break; // of these no more is known
        for (const bool word_start : {false, true}) take(Mark{place, count, word_start, form});
      }
    }
  }
}

} // namespace

std::size_t number_of(const Mark& mark) {
  constexpr std::size_t first_hanja = 3 * 4 * 2, across_space = first_hanja + 3 * 2;
  const std::size_t start = mark.word_start ? 1 : 0, place = static_cast<std::size_t>(mark.place);
  if (mark.form == Form::across_space) return across_space;
  if (mark.form == Form::hanja) return first_hanja + place * 2 + start;
  return (place * 4 + count_class(mark.count)) * 2 + start;
}

Tier tier_of(const Expansion& expansion, const Mark& mark) {
  const Tier tier = tier_and_weight_of_rules[static_cast<std::size_t>(expansion.rule)].first;
  if (mark.form == Form::across_space && expansion.spacing == Spacing::by_chance) return Tier::partial;
  if (mark.form == Form::hanja && !expansion.hanja) return Tier::partial;
  if (mark.form == Form::plain && !mark.word_start) return std::min(tier, Tier::compound);
  return tier;
}

float bm25f_of(const Mark& mark, float relative_length, const Parameters& parameters) {
  float count = occurrences_of(mark.count) * (mark.word_start ? 1 : parameters.inside);
  if (mark.form == Form::across_space) count = parameters.across_space;
  if (mark.place == Place::heading) count += parameters.heading;
  const float length = 1 - parameters.length + parameters.length * relative_length;
  return count / (count + parameters.saturation * length);
}

float weight_of(const Expansion& expansion) {
  return expansion.weight * tier_and_weight_of_rules[static_cast<std::size_t>(expansion.rule)].second;
}

float idf(std::size_t some, std::uint32_t all) {
  const auto holding = static_cast<float>(some), every = static_cast<float>(all);
  return std::log(1 + (every - holding + 0.5F) / (holding + 0.5F));
}

float idf_of(const ExpandedWord& word, std::uint32_t all) {
  std::size_t most = 0;
  for (const Expansion& each : word.expansions) most = std::max(most, each.postings.size());
  return word.weight * idf(most, all);
}

float coverage_of(float worth, const Parameters& parameters) {
  return std::min(1.0F, worth / std::min(parameters.compound, parameters.corrected));
}

WordScores::WordScores(bool several, const Parameters& parameters) : parameters_(parameters) {
  const float weight = several ? parameters.bm25f_of_several : parameters.bm25f;
  for_each_mark([&](const Mark& mark) {
    for (std::size_t length = 0; length < SegmentFacts::length_classes; ++length)
      bm25f_[number_of(mark) * SegmentFacts::length_classes + length] =
          weight * bm25f_of(mark, SegmentFacts::length_of_class(length), parameters);
  });
}

void WordScores::use(const Expansion& expansion) {
  weight_ = weight_of(expansion);
  for_each_mark([&](const Mark& mark) {
    float base = 0;
    for_each_part(expansion, mark, [&](float Parameters::* part) { base += parameters_.*part; });
    bases_[number_of(mark)] = weight_ * base;
  });
}

} // namespace hanji

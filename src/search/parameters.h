// The ranking's rules and weights, all of them (src/search/README.md tells how they work together). A rule
// expands a word of the query into another that may stand for it, of a tier; a feature of an article has one
// weight. `Parameters` can take a rule away, so that each is paid for by itself (tests/bench/search.mjs
// --ablate).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace hanji {

// How surely an article that holds an expansion holds what was meant, the least first. A word stands …
enum class Tier : std::uint8_t {
  partial,   // … as a beginning of it alone, as what may become of it, in Hanja, or across a space by chance
  corrected, // … as something else, which may have been meant, for nothing holds it
  compound,  // … within a longer word: 협의 in 핵협의
  inflected, // … with another particle or ending, in another writing of a number, or as a synonym
  exact,     // … as it was typed, joined or spaced, in any Unicode form
  count
};

enum class Rule : std::uint8_t {
  typed,
  particle,
  plural,
  number,
  day,
  numeral,
  synonym,
  joined,
  spaced,
  split,
  beginning,
  unfinished,
  layout,
  initials,
  keys,
  count
};

// What it does, when, and why.
struct RuleFacts {
  std::string_view name;
  Tier tier;    // of what it finds, unless the place in the word says less
  float weight; // beside the word itself: the whole of what it scores is multiplied by it
  std::string_view when, example, source;
};
constexpr std::array<RuleFacts, static_cast<std::size_t>(Rule::count)> rules{{
    {"typed", Tier::exact, 1, "always", "협의: 협의, 협의가, 핵협의", "the words of a text hold it"},
    {"particle", Tier::inflected, 1, "the corpus knows what is before it", "정부는: 정부가; 발표했다: 발표",
     "한글 맞춤법 §41; without it B falls by 0.71"},
    {"plural", Tier::partial, 1, "as particle, before 들", "경기들: 경기",
     "표준국어대사전, 들 (접미사): many of it"},
    {"number", Tier::inflected, 0.9F, "a number of 1000 and more, or a decimal",
     "10만원: 100,000원; 3.5조: 3조5000억", "한글 맞춤법 §44"},
    {"day", Tier::inflected, 1, "three or four digits that name a day", "625전쟁: 6·25전쟁",
     "문장 부호 규정, 가운뎃점"},
    {"numeral", Tier::inflected, 1,
     "one digit before Hangul; the other way round where nothing else is found", "2차전지: 이차전지",
     "표준국어대사전 has either"},
    {"synonym", Tier::inflected, 0.8F, "the publisher lists it", "WHO: 세계보건기구", "the publisher"},
    {"joined", Tier::exact, 1, "two words side by side, ten characters at most", "국회 의원: 국회의원",
     "한글 맞춤법 §47–50: spacing is free in compounds; C spaced → joined"},
    {"spaced", Tier::partial, 1, "text/spacing.h puts spaces in it and few articles hold it",
     "볼만한: 볼 만한", "한글 맞춤법 §42, §47"},
    {"split", Tier::partial, 1, "nothing holds it", "한국경제: 한국의 경제",
     "the corpus's own list of words"},
    {"beginning", Tier::partial, 1, "three words and more", "걱정했다고: 걱정하며",
     "verbs are conjugated, compounds shortened; F"},
    {"unfinished", Tier::partial, 1, "the last word, unless what holds it fills the answer", "라블: 라브로프",
     "두벌식: a final consonant moves on; T falls by 0.15 without it"},
    {"layout", Tier::corrected, 1, "nothing holds it", "rnrghl: 국회", "KS X 5002; E layout"},
    {"initials", Tier::corrected, 1, "nothing holds it", "ㄱㅎ: 국회", "E initial consonants"},
    {"keys", Tier::corrected, 1, "nothing holds it", "라브로브: 라브로프",
     "KS X 5002, which keys are neighbours; D"},
}};

// What a page needs of them; the words stay out of it.
constexpr std::array<std::pair<Tier, float>, rules.size()> tier_and_weight_of_rules = [] {
  std::array<std::pair<Tier, float>, rules.size()> all{};
  for (std::size_t i = 0; i < rules.size(); ++i) all[i] = {rules[i].tier, rules[i].weight};
  return all;
}();

// Of a query of one word the tiers lie further apart than all the rest can be, so they decide, but that a
// title comes first; of several words they add up, each by how rare it is. The tiers' distances are what the
// sentences of src/search/README.md ask for; the other weights were fitted on the train half of
// tests/relevance and of the harness's queries (`./dev bench search --ablate` reports on the test half).
struct Parameters {
  float exact = 5.3F, inflected = 3.5F, compound = 2, corrected = 2, partial = 0.5F; // by tier
  float other_spacing = -0.85F; // spelled with a space that was not typed (search/expansion.h)
  float title = 2.8F;           // in the title, exact or inflected: before any text
  float title_inside = 0.5F;    // … otherwise
  float side_by_side = 6;       // two words of the query that follow one another, or stand as one
  float together = 8;           // … as one, where so many follow one another that it would not be seen
  float together_in_title = 12; // … as one in a title: before any text
  float bm25f = 1;              // how often, in how long a text: of a word alone, less than a tier;
  float bm25f_of_several = 7;   // … of several words, whose tiers are many
  float coverage = 16;          // the share of the query that an article holds, by how rare its words are
  float recency = 0.03F;        // of the newest beside the oldest; 0 = off
  // Of the first candidates, whose texts are read (search/text_features.h):
  float window = 12;     // words within a sentence
  float bigrams = 8;     // pairs of characters within a clause
  float trigrams = 3;    // runs of three anywhere
  float as_written = 40; // names with marks as they were typed: before all others

  // BM25F (Robertson, Zaragoza, Taylor 2004), with marks for counts.
  float saturation = 1.6F;   // k1
  float length = 0.7F;       // b
  float heading = 2;         // an occurrence in a heading, beside one in the text
  float inside = 0.1F;       // … within a word
  float across_space = 1.4F; // … across a space

  std::uint32_t off = 0; // rules that are, by bit
  bool has(Rule rule) const { return (off >> static_cast<unsigned>(rule) & 1) == 0; }
};

constexpr std::pair<std::string_view, float Parameters::*> parameter_names[]{
    {"exact", &Parameters::exact},
    {"inflected", &Parameters::inflected},
    {"compound", &Parameters::compound},
    {"corrected", &Parameters::corrected},
    {"partial", &Parameters::partial},
    {"other_spacing", &Parameters::other_spacing},
    {"title", &Parameters::title},
    {"title_inside", &Parameters::title_inside},
    {"together", &Parameters::together},
    {"together_in_title", &Parameters::together_in_title},
    {"side_by_side", &Parameters::side_by_side},
    {"bm25f", &Parameters::bm25f},
    {"bm25f_of_several", &Parameters::bm25f_of_several},
    {"coverage", &Parameters::coverage},
    {"recency", &Parameters::recency},
    {"window", &Parameters::window},
    {"bigrams", &Parameters::bigrams},
    {"trigrams", &Parameters::trigrams},
    {"as_written", &Parameters::as_written},
    {"saturation", &Parameters::saturation},
    {"length", &Parameters::length},
    {"heading", &Parameters::heading},
    {"inside", &Parameters::inside},
    {"across_space", &Parameters::across_space},
};

} // namespace hanji

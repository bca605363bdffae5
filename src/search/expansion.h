// Query expansion: the variants of a word of the query that may stand for it in the articles, by the rules of
// search/parameters.h: as it is, without its particle, joined to its neighbour or split, still being
// composed, as a number is written otherwise; and only where nothing holds any of these, what may have been
// meant: the other keyboard layout, initial consonants, one wrong key (two in a long word). A correction says
// itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/steps.h"
#include "index/index_reader.h"
#include "search/parameters.h"
#include "search/query.h"

namespace hanji {

// What it says that a word stands across a space: 국제 기구 for 국제기구.
enum class Spacing : std::uint8_t {
  by_chance, // nothing much: of two syllables, or never written as one word, it may be of two words (정한
             // 글자)
  variant,   // it stands there, spelled otherwise: after what is spelled as it was typed
  alike,     // … and the spelling that was typed is so frequent that no other would be seen behind it
};
constexpr std::ptrdiff_t often = 50; // articles with a spelling, of the hundred that are looked through

struct Expansion {
  Rule rule = Rule::typed;
  float weight = 1; // beside the rule's own: the second guess, half of a word
  Postings postings;
  std::vector<std::u32string> forms; // of the text, to be highlighted and looked for, beside the word itself
  bool hanja = false;                // it was typed in Hanja, so it is as good where it stands in these
  Spacing spacing = Spacing::alike;
};

struct ExpandedWord {
  bool excluded = false;
  bool out_of_vocabulary = false; // nothing holds it but as two words, and nothing else could have been meant
  float weight = 1;               // among the words of the query
  std::vector<Expansion> expansions;
  std::vector<std::size_t> spaces = {}; // of an unknown one: where the corpus's own words part it
};

// One for each word of the query; a step is about an expansion.
Steps expand_words(IndexReader& reader, const Query& query, const Parameters& parameters,
                   std::vector<ExpandedWord>& words, std::vector<Correction>& corrections);

} // namespace hanji

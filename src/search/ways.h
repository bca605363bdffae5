// The ways in which a word of a query may stand in the articles: as it is, without its particle, joined to
// its neighbour or parted, still being composed, as a number is written otherwise; and only where nothing
// holds any of these, what may have been meant: the other keyboard layout, initial consonants, one wrong key
// (two in a long word). A correction says itself.
#pragma once

#include <string>
#include <vector>

#include "base/steps.h"
#include "search/index_reader.h"
#include "search/query.h"
#include "search/search.h"

namespace hanji {

struct Way {
  float weight = 1;     // beside the word as it was typed
  float base = 0;       // what an article has at least by it: whoever has more stands before whoever has less
  float base_apart = 0; // … where it stands across a space
  Postings postings;
  std::vector<std::u32string> lit; // what is to be lit in the text, beside the word itself
  bool hanja = false;              // it was typed in Hanja, so it is as good where it stands in these
};

struct WordWays {
  bool without = false;
  bool unknown = false; // nothing holds it but as two words, and nothing else could have been meant
  float weight = 1;     // among the words of the query
  std::vector<Way> ways;
  std::vector<std::size_t> spaces = {}; // of an unknown one: where the corpus's own words part it
};

// One for each word of the query; a step is about a way.
Steps find_ways(IndexReader& reader, const Query& query, const Parameters& parameters,
                std::vector<WordWays>& words, std::vector<Correction>& corrections);

} // namespace hanji

// What somebody typed, understood. Words are folded; an article must hold all of them. The index knows pairs
// of folded characters, so each word also becomes clauses: one for each of its pairs, each a choice of
// inclusive key ranges. While an IME composes, the last character is unfinished and stands for a range
// (text/hangul.h). Never fails: a query of nothing but spaces has no words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hanji {

struct KeyRange {
  std::string first, last; // UTF-8 index keys, inclusive
};

struct Clause {
  std::vector<KeyRange> any;
};

struct Word {
  std::u32string folded;   // at least one character
  bool unfinished = false; // the last character is still being composed
  std::vector<Clause> clauses;
};

struct Query {
  std::string text; // as typed
  std::vector<Word> words;
};

Query parse_query(std::string_view text, bool composing = false);

} // namespace hanji

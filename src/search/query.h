// What somebody typed, understood: words, "an exact phrase", -without (a dash before an option of a command
// or a number leaves nothing out), and 제목: 분류: 태그: 저자: 기간: (title: category: tag: author: date:)
// before what they hold for; -분류: and its siblings leave out. Words are folded (text/normalize.h). Never
// fails: a query of nothing but spaces has no words, and what makes no sense as an operator is a word. Of a
// long text, a pasted article perhaps, only the beginning is taken: so any query has an answer in bounded
// time. Cost: linear in that.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/labels.h"

namespace hanji {

constexpr std::size_t most_query_characters = 128, most_query_words = 16; // in NFC: 128 syllables

struct Word {
  std::u32string folded;   // at least one character; of a phrase: all its words, without the spaces
  bool unfinished = false; // the last character is still being composed
  bool phrase = false;     // as it stands: no particle, no correction
  bool excluded = false;   // … must not occur
  bool in_title = false;   // … must occur in the title
  std::string typed;       // as it stands in the query …
  std::size_t at = 0;      // … from this byte of its text on
  bool operator==(const Word&) const = default;
};

struct Day { // 0 where only the year, or the year and month, was given
  std::uint16_t year = 0;
  std::uint8_t month = 0, day = 0;
  bool operator==(const Day&) const = default;
};

struct Query {
  std::string text;          // as typed, in NFC
  bool composing = false;    // … its last syllable may still grow
  bool unquoted = false;     // … and its phrases are mere words, see below
  bool single_token = false; // … and its words were typed as one, so they are meant to stand side by side
  bool shortened = false;    // … and it is the beginning of what was typed, which was too long
  std::vector<Word> words;
  std::vector<Label> labels;
  std::optional<Day> from, to; // both included, `from` first
  bool is_empty() const { return words.empty() && labels.empty() && !from && !to; }
  bool operator==(const Query&) const = default;
};

Query parse_query(std::string_view text, bool composing = false);

// What to ask where no article holds a phrase as it stands, for many quote what they half remember, or forget
// the closing quote: the same text, but phrases of several words without their quotes. A single word in
// quotes is asked for as it stands (the way back from a correction), and so is what must not occur. Nothing:
// there is no such phrase.
std::optional<Query> without_quotes(const Query& query);

struct Correction { // said to the reader: «‹라브로브› 대신 ‹라브로프›로 찾았습니다»
  std::string typed, found;
  std::size_t at = 0; // byte of the query's text where it was typed
};

// A word that nothing holds as one.
struct OutOfVocabulary {
  std::size_t word = 0;                 // its place in the query
  std::vector<std::size_t> spaces = {}; // characters before which another of the corpus's own words begins
};

// The same text, but these of its words (ascending) parted into the corpus's own, else where Korean puts a
// space (text/spacing.h) and where Hangul meets letters or digits: LG에너지 as LG 에너지. What follows digits
// belongs to them, but behind a year (2024파리올림픽). Nothing: there is no such place.
std::optional<Query> with_spaces(const Query& query, std::span<const OutOfVocabulary> unknown);

} // namespace hanji

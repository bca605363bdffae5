// What somebody typed, understood by the grammar of search/query_fields.h: words, "an exact phrase",
// -excluded (a dash before an option of a command or a number leaves nothing out), and fields before what
// they hold for. Words are folded (text/normalize.h). Never fails: a query of nothing but spaces has no
// words; what makes no sense is told and not searched, but where there is nothing else it is a word. Of a
// long text, a pasted article perhaps, only the beginning is taken: so any query has an answer in bounded
// time. Cost: linear in that.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/labels.h"
#include "search/query_fields.h"

namespace hanji {

constexpr std::size_t most_query_characters = 128, most_query_words = 16; // in NFC: 128 syllables

// Why a part of a query was not understood.
enum class Problem : std::uint8_t { none, unknown_field, empty_value, bad_date };

struct Word {
  std::u32string folded;   // at least one character; of a phrase: all its words, without the spaces
  bool unfinished = false; // the last character is still being composed
  bool phrase = false;     // as it stands: no particle, no correction
  bool excluded = false;   // … must not occur
  bool in_title = false;   // … must occur in the title
  Problem problem = Problem::none;
  std::string typed;  // as it stands in the query …
  std::size_t at = 0; // … from this byte of its text on
  bool operator==(const Word&) const = default;
};

struct Filter { // 분류: 태그: 저자:
  LabelKind kind = LabelKind::category;
  std::string name;      // as it was typed
  bool excluded = false; // … of which no article may be
  bool operator==(const Filter&) const = default;
};

struct Query {
  std::string text;          // as typed, in NFC
  bool composing = false;    // … its last syllable may still grow
  bool unquoted = false;     // … and its phrases are mere words, see below
  bool single_token = false; // … and its words were typed as one, so they are meant to stand side by side
  bool shortened = false;    // … and it is the beginning of what was typed, which was too long
  std::vector<Word> words;
  std::vector<Filter> filters;
  Days days;
  std::vector<Word> not_understood; // of what is typed; searched only where there is nothing else
  bool is_empty() const { return words.empty() && filters.empty() && !days.from && !days.to; }
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

// What the index says of a word of a query.
struct FoundWord {
  std::vector<std::u32string> forms; // surface forms of its expansions: what to look for and to highlight in
                                     // a text, beside the word itself
  std::vector<std::u32string>
      spellings;                  // those of them that are it spelled otherwise, or it and its neighbours
  float weight = 0;               // how rare it is; 0 = it must not occur
  bool out_of_vocabulary = false; // nothing holds it as one
  std::vector<std::size_t> spaces = {}; // … characters before which another of the corpus's own words begins
};
using FoundWords = std::vector<FoundWord>; // one for each word of the query

// The same text, but what is out of vocabulary split into the corpus's own words, else where Korean puts a
// space (text/spacing.h) and where Hangul meets letters or digits: LG에너지 as LG 에너지. What follows digits
// belongs to them, but behind a year (2024파리올림픽). Of a field that there is none of (장르:소설) the value
// is left, and it is told. Nothing: there is no such place.
std::optional<Query> with_spaces(const Query& query, const FoundWords& words);

} // namespace hanji

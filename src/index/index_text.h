// What the index keeps of an article: its words, folded (text/normalize.h), and where they stand. A word is
// what stands between spaces and punctuation. Numbers are written without separators (10,000 → 10000).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "index/index_model.h"

namespace hanji {

struct IndexField {
  Place place = Place::body;
  std::u32string text;              // its words, with nothing between them
  std::vector<std::uint32_t> ends;  // of each, in `text`
  std::vector<std::uint32_t> dots;  // words that a dot between digits joins to the one before: 5·18, 3.5
  std::vector<std::uint32_t> hanja; // characters of `text` that are read from Hanja, ascending
  std::vector<std::uint32_t>
      humps; // … with which another word of a name begins: N of userName, E of HTMLElement

  std::size_t words() const { return ends.size(); }
  std::u32string_view word(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::u32string_view(text).substr(begin, ends[i] - begin);
  }
};
std::vector<IndexField>
index_fields(const Article& article); // one each a text; tags stand with headings, the author with the rest

// What is searched and stands in no block's text: tags, the author, what pictures are described by.
std::vector<std::string_view> texts_beside(const Article& article);

// Packed, to wait for the index: a line a field, its place as a digit before it, before each word a space, or
// a dot that joins it, before what is read from Hanja a ^, before a hump a |.
std::string pack_fields(const std::vector<IndexField>& fields);
std::vector<IndexField> unpack_fields(std::string_view packed);

// The words of a text, as the index and queries see them.
std::vector<std::u32string> words_of(std::string_view text);

// Two runs with a dot between digits are also one, so that 5·18 is no 5 that stands somewhere and 18
// elsewhere.
std::u32string dotted(std::u32string_view before, std::u32string_view after);
constexpr char32_t run_dot = U'·'; // between them, whatever the text has
// Those of a text, each dot by itself: 2024.7.31 has 2024·7 and 7·31.
std::vector<std::u32string> dotted_of(std::string_view text);

// A day as a number that rises with it; 0 when it is not known.
constexpr std::uint32_t day_number(std::uint32_t year, std::uint32_t month, std::uint32_t day) {
  return (year * 16 + month) * 32 + day;
}

// A word is made of runs: characters that make words by themselves or in pairs (Hangul, Hanja, kana …), which
// the index knows by their pairs, and letters and digits, which it knows by whole runs.
bool is_paired(char32_t character);
std::vector<std::u32string_view> runs_of(std::u32string_view word);
void runs_of(std::u32string_view word, std::vector<std::u32string_view>& runs); // in place of what was there

} // namespace hanji

// Words that somebody may be about to type: those of the corpus's own list that begin with the query's last
// word, also while its last syllable is still being composed (라ㅂ and 랍 begin 라브로프). Nouns of
// titles count most, those of new ones more; then how many articles hold the word; ties in the order of the
// list. What is missing is named, as in search/search.h; what has arrived is told meanwhile. Cost: decodes
// the words that begin so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/search_index.h"

namespace hanji {

struct Suggestion {
  std::string text;                       // the whole query, with its last word completed
  std::uint32_t articles = 0, titles = 0; // that hold the word
};

struct Suggestions {
  std::vector<Suggestion> suggestions; // best first
  std::vector<std::string> missing;    // files still needed; empty = final
};

Suggestions suggest(const SearchIndex& index, std::string_view text, std::uint32_t limit);

} // namespace hanji

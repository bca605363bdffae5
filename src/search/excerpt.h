// Where a query stands in an article, and the sentence to show of it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "article/article.h"
#include "search/query.h"

namespace hanji {

constexpr std::uint32_t title_block = no_index;    // a span's `block` when it lies in the title
constexpr std::uint32_t lead_block = no_index - 1; // or in the lead

struct TextSpan {
  std::uint32_t block = 0;          // Article::blocks, title_block or lead_block
  std::uint32_t begin = 0, end = 0; // half-open bytes of its text
};

// Every occurrence of every word, in reading order (title and lead first); whole characters. A word that does
// not occur is looked for without its particle.
std::vector<TextSpan> find_matches(const Article& article, const Query& query, const FoundWords& found = {});

// Whether the text agrees with what only it can tell: phrases stand in it, and words to be without do not.
bool holds(const Article& article, const Query& query);

struct Excerpt {
  std::string section; // id of the section with the best match
  std::string text;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges; // half-open code points of `text`
};
Excerpt make_excerpt(const Article& article, const Query& query, const FoundWords& found = {});

} // namespace hanji

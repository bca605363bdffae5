// What a word of a query looks like in folded text. A finished word is itself; one whose last character is
// still being composed ends in a choice of ranges, and may have a second shape, for the final consonant that
// moves on (라블 → 라브로). The index is asked for shapes (search/postings_lookup.h), and texts are
// (search/matcher.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/query.h"

namespace hanji {

struct Shape {
  std::u32string exact;
  std::vector<std::pair<char32_t, char32_t>>
      last; // inclusive ranges of one more character; empty: none follows

  std::size_t size() const { return exact.size() + (last.empty() ? 0 : 1); }
};

std::vector<Shape> shapes_of(const Word& word); // the word as it was typed

} // namespace hanji

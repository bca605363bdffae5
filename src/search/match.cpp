#include "search/match.h"

#include <algorithm>

#include "text/hangul.h"

namespace hanji {

std::vector<Shape> shapes_of(const Word& word) {
  if (!word.unfinished) return {{word.folded, {}}};
  const std::u32string stem = word.folded.substr(0, word.folded.size() - 1);
  const char32_t last = word.folded.back();
  std::vector<Shape> shapes{{stem, may_become(last)}};
  if (const auto [before, begins_next] = moved_final(last); before != 0) {
    shapes.push_back({stem + before, may_become(begins_next)});
  }
  return shapes;
}

bool matches_at(std::u32string_view text, std::size_t position, const Shape& shape) {
  if (position > text.size() || text.size() - position < shape.size()) return false;
  if (!shape.exact.empty() && text[position] != shape.exact[0]) return false; // nearly everywhere
  if (text.substr(position, shape.exact.size()) != shape.exact) return false;
  if (shape.last.empty()) return true;
  const char32_t c = text[position + shape.exact.size()];
  return std::ranges::any_of(shape.last,
                             [c](const auto& range) { return range.first <= c && c <= range.second; });
}

} // namespace hanji

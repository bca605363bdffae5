#include "search/match.h"

#include <algorithm>

#include "text/hangul.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {
namespace {

// Folding may give a lone jamo another code than the keyboard does; the text has been folded, so both are looked for.
std::vector<std::pair<char32_t, char32_t>> folded_ranges(char32_t unfinished) {
  auto ranges = may_become(unfinished);
  std::string typed;
  append_utf8(typed, unfinished);
  const std::u32string folded = fold_for_search(typed).text;
  if (folded.size() == 1 && folded[0] != unfinished) ranges.emplace_back(folded[0], folded[0]);
  return ranges;
}

}  // namespace

std::vector<Shape> shapes_of(const Word& word) {
  if (!word.unfinished) return {{word.folded, {}}};
  const std::u32string stem = word.folded.substr(0, word.folded.size() - 1);
  const char32_t last = word.folded.back();
  std::vector<Shape> shapes{{stem, folded_ranges(last)}};
  if (const auto [before, begins_next] = moved_final(last); before != 0) {
    shapes.push_back({stem + before, folded_ranges(begins_next)});
  }
  return shapes;
}

bool matches_at(std::u32string_view text, std::size_t position, const Shape& shape) {
  if (position > text.size() || text.size() - position < shape.size()) return false;
  if (text.substr(position, shape.exact.size()) != shape.exact) return false;
  if (shape.last.empty()) return true;
  const char32_t c = text[position + shape.exact.size()];
  return std::ranges::any_of(shape.last, [c](const auto& range) { return range.first <= c && c <= range.second; });
}

}  // namespace hanji

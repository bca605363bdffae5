#include "search/shape.h"

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

} // namespace hanji

#include <doctest.h>

#include "article/overlay.h"

namespace {

using namespace hanji;

Block block_of(std::string text, std::vector<Inline> inlines) {
  Block block;
  block.text = std::move(text);
  block.inlines = std::move(inlines);
  return block;
}

} // namespace

TEST_CASE("위에 입히는 모양: 겹치는 데서는 더해지고, 저자의 색과 링크는 남는다") {
  constexpr Rgba red{255, 0, 0, 255}, blue{0, 0, 255, 255};
  Block block = block_of("abcdefgh", {{1, 3, {.flags = style_bold}}, {4, 6, {.color = red}, 7}});
  const std::vector<Inline> above = {{2, 5, {.flags = style_mark, .color = blue}}, {7, 8, {.color = blue}}};
  overlay(block, above);
  const std::vector<Inline> expected = {
      {1, 2, {.flags = style_bold}},
      {2, 3, {.flags = style_bold | style_mark, .color = blue}},
      {3, 4, {.flags = style_mark, .color = blue}},
      {4, 5, {.flags = style_mark, .color = red}, 7},
      {5, 6, {.color = red}, 7},
      {7, 8, {.color = blue}},
  };
  CHECK(block.inlines == expected);
}

TEST_CASE("위에 입히는 모양: 없으면 그대로다") {
  Block block = block_of("abc", {{0, 2, {.flags = style_bold}}});
  const Block before = block;
  overlay(block, {});
  CHECK(block == before);
  Block empty;
  overlay(empty, {});
  CHECK(empty == Block{});
}

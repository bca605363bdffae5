// A formula is one thing in its line: as wide and as high as the browser says, and never parted.
#include <doctest.h>

#include <algorithm>

#include "article/formula.h"
#include "layout/dump.h"
#include "layout/fixed_metrics.h"
#include "layout/layout_cache.h"
#include "layout/page.h"
#include "tests/golden.h"

using namespace hanji;

namespace {

Block with_formulas(std::string text, BlockKind kind = BlockKind::paragraph) {
  Block block;
  block.kind = kind;
  for (std::size_t at = text.find('$'); at != text.npos; at = text.find('$', at)) {
    const std::size_t end = text.find('$', at + 1) + 1;
    block.inlines.push_back(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), {.flags = style_formula}});
    at = end;
  }
  block.text = std::move(text);
  return block;
}

Article sample() {
  Article article;
  article.title = "수식";
  article.blocks = {
      with_formulas(
          "물의 깊이를 $h$라 하면 압력은 $p = gh$이고 기울기는 $\\frac{p}{h}$이다. 그 아래 줄도 있다."),
      with_formulas(
          "줄보다 넓은 $a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10}$은 줄어든다.")};
  article.blocks.push_back({.kind = BlockKind::formula, .text = "$$\nx + y\n$$"});
  article.blocks.push_back({.kind = BlockKind::paragraph, .text = "뒤"});
  article.blocks.push_back({.kind = BlockKind::formula, .text = "$$" + std::string(60, 'x') + "$$"});
  article.blocks.push_back({.kind = BlockKind::formula, .text = "$$모름$$"});
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::formula && block.text != "$$모름$$")
      article.formulas.push_back({block.text, "<mi>x</mi>"});
    for (const Inline& run : block.inlines) {
      const std::string source = block.text.substr(run.begin, run.end - run.begin);
      article.formulas.push_back(
          {source, source.find("frac") == source.npos ? "<mi>x</mi>" : "<mfrac></mfrac>"});
    }
  }
  std::ranges::sort(article.formulas, {}, &Formula::source);
  return article;
}

} // namespace

TEST_CASE("수식: 줄에 자리가 비고, 높은 줄만 높아지고, 넓은 블록은 옆으로 밀린다") {
  const Page page = layout_article(sample(), {.measure = fx(400)}, fx(20), 0, fixed_metrics());
  check_golden(dump(page), "tests/layout/expected/formulas_400.txt");
}

TEST_CASE("수식: 어느 너비에서도 갈라지지 않고, 줄을 넘지 않고, 줄은 서로 겹치지 않는다") {
  const Article article = sample();
  LayoutCache cache;
  for (const BreakRule breaks : {BreakRule::word, BreakRule::syllable}) {
    for (const bool justify : {false, true}) {
      for (int width = 60; width < 700; width += 37) {
        CAPTURE(width);
        const Page page =
            layout_article(article, {.measure = fx(width), .breaks = breaks, .justify = justify}, 0, 0,
                           fixed_metrics(), &cache);
        CHECK(dump(page) ==
              dump(layout_article(article, {.measure = fx(width), .breaks = breaks, .justify = justify}, 0, 0,
                                  fixed_metrics())));
        Fx bottom = 0;
        for (const Piece& piece : page.pieces) {
          CHECK(piece.box.y >= bottom);
          bottom = piece.box.y + piece.box.height;
          Fx top = 0;
          for (const Line& line : piece.text.lines) {
            CHECK(line.top == top);
            top += line.height;
            CHECK(line.height >= piece.text.line_height);
            if (piece.block < 2) CHECK(line.x + line.width <= piece.text.width + 1);
          }
          CHECK(top == piece.text.height);
          for (const Run& run : piece.text.runs) {
            if (!run.formula) continue;
            CHECK(run.glyph_count == 1);
            CHECK(formula_of(article.formulas,
                             std::string_view(piece.text.text).substr(run.begin, run.end - run.begin)) !=
                  nullptr);
          }
        }
      }
    }
  }
}

TEST_CASE("수식: 찾은 말은 수식의 자리 전체를 가리킨다") {
  const Page page = layout_article(sample(), {.measure = fx(400)}, 0, 0, fixed_metrics());
  const Piece* piece = piece_of_block(page, 0);
  REQUIRE(piece != nullptr);
  const auto run = std::ranges::find(piece->text.runs, true, &Run::formula);
  REQUIRE(run != piece->text.runs.end());
  const auto rects = rects_for(piece->text, run->begin + 1, run->begin + 2);
  REQUIRE(rects.size() == 1);
  CHECK(rects[0].x == run->x);
  CHECK(rects[0].width == run->width);
}

TEST_CASE("수식: 재지 못한 수식은 코드로 놓인다") {
  FontMetrics metrics = fixed_metrics();
  metrics.formulas = {};
  const Page page = layout_article(sample(), {.measure = fx(400)}, 0, 0, metrics);
  for (const Piece& piece : page.pieces) {
    for (const Run& run : piece.text.runs) CHECK_FALSE(run.formula);
  }
}

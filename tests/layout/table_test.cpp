#include <doctest.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "layout/columns.h"
#include "layout/dump.h"
#include "layout/fixed_metrics.h"
#include "layout/layout_cache.h"
#include "layout/page.h"

using namespace hanji;

namespace {

struct Table {
  Article article;

  void row(std::initializer_list<std::string_view> texts) {
    std::uint32_t column = 0;
    for (const std::string_view text : texts) cell(text, rows_, column++);
    ++rows_;
  }
  void cell(std::string_view text, std::uint32_t row, std::uint32_t column, std::uint32_t rows = 1,
            std::uint32_t columns = 1) {
    Block& block = article.blocks.emplace_back();
    block.kind = BlockKind::cell;
    block.text = std::string(text);
    block.extra = static_cast<std::uint32_t>(article.cells.size());
    article.cells.push_back({.row = row, .column = column, .rows = rows, .columns = columns});
  }
  Page page(double measure, BreakRule breaks = BreakRule::word) const {
    return layout_article(article, {.measure = fx(measure), .breaks = breaks}, 0, 0, fixed_metrics());
  }

private:
  std::uint32_t rows_ = 0;
};

std::vector<Piece> cells_of(const Page& page) {
  std::vector<Piece> cells;
  std::ranges::copy_if(page.pieces, std::back_inserter(cells),
                       [](const Piece& piece) { return piece.role == Role::cell; });
  return cells;
}

std::string lines_of(const Piece& cell) { return dump_lines(cell.text); }

Table of_fish() {
  Table table;
  table.row({"이름", "잡히는 곳과 철", "값"});
  table.row({"참조기", "서해에서 봄부터 여름까지 알을 밴 것이 많이 잡힌다", "12,000원"});
  table.row({"갈치", "제주 바다에서 가을에", "8,500원"});
  return table;
}

} // namespace

TEST_CASE("표: 칸은 넉넉하면 제 너비대로, 모자라면 필요한 만큼 나눈다") {
  CHECK(column_widths({{100, 150, 200}, {100, 150, 300}}, 1200) == std::vector<Fx>{480, 720});
  CHECK(column_widths({{100, 150, 200}, {100, 150, 300}}, 600) == std::vector<Fx>{240, 360});
  CHECK(column_widths({{100, 150, 200}, {100, 150, 400}}, 400) == std::vector<Fx>{150, 250});
  CHECK(column_widths({{100, 150, 200}, {100, 150, 400}}, 350) == std::vector<Fx>{158, 191});
  CHECK(column_widths({{100, 150, 200}, {100, 200, 400}}, 290) == std::vector<Fx>{122, 167});
  CHECK(column_widths({{300, 350, 500}, {100, 120, 200}}, 200) == std::vector<Fx>{500, 200});
  CHECK(column_widths({{300, 350, 900}, {100, 120, 500}}, 200) == std::vector<Fx>{700, 240});
  CHECK(column_widths({}, 200).empty());
}

TEST_CASE("표: 낱말이 다 들어가면 줄을 바꾸어 너비 안에 놓고 옆으로 넘기지 않는다") {
  const Page page = of_fish().page(330);
  CHECK(page.scrollers.empty());
  const std::vector<Piece> cells = cells_of(page);
  CHECK(cells[2].box.x + cells[2].box.width <= fx(330));
  CHECK(cells[4].text.lines.size() > 1);
  for (const Piece& cell : cells) {
    CHECK(std::ranges::none_of(cell.text.lines, &Line::cut));
    CHECK(cell.box.y + cell.box.height >= cell.text_y + cell.text.height);
  }
}

TEST_CASE("표: 수와 영어 낱말은 어느 너비에서도 쪼개지 않는다") {
  Table table = of_fish();
  table.row({"Anchovy", "남해에서 한 해 내내", "1,234,567"});
  for (const BreakRule breaks : {BreakRule::word, BreakRule::syllable}) {
    for (double measure = 160; measure <= 500; measure += 20) {
      const std::vector<Piece> cells = cells_of(table.page(measure, breaks));
      for (const std::size_t i : {5U, 8U, 9U, 11U}) CHECK(lines_of(cells[i]) == cells[i].text.text);
    }
  }
}

TEST_CASE("표: 가장 긴 낱말조차 들어가지 않을 때만 넘기고, 그때 줄은 제 너비에 드는 만큼만 높다") {
  Table table;
  table.row({"국가과학기술자문회의", "한국방송통신전파진흥원", "대외경제정책연구원장"});
  table.row({"짧다", "서해에서 봄부터 여름까지 알을 밴 것이 많이 잡힌다", "8,500원"});
  const Page page = table.page(330);
  REQUIRE(page.scrollers.size() == 1);
  CHECK(page.scrollers[0].width > fx(330));
  const std::vector<Piece> cells = cells_of(page);
  for (const std::size_t i : {0U, 1U, 2U}) CHECK(cells[i].text.lines.size() == 1);
  CHECK(cells[4].text.lines.size() <= 3);
  CHECK(cells[3].box.height == cells[4].box.height);
  CHECK(table.page(700).scrollers.empty());
}

TEST_CASE("표: 글자 단위로 읽으면 긴 낱말을 나누어서라도 너비 안에 놓되 네 글자보다 좁히지 않는다") {
  Table table;
  table.row({"국가과학기술자문회의", "한국방송통신전파진흥원", "대외경제정책연구원장"});
  const Page page = table.page(330, BreakRule::syllable);
  CHECK(page.scrollers.empty());
  for (const Piece& cell : cells_of(page)) {
    CHECK(cell.text.lines.size() > 1);
    CHECK(cell.text.width >= fx(4 * 14));
  }
  CHECK(table.page(180, BreakRule::syllable).scrollers.size() == 1);
}

TEST_CASE("표: 여러 칸에 걸친 칸은 그 칸들을 함께 넓히고, 여러 줄에 걸친 칸은 그 줄들만큼 높다") {
  Table table;
  table.cell("영업이익률과당기순이익률", 0, 0, 1, 2);
  table.cell("비고", 0, 2, 2, 1);
  table.cell("가", 1, 0);
  table.cell("나", 1, 1);
  const Page page = table.page(360);
  CHECK(page.scrollers.empty());
  const std::vector<Piece> cells = cells_of(page);
  CHECK(cells[0].text.lines.size() == 1);
  CHECK(cells[0].box.width == cells[2].box.width + cells[3].box.width);
  CHECK(cells[1].box.x == cells[0].box.x + cells[0].box.width);
  CHECK(cells[1].box.height == cells[0].box.height + cells[2].box.height);
}

TEST_CASE("표: 들어가게 하려고 작게 앉힌 뒤에도 다음 글은 재어 둔 것을 쓴다") {
  Table table;
  table.row({"국가과학기술자문", "한국방송통신전파", "대외경제"});
  Block& after = table.article.blocks.emplace_back();
  after.text = "다음 글";
  LayoutCache cache;
  for (const double measure : {700.0, 320.0, 100.0, 700.0}) {
    const Page page = layout_article(table.article, {.measure = fx(measure)}, 0, 0, fixed_metrics(), &cache);
    CHECK(dump(page) == dump(table.page(measure)));
    CHECK(cache.next == cache.texts.size());
  }
}

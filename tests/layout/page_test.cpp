#include <doctest.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "layout/dump.h"
#include "layout/fixed_metrics.h"
#include "layout/layout_cache.h"
#include "layout/page.h"
#include "tests/golden.h"

using namespace hanji;

namespace {

Block block(BlockKind kind, std::string text) {
  Block made;
  made.kind = kind;
  made.text = std::move(text);
  return made;
}

// One of everything.
Article sample() {
  Article article;
  article.slug = "sample";
  article.title = "밀물과 썰물은 왜 하루에 두 번 오는가";
  article.date = {.year = 2023, .month = 6, .day = 4};
  article.categories = {"자연"};
  article.blocks.push_back(
      block(BlockKind::paragraph,
            "달이 당기는 힘은 가까운 바다와 먼 바다에서 서로 다르다. 그 차이가 바닷물을 부풀린다."));
  article.blocks.push_back(block(BlockKind::heading, "달과 해"));
  article.blocks.back().level = 2;
  article.blocks.back().id = "달과-해";
  for (std::uint32_t i = 0; i < 2; ++i) {
    article.blocks.push_back(block(BlockKind::list_item, i == 0 ? "사리: 해와 달이 한 줄에 설 때"
                                                                : "조금: 해와 달이 직각을 이룰 때"));
    article.blocks.back().level = 1;
    article.blocks.back().number = i + 1;
  }
  article.blocks.push_back(block(BlockKind::paragraph, "바다는 멈추지 않는다."));
  article.blocks.back().quote = 1;
  article.figures.push_back(
      {.source = "media/tide.svg", .alternative = "조석 곡선", .link = {}, .width = 1200, .height = 600});
  article.blocks.push_back(block(BlockKind::figure, "그림 1. 하루의 물높이"));
  article.blocks.back().extra = 0;
  article.blocks.push_back(block(BlockKind::caption, "표 1. 물높이의 차이"));
  for (std::uint32_t i = 0; i < 4; ++i) {
    article.cells.push_back({.row = i / 2, .column = i % 2, .header = i < 2});
    article.blocks.push_back(block(BlockKind::cell, i == 0   ? "곳"
                                                    : i == 1 ? "차이"
                                                    : i == 2 ? "인천"
                                                             : "9.3 m"));
    article.blocks.back().extra = i;
  }
  article.blocks.push_back(block(BlockKind::code, "h = A cos(wt)\n  + B"));
  article.blocks.push_back(block(BlockKind::rule, ""));
  article.lead = "달이 바다를 당긴다";
  const auto with_level = [&](BlockKind kind, std::string text) -> Block& {
    article.blocks.push_back(block(kind, std::move(text)));
    article.blocks.back().level = 1;
    return article.blocks.back();
  };
  with_level(BlockKind::term, "한사리");
  with_level(BlockKind::definition, "가장 큰 사리");
  with_level(BlockKind::list_more, "음력 보름께");
  with_level(BlockKind::list_item, "넷째").number = 4;
  article.blocks.back().marker = Marker::lower_letter;
  article.blocks.push_back(block(BlockKind::summary, "더 보기"));
  article.blocks.back().details = 1;
  article.blocks.push_back(block(BlockKind::paragraph, "펼쳐진 글"));
  article.blocks.back().details = 1;
  with_level(BlockKind::footnote, "국립해양조사원").number = 1;
  article.blocks.back().id = "fn:1";
  with_level(BlockKind::list_more, "각주의 둘째 문단");
  return article;
}

} // namespace

TEST_CASE("쪽: 글의 모든 덩어리가 차례로 놓인다") {
  const Page page = layout_article(sample(), {.measure = fx(400)}, fx(20), fx(80), fixed_metrics());
  check_golden(dump(page), "tests/layout/expected/article_400.txt");
}

TEST_CASE("쪽: 제목으로 시작하는 글은 글머리에 그림이 설 때만큼 떨어져 선다") {
  const auto first_top = [](BlockKind kind, Fx measure) {
    Article article;
    article.title = "글";
    article.blocks.push_back(block(kind, "첫째"));
    article.blocks.back().level = 2;
    article.blocks.push_back(block(BlockKind::paragraph, "문단"));
    const Page page = layout_article(article, {.measure = measure}, 0, 0, fixed_metrics());
    return std::ranges::find(page.pieces, 0U, &Piece::block)->box.y;
  };
  for (const Fx measure : {fx(700), fx(300)})
    CHECK(first_top(BlockKind::heading, measure) == first_top(BlockKind::code, measure));
}

TEST_CASE("쪽: 글머리의 끝에 꼬리표가 선다") {
  Article article = sample();
  article.tags = {"자연", "바다", "달 뜨는 밤"};
  const Page page =
      layout_article(article, {.measure = fx(400), .facts = "읽는 데 1분"}, 0, 0, fixed_metrics());
  const auto meta = std::ranges::find(page.pieces, Role::meta, &Piece::role);
  REQUIRE(meta != page.pieces.end());
  CHECK(meta->text.text == "2023-06-04  ·  자연  ·  읽는 데 1분  ·  #바다  #달 뜨는 밤");
}

TEST_CASE("쪽: 좁아도 어느 조각도 너비를 넘지 않는다") {
  const Page page = layout_article(sample(), {.measure = fx(200)}, fx(20), fx(80), fixed_metrics());
  for (const Piece& piece : page.pieces) {
    CHECK(piece.box.x >= fx(20));
    CHECK(piece.box.x + piece.box.width <= fx(220));
    for (const Line& line : piece.text.lines) CHECK(line.x + line.width <= piece.text.width);
  }
}

TEST_CASE("쪽: 목록 안의 코드, 그림, 표, 인용은 그 항목의 글 아래 선다") {
  Article article;
  article.figures.push_back({.source = "media/a.svg", .width = 4000, .height = 500});
  article.cells.push_back({});
  const auto add = [&](BlockKind kind, std::uint8_t level, std::uint8_t quote = 0) {
    article.blocks.push_back(block(kind, "글"));
    article.blocks.back().level = level;
    article.blocks.back().quote = quote;
    if (kind == BlockKind::figure || kind == BlockKind::cell) article.blocks.back().extra = 0;
  };
  const PageStyle style{.measure = fx(400)};
  const Fx step = style.text_size * 15 / 10, quoted = style.text_size * 12 / 10;
  add(BlockKind::code, 1); // 목록이 아직 없다
  add(BlockKind::list_item, 1);
  add(BlockKind::list_item, 2);
  for (const BlockKind kind : {BlockKind::caption, BlockKind::code, BlockKind::figure, BlockKind::cell})
    add(kind, 2);
  add(BlockKind::list_more, 2, 1);
  add(BlockKind::code, 1);
  add(BlockKind::paragraph, 0, 1);
  add(BlockKind::list_item, 1, 1);
  add(BlockKind::code, 1, 2);
  const Page page = layout_article(article, style, fx(20), 0, fixed_metrics());
  const auto left_of = [&](std::uint32_t index) {
    const Piece* const piece = piece_of_block(page, index);
    REQUIRE(piece);
    return piece->box.x - fx(20);
  };
  const Fx wanted[] = {0,        step,     2 * step,      2 * step,
                       2 * step, 2 * step, 2 * step,      2 * step + quoted,
                       step,     quoted,   quoted + step, 2 * quoted + step};
  for (std::uint32_t i = 0; i < std::size(wanted); ++i) {
    CAPTURE(i);
    CHECK(left_of(i) == wanted[i]);
    const Piece* const piece = piece_of_block(page, i);
    if (piece->fill == Fill::code || piece->fill == Fill::frame)
      CHECK(piece->box.x + piece->box.width == fx(420));
  }
  std::vector<Fx> bars; // 인용은 저를 두른 목록 안에서 시작한다
  for (const Piece& piece : page.pieces) {
    if (piece.fill == Fill::quote_bar) bars.push_back(piece.box.x - fx(20));
  }
  CHECK(bars == std::vector<Fx>{2 * step, 0, quoted + step});
}

TEST_CASE("쪽: 휴대전화의 좁은 단에서는 제목이 작고 글이 더 일찍 시작한다") {
  const auto title_and_text = [](Fx measure) {
    const Page page = layout_article(sample(), {.measure = measure}, 0, 0, fixed_metrics());
    const auto text = std::ranges::find(page.pieces, Role::paragraph, &Piece::role);
    const auto rule = std::ranges::find(page.pieces, Fill::hairline, &Piece::fill);
    return std::pair(page.pieces.front().text.line_height, text->box.y - rule->box.y);
  };
  const auto [narrow_title, narrow_gap] = title_and_text(18 * fx(23));
  const auto [wide_title, wide_gap] = title_and_text(18 * fx(34));
  CHECK(narrow_title < wide_title);
  CHECK(narrow_gap < wide_gap);
}

TEST_CASE("쪽: 읽는 조각은 위에서 아래로 이어지고 겹치지 않는다") {
  const Page page = layout_article(sample(), {.measure = fx(400)}, 0, 0, fixed_metrics());
  Fx bottom = 0;
  for (const Piece& piece : page.pieces) {
    if (piece.role == Role::decoration || piece.role == Role::cell) continue;
    CHECK(piece.box.y >= bottom);
    bottom = piece.box.y + piece.box.height;
  }
  CHECK(page.height >= bottom);
}

TEST_CASE("쪽: 그림은 크기를 알면 제 비율로, 없으면 낮은 틀로 자리를 지킨다") {
  Article article = sample();
  const auto figure_height = [&](double measure = 400) {
    const Page page = layout_article(article, {.measure = fx(measure)}, 0, 0, fixed_metrics());
    for (const Piece& piece : page.pieces) {
      if (piece.role == Role::figure) return px(piece.box.height);
    }
    return 0.0;
  };
  CHECK(figure_height() == 200);
  article.figures[0].width = article.figures[0].height = 0;
  CHECK(figure_height(480) == 270); // 16:9
  CHECK(figure_height(400) == 300); // on a phone 4:3: most pictures then fill the column
  article.figures[0].missing = true;
  CHECK(figure_height() < 80);
}

TEST_CASE("쪽: 본문에 없던 대표 그림은 높아도 첫 화면에 글이 남을 만큼만 크다") {
  Article article;
  article.figures = {{.source = "media/a.png", .alternative = {}, .link = {}, .width = 900, .height = 1200}};
  article.blocks = {block(BlockKind::figure, "")};
  article.blocks[0].extra = 0;
  for (const std::uint32_t number : {0U, 1U}) {
    article.blocks[0].number = number;
    const Page page = layout_article(article, {.measure = fx(600)}, 0, 0, fixed_metrics());
    const Piece& figure = *piece_of_block(page, 0);
    CHECK(px(figure.box.height) == (number == 0 ? 800 : 400));
    CHECK(px(figure.box.width) == (number == 0 ? 600 : 300));
  }
}

TEST_CASE("쪽: 글쓴이의 가로줄은 틀의 실선보다 또렷하다") {
  Article article;
  article.blocks = {block(BlockKind::rule, "")};
  const Page page = layout_article(article, {}, 0, 0, fixed_metrics());
  CHECK(piece_of_block(page, 0) == nullptr); // decoration
  CHECK(page.pieces.back().fill == Fill::hairline);
  CHECK(page.pieces.back().ink == Ink::muted);
}

TEST_CASE("쪽: 목록의 차례는 숫자, 글자, 로마 숫자로 세고, 없으면 점이거나 아무것도 아니다") {
  const auto marker = [](Marker kind, std::uint32_t number) {
    Article article;
    article.blocks = {block(BlockKind::list_item, "하나")};
    article.blocks[0].level = 1;
    article.blocks[0].marker = kind;
    article.blocks[0].number = number;
    const Page page = layout_article(article, {}, 0, 0, fixed_metrics());
    std::string text;
    for (const Piece& piece : page.pieces) {
      if (piece.role == Role::decoration) text += piece.text.text;
    }
    return text;
  };
  CHECK(marker(Marker::usual, 0) == "•");
  CHECK(marker(Marker::usual, 12) == "12.");
  CHECK(marker(Marker::none, 0) == "");
  CHECK(marker(Marker::lower_letter, 26) == "z.");
  CHECK(marker(Marker::upper_letter, 28) == "AB.");
  CHECK(marker(Marker::lower_roman, 1994) == "mcmxciv.");
  CHECK(marker(Marker::upper_roman, 4) == "IV.");
  CHECK(marker(Marker::upper_roman, 4'000'000) == "4000000.");
}

TEST_CASE("쪽: 문단은 사이를 띄우거나 첫 줄을 들여 나누고, 제목 다음 문단은 들이지 않을 수 있다") {
  Article article;
  article.title = "제목";
  article.blocks = {block(BlockKind::heading, "절"), block(BlockKind::paragraph, "하나"),
                    block(BlockKind::paragraph, "둘")};
  const auto paragraphs = [&](ParagraphMark mark) {
    const Page page =
        layout_article(article, {.measure = fx(400), .paragraphs = mark}, 0, 0, fixed_metrics());
    std::vector<Piece> found;
    std::ranges::copy_if(page.pieces, std::back_inserter(found),
                         [](const Piece& piece) { return piece.role == Role::paragraph; });
    REQUIRE(found.size() == 2);
    return found;
  };
  const auto gap = [](const std::vector<Piece>& two) {
    return two[1].box.y - two[0].box.y - two[0].box.height;
  };
  const Fx em = PageStyle{}.text_size;
  const auto apart = paragraphs(ParagraphMark::gap), all = paragraphs(ParagraphMark::indent),
             rest = paragraphs(ParagraphMark::indent_but_first);
  CHECK(gap(apart) > 0);
  CHECK(apart[1].text.lines[0].x == 0);
  CHECK(gap(all) == 0);
  CHECK(all[0].text.lines[0].x == em);
  CHECK(all[1].text.lines[0].x == em);
  CHECK(gap(rest) == 0);
  CHECK(rest[0].text.lines[0].x == 0);
  CHECK(rest[1].text.lines[0].x == em);
}

TEST_CASE("쪽: 접힌 자리는 제목만 놓이고, 숨긴 글은 찾을 수 있게 간직한다") {
  Article article;
  article.blocks = {block(BlockKind::summary, "답"), block(BlockKind::paragraph, "마흔둘"),
                    block(BlockKind::summary, "속의 물음"), block(BlockKind::paragraph, "속의 답"),
                    block(BlockKind::paragraph, "바깥")};
  article.blocks[0].details = article.blocks[1].details = 1;
  article.blocks[2].details = article.blocks[3].details = 2;
  const auto texts = [&](std::vector<std::uint32_t> turned) {
    const Page page = layout_article(article, {.turned = turned}, 0, 0, fixed_metrics());
    std::string all;
    for (const Piece& piece : page.pieces) {
      if (piece.role != Role::decoration && !piece.text.text.empty()) all += piece.text.text + "/";
      if (!piece.folded.empty()) all += "(" + piece.folded + ")";
    }
    return all;
  };
  CHECK(texts({}) == "답/(마흔둘\n속의 물음\n속의 답\n)바깥/");
  CHECK(texts({0}) == "답/마흔둘/속의 물음/(속의 답\n)바깥/");
  CHECK(texts({2, 0}) == "답/마흔둘/속의 물음/속의 답/바깥/");
  article.blocks[0].number = 1; // its author left it open
  CHECK(texts({}) == "답/마흔둘/속의 물음/(속의 답\n)바깥/");
  CHECK(texts({0}) == "답/(마흔둘\n속의 물음\n속의 답\n)바깥/");
}

TEST_CASE("쪽: 다 좁힐 수 없는 표는 제 안에서 옆으로 넘긴다") {
  Article article;
  for (std::uint32_t i = 0; i < 8; ++i) {
    article.cells.push_back({.column = i, .header = true});
    article.blocks.push_back(block(BlockKind::cell, "가나다라마바사"));
    article.blocks.back().extra = i;
  }
  article.blocks.push_back(block(BlockKind::paragraph, "뒤의 글"));
  const Page narrow = layout_article(article, {.measure = fx(300)}, fx(20), 0, fixed_metrics());
  REQUIRE(narrow.scrollers.size() == 1);
  const Scroller& scroller = narrow.scrollers[0];
  CHECK(scroller.box.width == fx(300));
  CHECK(scroller.width > fx(600));
  const Piece& last =
      *std::ranges::find(narrow.pieces.rbegin(), narrow.pieces.rend(), Role::cell, &Piece::role);
  CHECK(last.scroller == 0);
  CHECK(last.box.x + last.box.width == scroller.box.x + scroller.width);
  CHECK(narrow.pieces.back().scroller == no_index);
  CHECK(narrow.pieces.back().box.y >= scroller.box.y + scroller.box.height);
  CHECK(layout_article(article, {.measure = fx(1200)}, 0, 0, fixed_metrics()).scrollers.empty());
}

TEST_CASE("쪽: 제목, 그림, 표 다음의 문단은 다시 격자 위에서 시작한다") {
  const PageStyle style{.measure = fx(400)};
  const Page page = layout_article(sample(), style, 0, 0, fixed_metrics());
  Fx first = 0;
  int paragraphs = 0;
  for (const Piece& piece : page.pieces) {
    if (piece.role != Role::paragraph) continue;
    if (paragraphs++ == 0) first = piece.box.y;
    CHECK((piece.box.y - first) % (style.line_height / 2) == 0);
  }
  CHECK(paragraphs > 1);
}

TEST_CASE("글: 재어 둔 것으로 다시 앉혀도 처음과 같다") {
  LayoutCache cache;
  int asked = 0;
  FontMetrics metrics = fixed_metrics();
  metrics.advance = [&asked, inner = metrics.advance](Face face, Fx size, std::string_view cluster,
                                                      Script beside) {
    ++asked;
    return inner(face, size, cluster, beside);
  };
  for (const double measure : {400.0, 200.0, 300.0}) {
    const PageStyle style{.measure = fx(measure)};
    asked = 0;
    const Page page = layout_article(sample(), style, 0, 0, metrics, &cache);
    CHECK((asked == 0) == (measure < 400));
    CHECK(dump(page) == dump(layout_article(sample(), style, 0, 0, fixed_metrics())));
  }
  const PageStyle larger{.text_size = fx(20), .measure = fx(300)};
  CHECK(dump(layout_article(sample(), larger, 0, 0, metrics, &cache)) ==
        dump(layout_article(sample(), larger, 0, 0, fixed_metrics())));
  Article other = sample();
  other.blocks.erase(other.blocks.begin());
  CHECK(dump(layout_article(other, larger, 0, 0, metrics, &cache)) ==
        dump(layout_article(other, larger, 0, 0, fixed_metrics())));
}

TEST_CASE("쪽: 제목 바로 밑에 오는 제목과 표는 다른 글 밑에서보다 가까이 선다") {
  const auto space_above = [](BlockKind kind, BlockKind above) {
    Article article;
    article.cells.push_back({});
    for (const BlockKind each : {above, kind}) {
      article.blocks.push_back(block(each, "밀물"));
      article.blocks.back().level = 3;
      article.blocks.back().extra = 0;
    }
    const Page page = layout_article(article, {.measure = fx(400)}, 0, 0, fixed_metrics());
    const FxRect upper = piece_of_block(page, 0)->box;
    return piece_of_block(page, 1)->box.y - upper.y - upper.height;
  };
  for (const BlockKind kind : {BlockKind::heading, BlockKind::cell})
    CHECK(space_above(kind, BlockKind::heading) < space_above(kind, BlockKind::paragraph));
}

TEST_CASE("쪽: 줄 번호는 코드의 줄이 시작하는 곳에만, 코드 왼쪽에 선다") {
  Article article;
  article.blocks.push_back(block(BlockKind::code, "짧다\n" + std::string(120, 'x') + "\n끝"));
  article.blocks.back().number = 9;
  article.blocks.back().id = "코드";
  article.blocks.push_back(block(BlockKind::paragraph, "뒤"));
  const Page page = layout_article(article, {.measure = fx(400)}, 0, 0, fixed_metrics());
  const Piece* const code = piece_of_block(page, 0);
  REQUIRE(code != nullptr);
  CHECK(code->role == Role::code);
  CHECK(code->id == "코드");
  REQUIRE(code->text.lines.size() > 3);
  const auto numbers = std::ranges::find_if(page.pieces, [&](const Piece& piece) {
    return piece.role == Role::decoration && !piece.text.text.empty();
  });
  REQUIRE(numbers != page.pieces.end());
  std::string expected = " 9\n10" + std::string(code->text.lines.size() - 3, '\n') + "\n11";
  CHECK(numbers->text.text == expected);
  CHECK(numbers->text_y == code->text_y);
  CHECK(numbers->text_x + numbers->text.width < code->text_x);
  CHECK(piece_of_block(page, 1)->box.y >= code->box.y + code->box.height);

  article.blocks.front().number = 0;
  const Page plain = layout_article(article, {.measure = fx(400)}, 0, 0, fixed_metrics());
  CHECK(piece_of_block(plain, 0)->text_x < code->text_x);
}

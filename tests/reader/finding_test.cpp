// Words lit in an article, and the bar that leads from one to the next.
#include <doctest.h>

#include <algorithm>

#include "reader/compose.h"
#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

std::string lit_text(const SmallReader& reader) {
  std::string all;
  for (const TextSpan& span : reader.state.lit)
    all +=
        (all.empty() ? "" : "|") + (span.block == title_block ? reader.state.article->title
                                                              : reader.state.article->blocks[span.block].text)
                                       .substr(span.begin, span.end - span.begin);
  return all;
}

// Where the stop that was gone to stands in the window, px.
double stop_in_window(const ReaderState& state) {
  return px(rect_of(state, state.finding.stops.at(state.finding.at))->y) - state.scroll;
}

bool in_window(const ReaderState& state) {
  const double y = stop_in_window(state);
  return y > frame_px::masthead && y < state.viewport.height - 20;
}

bool has_bar(const ReaderState& state) { return px(find_field_box(state).width) > 0; }

} // namespace

TEST_CASE("글 안: 찾은 글을 열면 그 마디의 첫 낱말에 서고, 다음과 이전으로 돌며 센다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1/%EA%B0%80%EC%9A%B4%EB%8D%B0?q=" + encoded("부풀린다"));
  REQUIRE(reader.state.finding.stops.size() == 18);
  CHECK(find_count(reader.state) == "7 / 18");
  CHECK(in_window(reader.state));
  reader.send(Pressed{"next-match"});
  CHECK(find_count(reader.state) == "8 / 18");
  reader.send(Pressed{"previous-match"});
  reader.send(Pressed{"previous-match"});
  CHECK(find_count(reader.state) == "6 / 18");
  for (int i = 0; i < 6; ++i) reader.send(Pressed{"previous-match"});
  CHECK(find_count(reader.state) == "18 / 18"); // before the first comes the last
  reader.send(Scrolled{reader.last.scroll_to.value_or(reader.state.scroll)});
  CHECK(in_window(reader.state));
  reader.send(Pressed{"next-match"});
  CHECK(find_count(reader.state) == "1 / 18");
}

TEST_CASE("글 안: 닫으면 밝힌 것이 꺼지고 주소에서도 물음이 빠진다") {
  for (const char* way : {"close", "find-left"}) {
    const SmallSite site;
    SmallReader reader(site);
    reader.open("#/post-3/%EB%81%9D?q=" + encoded("라브로프"));
    CHECK(has_bar(reader.state));
    const double scroll = reader.state.scroll;
    reader.send(Pressed{way});
    CHECK(reader.state.lit.empty());
    CHECK(!has_bar(reader.state));
    CHECK(reader.addresses.back() == "#/post-3/%EB%81%9D");
    CHECK(reader.last.replace_address);
    CHECK(reader.state.scroll == scroll);
    CHECK(reader.state.typed.empty());
  }
}

TEST_CASE("글 안: 치는 대로 이 글에서 찾고, 읽던 데서 가장 가까운 다음 곳으로 간다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  reader.send(Scrolled{700});
  CHECK(!has_bar(reader.state));
  reader.send(Pressed{"find"});
  CHECK(has_bar(reader.state));
  CHECK(find_count(reader.state).empty());
  reader.send(Typed{"부풀ㄹ", true, Field::find});
  CHECK(reader.state.showing == Showing::article);
  CHECK(reader.state.finding.stops.size() == 18);
  CHECK(reader.state.finding.at > 0);
  CHECK(reader.last.replace_address);
  reader.send(Scrolled{reader.last.scroll_to.value_or(reader.state.scroll)});
  CHECK(in_window(reader.state));
  CHECK(reader.state.typed.empty()); // the site's field is another
  reader.send(Typed{"없는말", false, Field::find});
  CHECK(find_count(reader.state) == "없음");
  // The browser may tell of the same text again, in the middle of the search or right behind it.
  const Typed again{"없던말", false, Field::find};
  Commands commands = update(reader.state, again, reader.metrics);
  for (int i = 0; i < 100 && !reader.state.finding.known; ++i)
    commands = update(reader.state, Continued{}, reader.metrics);
  REQUIRE(reader.state.finding.known);
  reader.send(again);
  CHECK(find_count(reader.state) == "없음");
  reader.send(Typed{"", false, Field::find});
  CHECK(has_bar(reader.state)); // it is still being asked
  CHECK(find_count(reader.state).empty());
}

TEST_CASE("글 안: 조사, 띄어쓰기, 반각·전각, 첫소리가 달라도 찾는다") {
  std::vector<Article> articles = small_articles(2);
  articles[1].blocks = {text_block(BlockKind::paragraph, "국회 의장은 ＫＢＳ와 라브로프를 만났다.")};
  articles[0].blocks = {text_block(BlockKind::paragraph, "라브로프가 라브로프의 라브로프에게 라브로프는.")};
  const SmallSite site(articles);
  SmallReader reader(site);
  const auto found = [&](const std::string& query) {
    reader.open("#/post-1?q=" + encoded(query));
    return lit_text(reader);
  };
  CHECK(found("국회의장") == "국회 의장");
  CHECK(found("의장에게") == "의장");
  CHECK(found("kbs") == "ＫＢＳ");
  CHECK(found("라브로프") == "라브로프");
  CHECK(found("ㄹㅂㄹㅍ") == "라브로프");
  CHECK(found("fkqmfhvm") == "라브로프");
}

TEST_CASE("글 안: 나란한 낱말은 한 곳으로 센다") {
  std::vector<Article> articles = small_articles(2);
  articles[1].blocks = {text_block(BlockKind::paragraph, "국회 의장은 의장석에 앉고 국회는 쉬었다.")};
  const SmallSite site(articles);
  SmallReader reader(site);
  reader.open("#/post-1?q=" + encoded("국회 의장"));
  CHECK(reader.state.lit.size() == 4);
  CHECK(find_count(reader.state) == "1 / 3");
}

TEST_CASE("글 안: 색인이 늦게 와도 다르게 쓴 말이 밝혀지고 그리로 간다") {
  std::vector<Article> articles = small_articles(2);
  articles[0].blocks = {text_block(BlockKind::paragraph, "라브로프가 라브로프의 라브로프에게 라브로프는.")};
  articles[1].blocks.push_back(text_block(BlockKind::paragraph, "라브로프를 만났다."));
  const SmallSite site(articles);
  SmallReader reader(site);
  reader.open("#/post-1?q=" + encoded("ㄹㅂㄹㅍ"));
  REQUIRE(reader.state.finding.known);
  CHECK(lit_text(reader) == "라브로프");
  CHECK(reader.state.scroll > 0);
  CHECK(in_window(reader.state));
}

TEST_CASE("글 안: 접힌 데에서 찾은 것은 펴서 보인다") {
  std::vector<Article> articles = small_articles(2);
  Block summary = text_block(BlockKind::summary, "더 보기");
  summary.details = 1;
  Block inside = text_block(BlockKind::paragraph, "바다거북이 산다.");
  inside.details = 1;
  articles[1].blocks.push_back(summary);
  articles[1].blocks.push_back(inside);
  const SmallSite site(articles);
  SmallReader reader(site);
  reader.open("#/post-1");
  reader.send(Pressed{"find"});
  reader.send(Typed{"거북", false, Field::find});
  REQUIRE(reader.state.finding.stops.size() == 1);
  CHECK(reader.state.turned.size() == 1);
  REQUIRE(rect_of(reader.state, reader.state.finding.stops[0]));
}

TEST_CASE("글 안: 목록과 답에는 막대가 없고, 다른 글로 가면 닫힌다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/");
  reader.send(Pressed{"find"});
  reader.send(Typed{"바다", false, Field::find});
  reader.send(Pressed{"next-match"});
  CHECK(!has_bar(reader.state));
  CHECK(reader.state.showing == Showing::home);
  reader.open("#/post-1");
  reader.send(Pressed{"find"});
  reader.open("#/post-2");
  CHECK(!has_bar(reader.state));
}

TEST_CASE("글 안에서 찾기: 넓은 표의 먼 칸에 있는 말로 열면, 표도 옆으로 그 칸까지 가 있다") {
  Article article;
  article.slug = "표";
  article.title = "넓은 표";
  for (std::uint32_t column = 0; column < 40; ++column) {
    article.cells.push_back({.table = 0, .row = 0, .column = column});
    Block cell =
        text_block(BlockKind::cell, (column == 38 ? "먼물결" : "가까운 말") + std::to_string(column));
    cell.extra = column;
    article.blocks.push_back(std::move(cell));
  }
  const SmallSite site({article});
  SmallReader reader(site, 390, 700);
  reader.open("#/%ED%91%9C?q=" + encoded("먼물결"));
  REQUIRE(reader.state.finding.stops.size() == 1);
  REQUIRE(reader.state.page.scrollers.size() == 1);
  REQUIRE(reader.state.scrolled_within.size() == 1);
  const Scroller& scroller = reader.state.page.scrollers[0];
  const FxRect rect = *rect_of(reader.state, reader.state.finding.stops[0]);
  const double left = px(rect.x - scroller.box.x) - reader.state.scrolled_within[0];
  CHECK(left >= 0);
  CHECK(left + px(rect.width) <= px(scroller.box.width));
  CHECK(reader.state.scrolled_within[0] <= px(scroller.width - scroller.box.width));
}

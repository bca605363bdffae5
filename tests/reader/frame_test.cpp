// The frame around the article: its sheets, its rails, the bar of phones, and the places that are kept.
#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "reader/compose.h"
#include "reader/motion.h"
#include "reader/place.h"
#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

const Piece* control(const Page& page, std::string_view command) {
  const auto found = std::ranges::find(page.pieces, command, &Piece::href);
  return found == page.pieces.end() ? nullptr : &*found;
}

bool has_text(const Page& page, std::string_view text) {
  return std::ranges::any_of(
      page.pieces, [&](const Piece& piece) { return piece.text.text.find(text) != std::string::npos; });
}

// The window's y of the line that holds this place.
double y_of(const ReaderState& state, const Anchor& place) {
  const auto scroll = scroll_for(state, {place.block, place.byte, 0});
  REQUIRE(scroll);
  return *scroll - state.scroll;
}

} // namespace

TEST_CASE("틀: 보기 판의 무엇을 바꿔도 읽던 줄이 제자리에 있다") {
  const SmallSite site;
  for (const double width : {1440.0, 820.0, 390.0}) {
    SmallReader reader(site, width);
    reader.open("#/post-1");
    reader.send(Scrolled{600});
    reader.send(Pressed{"settings"});
    for (const char* command :
         {"size:+", "size:+", "font:sans", "leading:+", "measure:-", "spacing:+", "align:justify",
          "breaks:syllable", "paragraphs:indent", "theme:dark", "style:book", "size:-", "all:default"}) {
      CAPTURE(command);
      const Anchor place = place_in_view(reader.state).value();
      const double before = y_of(reader.state, place);
      const Settings settings = reader.state.settings;
      reader.send(Pressed{command});
      CHECK(reader.state.settings != settings);
      CHECK(reader.last.save_settings);
      CHECK(std::abs(y_of(reader.state, place) - before) <= 1);
    }
  }
}

TEST_CASE("틀: 창의 단추가 머리띠에 서는 앱에서는 아무것도 그 밑에 들지 않는다") {
  const SmallSite site;
  for (const double width : {1440.0, 820.0, 700.0}) {
    SmallReader reader(site, width);
    reader.open("#/post-1");
    Viewport viewport = reader.state.viewport;
    for (const auto& [left, right] : {std::pair(0.0, 140.0), std::pair(80.0, 0.0)}) {
      viewport.masthead_left = left;
      viewport.masthead_right = right;
      reader.send(Resized{viewport});
      for (const Piece& piece : reader.state.frame.pieces) {
        if (px(piece.box.y) >= frame_px::masthead || px(piece.box.width) >= width) continue;
        CAPTURE(piece.href);
        CHECK(px(piece.box.x) >= left);
        CHECK(px(piece.box.x + piece.box.width) <= width - right);
      }
    }
  }
}

TEST_CASE("틀: 휴대전화에서는 글줄 길이 대신 여백을 고르고, 곧바로 그만큼 달라진다") {
  const SmallSite site;
  SmallReader reader(site, 390);
  reader.open("#/post-1");
  reader.send(Pressed{"settings"});
  CHECK(control(reader.state.sheet_page, "measure:+") == nullptr);
  for (const auto& [command, margin] :
       {std::pair("margins:wide", 40), std::pair("margins:narrow", 12), std::pair("margins:normal", 20)}) {
    REQUIRE(control(reader.state.sheet_page, command) != nullptr);
    reader.send(Pressed{command});
    CHECK(control(reader.state.sheet_page, command)->current);
    CHECK(text_column(reader.state).left == margin);
    CHECK(text_column(reader.state).width == 390 - 2 * margin);
  }
}

TEST_CASE("틀: 보기 판의 단추는 모두 제 이름과 지금 값을 말하고, 손가락에 맞게 크다") {
  const SmallSite site;
  for (const double width : {1440.0, 390.0, 320.0}) {
    SmallReader reader(site, width);
    reader.open("#/post-1");
    reader.send(Pressed{"settings"});
    std::size_t chosen = 0;
    for (const Piece& piece : reader.state.sheet_page.pieces) {
      if (piece.role != Role::control) continue;
      CAPTURE(piece.href);
      CHECK((!piece.label.empty() || !piece.text.text.empty()));
      CHECK(px(piece.box.height) >= 44);
      CHECK(px(piece.box.width) >= 36);
      CHECK(piece.box.x >= 0);
      CHECK(px(piece.box.x + piece.box.width) <= width);
      if (!piece.group.empty() && piece.current) ++chosen;
    }
    CHECK(chosen ==
          (width < 640 ? 8 : 7)); // theme, font, pair, alignment, breaks, paragraphs, print; margins
    CHECK(control(reader.state.sheet_page, "size:+")->label.find("글자 크기") == 0);
    reader.send(Pressed{"close"});
    CHECK(reader.state.sheet == Sheet::none);
    CHECK(reader.last.sheet_changed);
  }
}

TEST_CASE("틀: 낮은 창에서 판은 창을 넘지 않고 제 안에서 구른다") {
  const SmallSite site;
  SmallReader reader(site, 700, 330);
  reader.open("#/post-1");
  reader.send(Pressed{"settings"});
  const FxRect& box = reader.state.sheet_box;
  CHECK(px(box.y + box.height) <= 330);
  CHECK(reader.state.sheet_page.height > box.height);
  CHECK(reader.send(SheetScrolled{80}).redraw);
  CHECK(!reader.send(SheetScrolled{80}).redraw);
}

TEST_CASE("틀: 넓으면 차례와 남은 시간이 양옆에, 휴대전화에서는 아래 띠가 있다") {
  const SmallSite site;
  SmallReader wide(site, 1440, 900), phone(site, 390, 844);
  for (SmallReader* reader : {&wide, &phone}) {
    reader->open("#/post-1");
    reader->send(Scrolled{10});
  }
  CHECK(has_text(wide.state.frame, "가운데"));
  CHECK(has_text(wide.state.frame, "남은 시간"));
  CHECK(has_text(wide.state.frame, "2번째 글")); // the one before
  CHECK(wide.state.bar.pieces.empty());
  CHECK(!has_text(phone.state.frame, "남은 시간"));
  for (const char* command : {"list", "contents", "search", "settings"}) {
    const Piece* piece = control(phone.state.bar, command);
    REQUIRE(piece != nullptr);
    CHECK(px(piece->box.height) >= 44);
    CHECK(px(piece->box.width) >= 44);
    CHECK(px(piece->box.y + piece->box.height) <= 844);
  }
}

TEST_CASE("틀: 아래 띠는 화면의 둥근 아래를 비키고, 글의 마지막 줄을 덮지 않는다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.send(Resized{{.width = 390, .height = 844, .density = 3, .below = 34}});
  reader.open("#/post-1");
  const Piece* list = control(reader.state.bar, "list");
  REQUIRE(list != nullptr);
  CHECK(px(list->box.y + list->box.height) <= 844 - 34);
  CHECK(px(list->box.y) - 1 >= reader.state.text_end - (page_height(reader.state) - 844));
}

TEST_CASE("틀: 아래 띠는 읽어 내려가면 물러나고, 되돌리거나 끝에 닿으면 돌아온다") {
  const SmallSite site;
  SmallReader reader(site, 390, 844);
  reader.open("#/post-1");
  for (const double y : {10.0, 20.0}) reader.send(Scrolled{y});
  CHECK(!reader.state.bar_hidden);
  reader.send(Scrolled{300});
  CHECK(reader.state.bar_hidden);
  reader.send(Scrolled{290});
  CHECK(reader.state.bar_hidden); // a trembling thumb is no turn
  reader.send(Scrolled{250});
  CHECK(!reader.state.bar_hidden);
  reader.send(Scrolled{600});
  CHECK(reader.state.bar_hidden);
  reader.send(Scrolled{furthest_scroll(reader.state)});
  CHECK(!reader.state.bar_hidden);
}

TEST_CASE("틀: 판은 제 시간 안에 오고 가며, 다 오면 더 그릴 것이 없다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  CHECK(!advance(reader.state, 16));
  reader.send(Pressed{"settings"});
  CHECK(advance(reader.state, 16));
  CHECK(reader.state.motion.sheet < 1);
  CHECK(!advance(reader.state, motion_ms));
  CHECK(!advance(reader.state, 16));
  reader.send(Resized{{.width = 1200, .height = 800, .density = 2, .reduced_motion = true}});
  reader.send(Pressed{"close"});
  CHECK(!advance(reader.state, 1)); // at once
  CHECK(reader.state.motion.sheet == 0);
}

TEST_CASE("마디: 글쇠로 앞뒤 마디에 가고, 거듭 눌러도 하나씩 간다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  const auto section = [&] {
    return std::string(section_id(*reader.state.article, reader.state.sections[reader.state.section]));
  };
  CHECK(reader.send(Pressed{"next-section"}).smooth);
  const double first = *reader.last.scroll_to;
  reader.send(Pressed{"next-section"}); // the first is still on its way
  CHECK(*reader.last.scroll_to > first);
  reader.send(Scrolled{*reader.last.scroll_to});
  CHECK(section() == "가운데");
  reader.send(Pressed{"previous-section"});
  reader.send(Scrolled{*reader.last.scroll_to});
  CHECK(section() == "처음");
  reader.send(Resized{{.width = 1200, .height = 800, .density = 2, .reduced_motion = true}});
  CHECK(!reader.send(Pressed{"next-section"}).smooth);
  CHECK(section() == "가운데");
}

TEST_CASE("마디: 글과 마디를 얼마나 읽었는지 0에서 1까지 안다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  CHECK(progress(reader.state) == 0);
  double last = -1;
  std::uint32_t section = 0;
  for (double y = 0; y < furthest_scroll(reader.state); y += 20) {
    reader.send(Scrolled{y});
    if (reader.state.section != section) last = -1;
    section = reader.state.section;
    const double now = section_progress(reader.state);
    CHECK(now >= last);
    CHECK(now <= 1);
    last = now;
  }
  reader.send(Scrolled{furthest_scroll(reader.state)});
  CHECK(progress(reader.state) == 1);
  CHECK(section_progress(reader.state) == 1);
  CHECK(minutes_left(reader.state) == 0);
}

TEST_CASE("자리: 다시 연 글은 읽던 줄에서 이어지고, 처음부터 볼 수도 있다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  CHECK(!place_to_remember(reader.state)); // nothing to return to at the top
  reader.send(Scrolled{700});
  const std::optional<Anchor> place = place_to_remember(reader.state);
  REQUIRE(place);

  SmallReader again(site, 500, 900); // another day, another window
  again.send(Routed{"#/post-1", std::nullopt, place});
  CHECK(again.state.resumed);
  CHECK(y_of(again.state, *place) == doctest::Approx(frame_px::masthead + 20).epsilon(0.02));
  CHECK(place_to_remember(again.state)->block == place->block); // and stays that line
  CHECK(place_to_remember(again.state)->byte == place->byte);
  REQUIRE(control(again.state.frame, "from-start") != nullptr);
  again.send(Pressed{"from-start"});
  CHECK(again.last.scroll_to == 0.0);
  CHECK(control(again.state.frame, "from-start") == nullptr);
}

TEST_CASE("자리: 주소의 마디와 방문 기록이 기억보다 앞선다") {
  const SmallSite site;
  const Anchor place{.block = 12, .byte = 0};
  SmallReader section(site), history(site), gone(site);
  section.send(Routed{"#/post-1/%EA%B0%80%EC%9A%B4%EB%8D%B0", std::nullopt, place});
  CHECK(section.state.scroll == std::round(*section_top(section.state, "가운데")));
  CHECK(!section.state.resumed);
  history.send(Routed{"#/post-1", 222.0, place});
  CHECK(history.state.scroll == 222);
  gone.send(
      Routed{"#/post-1", std::nullopt, Anchor{.block = 9999, .byte = 3}}); // the article has become shorter
  CHECK(gone.state.scroll == 0);
  CHECK(!gone.state.resumed);
}

TEST_CASE("자리: 다 읽은 글은 기억하지 않는다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  reader.send(Scrolled{furthest_scroll(reader.state)});
  CHECK(place_is_known(reader.state));
  CHECK(!place_to_remember(reader.state));
}

TEST_CASE("이웃: 글 끝에서 앞뒤 글로 이어지고, 끝의 글에는 하나만 있다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-0");
  reader.send(Scrolled{furthest_scroll(reader.state)});
  CHECK(control(reader.state.page, "#/post-1") != nullptr);
  CHECK(!has_text(reader.state.page, "다음 글"));
  reader.send(Pressed{"newer"});
  CHECK(reader.state.route.slug == "post-0");
  reader.send(Pressed{"older"});
  CHECK(reader.state.route.slug == "post-1");
  CHECK(reader.addresses.back() == "#/post-1");
  CHECK(reader.state.scroll == 0);
}

TEST_CASE("이웃: 이전 글이 글 끝에서도 곁에서도 먼저다") {
  const SmallSite site;
  SmallReader reader(site, 1440, 900);
  reader.open("#/post-1");
  reader.send(Scrolled{furthest_scroll(reader.state)});
  for (const Page* page : {&reader.state.page, &reader.state.frame}) {
    const Piece *older = control(*page, "#/post-2"), *newer = control(*page, "#/post-0");
    REQUIRE(older != nullptr);
    REQUIRE(newer != nullptr);
    CHECK(older < newer);
  }
}

TEST_CASE("이웃: 글쇠로 간 글도, 읽다 둔 것이면 그 줄에서 열린다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  reader.send(Scrolled{600});
  const std::optional<Anchor> left = place_to_remember(reader.state);
  REQUIRE(left);
  reader.open("#/post-0");
  reader.remembered["#/post-1"] = *left;
  reader.send(Pressed{"older"});
  CHECK(reader.state.route.slug == "post-1");
  CHECK(reader.state.resumed);
  CHECK(reader.state.scroll > 500);
}

TEST_CASE("자리: 넘겨받은 줄은 가운데가 그 높이에 서고, 아래쪽 목록은 그 글까지 늘어난다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  reader.send(Scrolled{600});
  const std::optional<Anchor> line = place_in_view(reader.state, true);
  REQUIRE(line);
  reader.send(Scrolled{0});
  reader.send(Placed{{line->block, line->byte + 1, 200}});
  const std::optional<Anchor> there = place_in_view(reader.state, true);
  const Piece* piece = piece_of_block(reader.state.page, line->block);
  REQUIRE(piece != nullptr);
  const std::optional<double> top = scroll_for(reader.state, {line->block, line->byte, 0});
  REQUIRE(top);
  CHECK(std::abs(*top + px(piece->text.line_height) / 2 - reader.state.scroll - 200) <= 0.5);
  CHECK(there.has_value());
  reader.send(Placed{{no_index, 0, 0}});
  CHECK(reader.state.scroll == 0);
  reader.send(Placed{{12345, 0, 0}}); // nowhere
  CHECK(reader.state.scroll == 0);
}

TEST_CASE("틀: 갈래는 넓으면 곁에, 좁으면 판에 있다") {
  const SmallSite site;
  SmallReader wide(site, 1440, 900), phone(site, 390, 844);
  wide.open("#/");
  phone.open("#/");
  CHECK(has_text(wide.state.frame, "자연"));
  CHECK(!has_text(phone.state.page, "갈래"));
  phone.send(Pressed{"contents"});
  CHECK(has_text(phone.state.sheet_page, "신문"));
}

TEST_CASE("틀: 휴대전화의 찾기 칸은 단추로 열리고 비우고 나가면 닫힌다") {
  const SmallSite site;
  SmallReader reader(site, 390, 844);
  reader.open("#/post-1");
  CHECK(search_field_box(reader.state).width == 0);
  reader.send(Pressed{"search"});
  CHECK(px(search_field_box(reader.state).width) > 250);
  CHECK(reader.last.place_field);
  reader.send(Pressed{"search-left"});
  CHECK(search_field_box(reader.state).width == 0);
}

TEST_CASE("틀: 갈래가 기둥에 다 서지 못하면 모두 보는 길이 있다") {
  std::vector<Article> articles = small_articles(30);
  for (std::size_t i = 0; i < articles.size(); ++i) articles[i].categories = {"갈래 " + std::to_string(i)};
  const SmallSite site(articles);
  SmallReader reader(site, 1440, 800);
  reader.open("#/");
  const auto of_categories = [](const Page& page) {
    return std::ranges::count_if(page.pieces,
                                 [](const Piece& piece) { return piece.href.starts_with("#/category"); });
  };
  const auto beside = of_categories(reader.state.frame);
  CHECK(beside > 10);
  CHECK(beside < 30);
  CHECK(has_text(reader.state.frame, "갈래 모두 보기"));
  for (const Piece& piece : reader.state.frame.pieces) CHECK(piece.box.y + piece.text.height <= fx(800));
  reader.send(Pressed{"contents"});
  CHECK(of_categories(reader.state.sheet_page) == 30);

  SmallReader tall(site, 1440, 2000);
  tall.open("#/");
  CHECK(of_categories(tall.state.frame) == 30);
  CHECK_FALSE(has_text(tall.state.frame, "갈래 모두 보기"));
}

TEST_CASE("틀: 목록의 제목도 앞뒤 글도 손가락에 맞게 높다") {
  const SmallSite site;
  SmallReader reader(site, 390);
  for (const char* address : {"#/", "#/search?q=%EB%B0%94%EB%8B%B7%EB%AC%BC", "#/post-1"}) {
    reader.open(address);
    reader.send(Scrolled{furthest_scroll(reader.state)});
    int links = 0;
    for (const Piece& piece : reader.state.page.pieces) {
      if (!piece.href.starts_with("#/")) continue;
      ++links;
      CHECK(px(piece.box.height) >= frame_px::button);
      CHECK(piece.box.y <= piece.text_y);
    }
    CHECK(links >= 2);
  }
}

TEST_CASE("틀: 글머리의 날짜는 말하듯이 적는다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-0");
  CHECK(has_text(reader.state.page, "2024년 12월 1일  ·  자연"));
}

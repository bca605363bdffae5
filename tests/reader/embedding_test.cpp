// What a frame on another page shows by itself (reader/state.h, Embedding).
#include <doctest.h>

#include <algorithm>

#include "reader/compose.h"
#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

std::size_t count_of_entries(const SmallReader& reader) {
  return static_cast<std::size_t>(std::ranges::count(reader.state.page.pieces, Role::entry, &Piece::role));
}

SmallReader reader_of(const SmallSite& site, const Embedding& embedding) {
  SmallReader reader(site);
  reader.state.embedding = embedding;
  return reader;
}

} // namespace

TEST_CASE("품은 목록: 머리띠와 제목 없이 그만큼의 글만 서고, 글에는 머리띠가 있다") {
  const SmallSite site;
  SmallReader reader = reader_of(site, {.list_alone = true, .most = 2});
  for (const char* address : {"#/", "#/category/%EC%9E%90%EC%97%B0"}) {
    CAPTURE(address);
    reader.open(address);
    CHECK(reader.ready);
    CHECK(count_of_entries(reader) == 2);
    CHECK(reader.state.frame.pieces.empty());
    CHECK(search_field_box(reader.state).width == 0);
    CHECK(std::ranges::none_of(reader.state.page.pieces,
                               [](const Piece& piece) { return piece.role == Role::title; }));
    reader.send(Scrolled{50}); // nothing more comes
    CHECK(count_of_entries(reader) == 2);
  }
  const Fx height = reader.state.page.height;
  reader.send(Resized{{.width = 1200, .height = 3000, .density = 2}});
  CHECK(reader.state.page.height == height);
  reader.open("#/post-1");
  CHECK(!reader.state.frame.pieces.empty());
  CHECK(search_field_box(reader.state).width > 0);
}

TEST_CASE("품은 목록: 갈래가 없으면 없다고 말한다") {
  const SmallSite site;
  SmallReader reader = reader_of(site, {.list_alone = true});
  reader.open("#/category/none");
  CHECK(reader.ready);
  CHECK(reader.text_of_page().find(reader.state.words->empty_site) != std::string::npos);
}

TEST_CASE("품은 찾기: 물음이 없으면 찾는 칸뿐이고, 있으면 그 아래에 답이 선다") {
  const SmallSite site;
  for (const double width : {1200.0, 390.0}) {
    CAPTURE(width);
    SmallReader reader(site, width);
    reader.state.embedding.search_alone = true;
    for (const char* address : {"#/search?q=", "#/"}) {
      reader.open(address);
      CHECK(reader.ready);
      CHECK(reader.state.page.height == fx(frame_px::masthead));
      CHECK(reader.state.page.pieces.empty());
      CHECK(px(search_field_box(reader.state).width) > 0.8 * width);
    }
    reader.open("#/search?q=" + encoded("라브로프"));
    CHECK(count_of_entries(reader) == 1);
    CHECK(px(reader.state.page.height) > 200);
    CHECK(std::ranges::none_of(reader.state.frame.pieces,
                               [](const Piece& piece) { return piece.role == Role::control; }));
    reader.open("#/");
    CHECK(reader.state.page.height == fx(frame_px::masthead));
  }
}

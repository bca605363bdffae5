#include <doctest.h>

#include <algorithm>

#include "bundle/shard.h"
#include "reader/compose.h"
#include "reader/update.h"
#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

std::size_t count_of(const Page& page, Role role) {
  return static_cast<std::size_t>(std::ranges::count(page.pieces, role, &Piece::role));
}

const Piece* piece_with(const Page& page, std::string_view text) {
  const auto found = std::ranges::find_if(
      page.pieces, [&](const Piece& piece) { return piece.text.text.find(text) != std::string::npos; });
  return found == page.pieces.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("읽개: 처음 화면은 글을 달마다 새것부터 늘어놓는다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/");
  CHECK(reader.ready);
  CHECK(reader.state.showing == Showing::home);
  CHECK(count_of(reader.state.page, Role::entry) == 5);
  const std::string text = reader.text_of_page();
  CHECK(text.find("2024년 12월") < text.find("0번째 글"));
  CHECK(text.find("0번째 글") < text.find("4번째 글"));
  CHECK(std::ranges::none_of(reader.fetched,
                             [](const std::string& file) { return file.starts_with("bundle/articles"); }));
}

TEST_CASE("읽개: 갈래를 고르면 그 갈래의 글만 남는다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/category/%EC%8B%A0%EB%AC%B8");
  CHECK(reader.state.showing == Showing::category);
  CHECK(count_of(reader.state.page, Role::entry) == 2);
  CHECK(reader.text_of_page().find("11월 1일 금요일\n") != std::string::npos); // not its own name again
  reader.open("#/");
  CHECK(reader.text_of_page().find("11월 1일 금요일  ·  신문") != std::string::npos);
}

TEST_CASE("읽개: 찾은 글의 날짜와 갈래도 목록에서처럼 적는다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/search?q=%EB%9D%BC%EB%B8%8C%EB%A1%9C%ED%94%84");
  CHECK(reader.text_of_page().find("2024년 9월 1일  ·  신문") != std::string::npos);
}

TEST_CASE("읽개: 긴 목록은 내려가는 만큼만 늘어난다") {
  const SmallSite site(small_articles(300));
  SmallReader reader(site);
  reader.open("#/");
  CHECK(count_of(reader.state.page, Role::entry) == 40);
  CHECK(std::ranges::count_if(reader.fetched, [](const std::string& file) {
          return file.starts_with("bundle/headlines");
        }) == 1);
  reader.send(Scrolled{page_height(reader.state) - 900});
  CHECK(count_of(reader.state.page, Role::entry) == 80);
  while (count_of(reader.state.page, Role::entry) < 300)
    reader.send(Scrolled{page_height(reader.state) - 801});
  CHECK(count_of(reader.state.page, Role::entry) == 300);
}

TEST_CASE("읽개: 글은 주소로 열리고, 마디 주소는 그 마디로 간다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-2/%EA%B0%80%EC%9A%B4%EB%8D%B0");
  CHECK(reader.state.showing == Showing::article);
  CHECK(reader.state.article->slug == "post-2");
  const Piece* heading = piece_with(reader.state.page, "가운데");
  REQUIRE(heading != nullptr);
  CHECK(reader.state.scroll == doctest::Approx(px(heading->box.y) - frame_px::masthead - 20).epsilon(0.01));
  CHECK(section_id(*reader.state.article, reader.state.sections[reader.state.section]) == "가운데");
}

TEST_CASE("읽개: 차례는 넓으면 곁에, 좁으면 단추 뒤에 있다") {
  const SmallSite site;
  SmallReader wide(site), narrow(site, 390, 800);
  wide.open("#/post-1");
  narrow.open("#/post-1");
  CHECK(outline_stands_beside(wide.state));
  CHECK(piece_with(wide.state.frame, "가운데") != nullptr);
  CHECK(piece_with(narrow.state.frame, "가운데") == nullptr);
  narrow.send(Pressed{"contents"});
  CHECK(piece_with(narrow.state.sheet_page, "가운데") != nullptr);
  narrow.open("#/post-1/%EA%B0%80%EC%9A%B4%EB%8D%B0");
  CHECK(narrow.state.sheet == Sheet::none);
}

TEST_CASE("읽개: 창이 바뀌어도 읽던 줄이 제자리에 있다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  reader.send(Scrolled{700});
  const Fx top = fx(700 + frame_px::masthead);
  const auto reading = std::ranges::find_if(reader.state.page.pieces, [&](const Piece& piece) {
    return piece.block != no_index && piece.text_y + piece.text.height > top && !piece.text.lines.empty();
  });
  const std::uint32_t block = reading->block;
  reader.send(Resized{{.width = 420, .height = 800, .density = 2}});
  const Piece* piece = piece_of_block(reader.state.page, block);
  REQUIRE(piece != nullptr);
  const double y = px(piece->text_y) - reader.state.scroll;
  CHECK(y < 800);
  CHECK(y + px(piece->text.height) > frame_px::masthead - 40);
}

TEST_CASE("읽개: 치는 대로 찾고, 주소는 한 번만 쌓인다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/");
  reader.send(Typed{"라", true});
  CHECK(reader.addresses.size() == 1);
  CHECK(!reader.last.replace_address);
  reader.send(Typed{"라브", true});
  CHECK(reader.last.replace_address);
  reader.send(Typed{"라브로프", false});
  CHECK(reader.state.showing == Showing::search);
  REQUIRE(reader.state.hits.hits.size() == 1);
  CHECK(reader.state.hits.hits[0].slug == "post-3");
  CHECK(reader.state.hits.hits[0].section == "끝");
  CHECK(piece_with(reader.state.page, "라브로프가 회담에서") != nullptr);
  reader.send(Typed{"", false});
  CHECK(reader.state.showing == Showing::home);
}

TEST_CASE("읽개: 찾은 곳으로 가면 낱말이 밝혀져 보인다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-3/%EB%81%9D?q=%EB%9D%BC%EB%B8%8C%EB%A1%9C%ED%94%84");
  REQUIRE(reader.state.lit.size() == 1);
  const Piece* piece = piece_of_block(reader.state.page, reader.state.lit[0].block);
  REQUIRE(piece != nullptr);
  const double y = px(piece->text_y) - reader.state.scroll;
  CHECK(y > frame_px::masthead);
  CHECK(y < 800);
}

TEST_CASE("읽개: 한 물음의 일은 마지막 조각이 온 뒤에야 끝난다") {
  const SmallSite site = SmallSite::with_small_shards(small_articles(5));
  for (const Event& asked : {Event(Typed{"라브로프", false}), Event(Asked{1, "라브로프", 10})}) {
    SmallReader reader(site);
    reader.open("#/");
    const Commands first = update(reader.state, asked, reader.metrics);
    CHECK(first.worked_on_search);
    CHECK(first.search_waits);
    int worked = 1, ended = 0;
    std::vector<std::string> wanted = first.fetch;
    bool continues = first.continues;
    while (!wanted.empty() || continues) {
      Event event = Continued{};
      if (!continues) {
        const std::string file = wanted.front();
        wanted.erase(wanted.begin());
        event = Delivered{file, site.files.at(file)};
      }
      const Commands next = update(reader.state, event, reader.metrics);
      continues = next.continues;
      wanted.insert(wanted.end(), next.fetch.begin(), next.fetch.end());
      worked += next.worked_on_search ? 1 : 0;
      ended += next.worked_on_search && !next.search_waits ? 1 : 0;
      CHECK((ended == 0 || wanted.empty()));
    }
    CHECK(worked > 3);
    CHECK(ended == 1);
    CHECK(!reader.send(Scrolled{1}).worked_on_search);
  }
}

TEST_CASE("읽개: 스크립트의 물음에 같은 답을 한다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/");
  reader.send(Asked{7, "라브로프", 10});
  REQUIRE(reader.answers.size() == 1);
  CHECK(reader.answers[0].id == 7);
  REQUIRE(reader.answers[0].hits.size() == 1);
  CHECK(reader.answers[0].hits[0].slug == "post-3");
}

TEST_CASE("읽개: 뒤로 가면 떠났던 자리로 간다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  reader.send(Routed{"#/post-2", 333.0});
  CHECK(reader.state.scroll == 333);
}

TEST_CASE("읽개: 묶음이 없거나 깨졌으면 까닭을 말하고 다시 시도할 수 있다") {
  SmallSite site;
  SmallReader reader(site, 1200, 800, {"bundle/bundle.json"});
  reader.open("#/");
  CHECK(reader.ready);
  CHECK(reader.state.showing == Showing::problem);
  CHECK(piece_with(reader.state.page, "글 묶음을 불러오지 못했습니다") != nullptr);
  reader.lost.clear();
  reader.send(Pressed{"retry"});
  CHECK(reader.state.showing == Showing::home);
}

TEST_CASE("읽개: 없는 글, 깨진 글은 빈 화면이 아니라 말이다") {
  SmallSite site;
  SmallReader reader(site);
  reader.open("#/no-such-post");
  CHECK(reader.state.showing == Showing::problem);
  CHECK(piece_with(reader.state.page, "이런 주소의 글이 없습니다") != nullptr);

  for (auto& [name, bytes] : site.files) {
    if (name.starts_with("bundle/articles")) bytes[bytes.size() / 2] ^= std::byte{1};
  }
  reader.open("#/post-1");
  CHECK(reader.state.showing == Showing::problem);
  CHECK(piece_with(reader.state.page, "이 글을 불러오지 못했습니다") != nullptr);
}

TEST_CASE("읽개: 새 판의 조각은 깨진 글이 아니라 새로 고칠 까닭이다") {
  for (const char* kind : {"articles", "headlines", "search"}) {
    CAPTURE(kind);
    SmallSite site;
    Manifest manifest = site.manifest;
    for (const ShardKind each : all_shard_kinds) {
      for (Shard& shard : list_of(manifest, each)) {
        if (!shard.file.starts_with(kind)) continue;
        Bytes bytes = site.files.at("bundle/" + shard.file);
        bytes[4] = std::byte{9}; // the format
        shard.sha256 = hash_of(bytes);
        shard.file = shard_file_name(shard.kind, shard.sha256);
        site.files["bundle/" + shard.file] = bytes;
      }
    }
    const std::string json = write_manifest(manifest);
    site.files["bundle/bundle.json"] = Bytes(as_bytes(json).begin(), as_bytes(json).end());
    SmallReader reader(site);
    reader.open(std::string_view(kind) == "search" ? "#/search?q=%EB%8B%AC" : "#/post-1");
    CHECK(reader.state.showing == Showing::problem);
    CHECK(piece_with(reader.state.page, "새 판의 글 묶음입니다") != nullptr);
  }
}

TEST_CASE("읽개: 머리 조각이 없으면 목록이 거기서 말없이 끊기지 않는다") {
  const SmallSite site(small_articles(100));
  std::set<std::string> lost;
  for (const Shard& shard : site.manifest.headlines) {
    if (shard.first > 0) lost.insert("bundle/" + shard.file);
  }
  SmallReader reader(site, 1200, 800, lost);
  reader.open("#/");
  reader.send(Scrolled{page_height(reader.state) - 801});
  CHECK(piece_with(reader.state.page, "연결이 끊겼거나") != nullptr);
  reader.lost.clear();
  reader.send(Pressed{"retry"});
  CHECK(piece_with(reader.state.page, "연결이 끊겼거나") == nullptr);
  CHECK(count_of(reader.state.page, Role::entry) == 40);
  reader.send(Scrolled{page_height(reader.state) - 801});
  CHECK(count_of(reader.state.page, Role::entry) == 80);
}

TEST_CASE("읽개: 색인이 깨져도 답할 수 있는 만큼 답하고 그렇다고 말한다") {
  SmallSite site;
  for (auto& [name, bytes] : site.files) {
    if (name.starts_with("bundle/search")) bytes.resize(bytes.size() / 2);
  }
  SmallReader reader(site);
  reader.open("#/search?q=%EB%9D%BC%EB%B8%8C%EB%A1%9C%ED%94%84");
  CHECK(reader.state.showing == Showing::search);
  CHECK(reader.state.hits_partial);
  CHECK(piece_with(reader.state.page, "색인의 일부") != nullptr);
}

TEST_CASE("읽개: 바뀐 것이 없으면 그릴 것도 없다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  CHECK(!reader.send(Scrolled{reader.state.scroll}).redraw);
  CHECK(!reader.send(Resized{reader.state.viewport}).redraw);
  CHECK(!reader.send(Changed{reader.state.settings}).redraw);
}

TEST_CASE("읽개: 아무리 작은 창에서도 넘어지지 않는다") {
  const SmallSite site;
  for (const double width : {1.0, 80.0, 200.0}) {
    SmallReader reader(site, width, 20);
    for (const char* address : {"#/", "#/post-1", "#/search?q=%EB%8B%AC", "#/nothing"}) reader.open(address);
    CHECK(reader.ready);
  }
}

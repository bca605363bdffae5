// What the search field offers below itself, and the searches made before.
#include <doctest.h>

#include <algorithm>

#include "reader/compose.h"
#include "reader/offers.h"
#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

std::vector<Article> articles() {
  std::vector<Article> all = small_articles(4);
  all[1].title = "라브로프의 회담";
  all[2].blocks = {
      text_block(BlockKind::paragraph, "라브로프가 라면을, 라브로프는 라면과. 라디오가 라디오를.")};
  all[3].blocks = {text_block(BlockKind::paragraph, "라브로프를 라면이. 라면은 라디오는.")};
  return all;
}

std::string offered(const SmallReader& reader) {
  std::string all;
  for (const Offer& offer : offers_of(reader.state)) all += (all.empty() ? "" : ", ") + offer.text;
  return all;
}

std::string recent(const SmallReader& reader) {
  std::string all;
  for (const std::string& query : reader.state.recent) all += (all.empty() ? "" : ", ") + query;
  return all;
}

} // namespace

TEST_CASE("권하는 말: 치는 대로 낱말과 제목을 권하고, 홀소리·닿소리 하나에는 말이 없다") {
  const SmallSite site(articles());
  SmallReader reader(site);
  reader.open("#/");
  reader.send(Typed{"ㄹ", true});
  CHECK(reader.state.offers.words.empty());
  reader.send(Typed{"라", true});
  REQUIRE(reader.state.offers.words.size() == 3);
  CHECK(reader.state.offers.words[0].text == "라브로프"); // a title has it
  reader.send(Typed{"라브", true});
  CHECK(offered(reader) == "라브로프, 라브로프의 회담");
  reader.send(Typed{"회담 라ㅂ", true});
  CHECK(offered(reader).starts_with("회담 라브로프"));
  reader.send(Typed{"라브로프", false});
  CHECK(offered(reader) == "라브로프의 회담"); // what is typed is not offered again
}

TEST_CASE("권하는 말: 글쇠로 오르내리고, 고르면 그 말로 찾는다") {
  const SmallSite site(articles());
  SmallReader reader(site);
  reader.open("#/");
  reader.send(Typed{"라", false});
  CHECK(reader.state.offers.at == no_index);
  reader.send(Pressed{"offer-previous"});
  CHECK(reader.state.offers.at == offers_of(reader.state).size() - 1);
  reader.send(Pressed{"offer-next"});
  CHECK(reader.state.offers.at == no_index); // the field itself
  reader.send(Pressed{"offer-next"});
  CHECK(reader.state.offers.at == 0);
  reader.send(Pressed{offers_of(reader.state)[0].control});
  CHECK(reader.state.typed == "라브로프");
  CHECK(reader.last.replace_address);
  CHECK(reader.state.route.query == "라브로프");
  CHECK(reader.state.hits.hits.size() == 3);
  CHECK(offers_of(reader.state).empty());
  CHECK(recent(reader) == "라브로프");
}

TEST_CASE("권하는 말: 제목을 고르면 그 글이 열린다") {
  const SmallSite site(articles());
  SmallReader reader(site);
  reader.open("#/");
  reader.send(Typed{"라브", false});
  reader.send(Pressed{offers_of(reader.state).back().control});
  CHECK(reader.state.showing == Showing::article);
  CHECK(reader.state.article->title == "라브로프의 회담");
  CHECK(!reader.state.lit.empty());
  CHECK(recent(reader) == "라브");
}

TEST_CASE("권하는 말: Esc로 물러나면 없고, 더 치면 다시 나온다") {
  const SmallSite site(articles());
  SmallReader reader(site);
  reader.open("#/");
  reader.send(Typed{"라", false});
  reader.send(Pressed{"offers-left"});
  CHECK(offers_of(reader.state).empty());
  reader.send(Typed{"라브", false});
  CHECK(offered(reader) == "라브로프, 라브로프의 회담");
  reader.send(Pressed{"offers-left"});
  reader.send(Pressed{"offers"});
  CHECK(offered(reader) == "라브로프, 라브로프의 회담");
}

TEST_CASE("권하는 말: 좁은 화면에서는 답을 가리지 않고 답 위의 한 줄에 선다") {
  const SmallSite site(articles());
  SmallReader reader(site, 390, 800);
  reader.open("#/");
  reader.send(Typed{"라", false});
  CHECK(offers_of(reader.state).empty());
  const auto chip =
      std::ranges::find(reader.state.page.pieces, "#/search?q=%EB%9D%BC%EB%A9%B4", &Piece::href);
  REQUIRE(chip != reader.state.page.pieces.end());
  const auto title = [&] {
    return std::ranges::find(reader.state.page.pieces, Role::title, &Piece::role)->box.y;
  };
  const Fx with = title();
  CHECK(chip->box.y < with);
  reader.send(Typed{"없는말", false});
  CHECK(title() == with); // nothing moves when there is nothing to offer
}

TEST_CASE("찾았던 말: 치기만 한 것이 아니라 찾은 것을, 새것부터 여덟까지 남긴다") {
  const SmallSite site(articles());
  SmallReader reader(site);
  reader.open("#/");
  for (const char* typed : {"ㄹ", "라", "라ㅂ", "라브로프"}) reader.send(Typed{typed, false});
  CHECK(recent(reader).empty());
  reader.send(Pressed{"search-done"});
  CHECK(recent(reader) == "라브로프");
  CHECK(reader.last.save_recent);
  reader.open("#/search?q=%EB%8B%AC"); // 달
  reader.open("#/post-1?q=%EB%8B%AC");
  CHECK(recent(reader) == "달, 라브로프");
  for (const char* typed : {"가", "나", "다", "라브로프", "마", "바", "사"}) {
    reader.send(Typed{typed, false});
    reader.send(Pressed{"search-done"});
  }
  CHECK(recent(reader) == "사, 바, 마, 라브로프, 다, 나, 가, 달");
  reader.send(Typed{"  ", false});
  reader.send(Pressed{"search-done"});
  CHECK(reader.state.recent.front() == "사");
}

TEST_CASE("찾았던 말: 빈 칸을 누르면 보이고, 하나씩 또는 모두 지울 수 있다") {
  const SmallSite site(articles());
  SmallReader reader(site);
  reader.state.recent = {"달", "바다", "소금"};
  reader.open("#/");
  CHECK(offers_of(reader.state).empty());
  reader.send(Pressed{"offers"});
  CHECK(offered(reader) == "달, 바다, 소금");
  reader.send(Pressed{"forget:바다"});
  CHECK(offered(reader) == "달, 소금");
  CHECK(reader.last.save_recent);
  reader.send(Pressed{"offer:달"});
  CHECK(reader.state.route.query == "달");
  reader.send(Typed{"", false});
  CHECK(offered(reader) == "달, 소금");
  reader.send(Pressed{"forget:"});
  CHECK(offers_of(reader.state).empty());
  CHECK(reader.state.recent.empty());
}

TEST_CASE("찾았던 말: 이 글에서 찾는 막대와 한자리에 겹치지 않는다") {
  const SmallSite site(articles());
  SmallReader reader(site);
  reader.state.recent = {"달"};
  reader.open("#/post-1");
  reader.send(Pressed{"find"});
  CHECK(px(find_field_box(reader.state).width) > 0);
  reader.send(Pressed{"offers"});
  CHECK(px(find_field_box(reader.state).width) == 0);
  reader.send(Pressed{"offers-left"});
  CHECK(px(find_field_box(reader.state).width) > 0);
}

// A search goes on in steps between other events (search/session.h).
#include <doctest.h>

#include <algorithm>
#include <string>

#include "search/search.h"
#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

// Of a reader that has searched before, so that all files are there.
int steps_of(SmallReader& reader, const std::string& typed) {
  Commands commands = update(reader.state, Typed{typed, false}, reader.metrics);
  int steps = 1;
  for (; commands.continues; ++steps) commands = update(reader.state, Continued{}, reader.metrics);
  return steps;
}

} // namespace

TEST_CASE("찾는 걸음: 긴 물음은 낱말이 많은 만큼 더 여러 걸음에 나누어 답한다") {
  const SmallSite site;
  SmallReader reader(site);
  const std::string one = "라브로프", many = "라브로프 외무장관이 회담에서 우려를 표명했다";
  reader.open("#/search?q=" + encoded(many));
  reader.open("#/search?q=" + encoded(one));
  const int of_many = steps_of(reader, many), of_one = steps_of(reader, one);
  CHECK(of_one >= 3);
  CHECK(of_many >= of_one + 4);
}

TEST_CASE("찾는 걸음: 다 찾기 전에는 앞의 답이 제 물음과 함께 남고, 찾으면 새 답만 보인다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/search?q=" + encoded("바닷물은"));
  reader.open("#/search?q=" + encoded("라브로프"));
  REQUIRE(reader.text_of_page().find("회담에서") != std::string::npos);
  Commands commands = update(reader.state, Typed{"바닷물은", false}, reader.metrics);
  CHECK(!commands.page_changed);
  CHECK(reader.state.hits_of == "라브로프");
  REQUIRE(commands.continues);
  bool searched = false;
  while (commands.continues) {
    commands = update(reader.state, Continued{}, reader.metrics);
    searched = searched || commands.searched;
    if (commands.page_changed) CHECK(reader.state.hits_of == "바닷물은");
  }
  CHECK(searched); // also where nothing had to be fetched
  CHECK(reader.state.hits_final);
  CHECK(reader.text_of_page().find("회담에서") == std::string::npos);
  CHECK(reader.text_of_page().find("바닷물은") != std::string::npos);
}

TEST_CASE("찾는 걸음: 첫 글자를 쳐도 보던 쪽이 남았다가, 답과 함께 한 번에 바뀐다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/search?q=" + encoded("바닷물은"));
  reader.open("#/post-1");
  reader.send(Scrolled{40});
  Commands commands = update(reader.state, Typed{"달", false}, reader.metrics);
  CHECK(!commands.page_changed);
  CHECK(!commands.scroll_to.has_value());
  CHECK(reader.state.scroll == 40);
  CHECK(reader.state.showing == Showing::article);
  while (commands.continues && !commands.page_changed)
    commands = update(reader.state, Continued{}, reader.metrics);
  REQUIRE(commands.page_changed);
  CHECK(reader.state.hits_final);
  CHECK(commands.scroll_to.value_or(-1) == 0);
  CHECK(reader.state.scroll == 0);
}

TEST_CASE("찾는 걸음: 답에서 글로 갔다가 뒤로 가면, 파일을 다시 기다리더라도 떠났던 자리로 간다") {
  const SmallSite site = SmallSite::with_small_shards(small_articles(60));
  const std::string address = "#/search?q=" + encoded("바닷물은");
  SmallReader reader(site, 390, 700);
  reader.open(address);
  for (int i = 0; i < 6; ++i) reader.send(Scrolled{furthest_scroll(reader.state)});
  const double left_at = reader.state.scroll;
  REQUIRE(left_at > 3000);
  reader.open("#/post-1");
  reader.send(Scrolled{30});
  reader.send(Routed{address, left_at});
  CHECK(reader.state.showing == Showing::search);
  CHECK(reader.state.scroll == left_at);
  CHECK(reader.scrolled_to == left_at);

  SmallReader reloaded(site, 390, 700);
  reloaded.send(Routed{address, left_at});
  CHECK(reloaded.state.scroll == left_at);
  reloaded.send(Typed{"달", false}); // another question begins at its top
  CHECK(reloaded.state.scroll == 0);
}

TEST_CASE("찾는 걸음: 찾는 동안 다시 치면 앞의 물음은 버려진다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/search?q=" + encoded("바닷물은"));
  reader.open("#/search?q=" + encoded("라브로프"));
  CHECK(update(reader.state, Typed{"바닷물은", false}, reader.metrics).continues);
  Commands commands = update(reader.state, Typed{"없는말이다", false}, reader.metrics);
  while (commands.continues) {
    commands = update(reader.state, Continued{}, reader.metrics);
    CHECK(reader.state.hits_of != "바닷물은");
  }
}

TEST_CASE("찾는 걸음: 파일을 기다리는 동안에는 할 일이 없고, 앞의 답도 보이지 않는다") {
  const SmallSite site = SmallSite::with_small_shards(small_articles(5));
  SmallReader reader(site);
  reader.open("#/search?q=" + encoded("라브로프"));
  REQUIRE(reader.state.hits_final);
  Commands commands = update(reader.state, Typed{"바닷물은", false}, reader.metrics);
  std::vector<std::string> wanted = commands.fetch;
  while (commands.continues) {
    commands = update(reader.state, Continued{}, reader.metrics);
    wanted.insert(wanted.end(), commands.fetch.begin(), commands.fetch.end());
  }
  REQUIRE(!wanted.empty());
  CHECK(reader.state.session->progress() == SearchProgress::waits);
  CHECK(reader.state.hits_of == "바닷물은");
  CHECK(reader.state.hits.hits.empty());
  CHECK(!update(reader.state, Scrolled{3}, reader.metrics).continues);
}

TEST_CASE("찾는 걸음: 그대로 든 글이 없는 따옴표는 벗기고 찾아 그렇다고 말하며, 글에도 벗긴 채 간다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/search?q=" + encoded("\"우려를 회담에서\" 라브로프"));
  CHECK(reader.state.hits_final);
  REQUIRE(reader.state.hits.hits.size() == 1);
  CHECK(reader.text_of_page().find("따옴표 없이 찾았습니다") != std::string::npos);
  bool linked = false;
  for (const Piece& piece : reader.state.page.pieces)
    linked = linked || piece.href == format_route({.view = View::article,
                                                   .slug = "post-3",
                                                   .section = "끝",
                                                   .query = "우려를 회담에서 라브로프"});
  CHECK(linked);
  reader.open("#/search?q=" + encoded("\"회담에서 우려를\" 라브로프"));
  CHECK(reader.text_of_page().find("따옴표 없이") == std::string::npos);
  reader.open("#/search?q=" + encoded("\"라브로브\""));
  CHECK(reader.state.hits.hits.empty());
}

TEST_CASE("찾는 걸음: 걸음마다 쉬며 찾아도 한 번에 찾은 것과 같다") {
  const SmallSite site = SmallSite::with_small_shards(small_articles(12));
  for (const char* text :
       {"라브로프", "바닷물은 하루에", "달이 당기는 힘", "\"곳에 따라\"", "ㄹㅂㄹㅍ", "달 -라브로프"}) {
    CAPTURE(text);
    SmallReader slow(site);
    slow.open("#/search?q=" + encoded(text));
    const Library& library = slow.state.library;
    const auto query = std::make_shared<const Query>(parse_query(text));
    const auto answer = std::make_shared<const SearchAnswer>(search(library.index, query).take());
    REQUIRE(answer->missing.empty());
    const Hits hits =
        collect_hits(answer, query, 10, [&](ArticleId id) { return library.articles.peek(id); }).take();
    CHECK(hits.needed.empty());
    REQUIRE(hits.hits.size() == slow.state.hits.hits.size());
    for (std::size_t i = 0; i < hits.hits.size(); ++i) {
      CHECK(hits.hits[i].slug == slow.state.hits.hits[i].slug);
      CHECK(hits.hits[i].snippet == slow.state.hits.hits[i].snippet);
    }
  }
}

TEST_CASE("글을 거의 담아 두지 못해도 읽고 찾고 돌아오며, 나간 글은 다시 가져온다") {
  const SmallSite site(small_articles(30));
  SmallReader little(site), plenty(site);
  little.state.library.articles = ArticleCache(1);
  for (const std::string& address :
       {std::string("#/post-1"), std::string("#/post-20?q=") + encoded("바닷물은"), std::string("#/post-1"),
        "#/search?q=" + encoded("바닷물은 하루에"), std::string("#/post-1")}) {
    CAPTURE(address);
    little.open(address);
    plenty.open(address);
    CHECK(little.text_of_page() == plenty.text_of_page());
    CHECK(little.state.lit.size() == plenty.state.lit.size());
  }
  CHECK(little.fetched.size() > plenty.fetched.size());
  CHECK(little.state.library.articles.size() < 30);
}

TEST_CASE("스크립트의 찾기: 글 묶음을 잃으면 까닭을, 색인의 일부를 잃으면 모자란 답임을 말한다") {
  const SmallSite site;
  const auto ask = [&](std::set<std::string> lost) {
    SmallReader reader(site, 1200, 800, std::move(lost));
    reader.open("#/");
    reader.send(Asked{7, "라브로프", 10});
    REQUIRE(reader.answers.size() == 1);
    CHECK(reader.answers[0].id == 7);
    return reader.answers[0];
  };
  CHECK(ask({}).hits.size() == 1);
  CHECK_FALSE(ask({}).incomplete);
  CHECK(ask({std::string(manifest_file)}).error != "");
  std::set<std::string> index;
  for (const Shard& shard : site.manifest.search) index.insert(path_of_bundle(shard.file));
  CHECK(ask(index).incomplete);
  CHECK(ask(index).error.empty());
}

TEST_CASE("줄표로 뺀 말은 뺐다고 말하고, 그것도 찾는 길이 있다") {
  const SmallSite site;
  SmallReader reader(site);
  const auto leads_to = [&](const std::string& query) {
    return std::ranges::any_of(reader.state.page.pieces, [&](const Piece& piece) {
      return piece.href == format_route({.view = View::search, .query = query});
    });
  };
  reader.open("#/search?q=" + encoded("라브로프 -제목:없는말"));
  CHECK(reader.text_of_page().find("제목에 ‘없는말’ 제외") != std::string::npos);
  CHECK(leads_to("라브로프 제목:없는말"));
  reader.open("#/search?q=" + encoded("우려 −\"라브로프\""));
  CHECK(reader.text_of_page().find("‘라브로프’ 제외") != std::string::npos);
  CHECK(leads_to("우려 \"라브로프\""));
  reader.open("#/search?q=" + encoded("라브로프 -7도"));
  CHECK(reader.text_of_page().find("제외") == std::string::npos);
}

TEST_CASE("갈래로 좁힌 답은 그 아래 갈래로 다시 좁히고, 이미 고른 갈래는 다시 권하지 않는다") {
  std::vector<Article> articles = small_articles(6);
  for (std::size_t i = 0; i < articles.size(); ++i)
    articles[i].categories = {i < 2 ? "여행/국내" : i < 4 ? "여행/국외" : "여행"};
  const SmallSite site(articles);
  SmallReader reader(site);
  const auto leads_to = [&](const std::string& query) {
    return std::ranges::any_of(reader.state.page.pieces, [&](const Piece& piece) {
      return piece.href == format_route({.view = View::search, .query = query});
    });
  };
  reader.open("#/search?q=" + encoded("바닷물은 분류:여행"));
  CHECK(leads_to("바닷물은 분류:여행 분류:\"여행/국내\""));
  CHECK(leads_to("바닷물은 분류:여행 분류:\"여행/국외\""));
  CHECK_FALSE(leads_to("바닷물은 분류:여행 분류:\"여행\""));
  reader.open("#/search?q=" + encoded("바닷물은 분류:여행 분류:\"여행/국내\""));
  CHECK_FALSE(leads_to("바닷물은 분류:여행 분류:\"여행/국내\" 분류:\"여행/국내\""));
}

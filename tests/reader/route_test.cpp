#include <doctest.h>

#include "reader/route.h"

using namespace hanji;

TEST_CASE("주소: 처음, 글, 마디, 찾기, 갈래를 알아본다") {
  CHECK(parse_route("").view == View::home);
  CHECK(parse_route("#/").view == View::home);
  CHECK(parse_route("#text").view == View::home);
  CHECK(parse_route("#/2024-07-27-lavrov") == Route{.view = View::article, .slug = "2024-07-27-lavrov"});
  CHECK(parse_route("#/slug/%EA%B2%B0%EB%A1%A0?q=%ED%95%B5") ==
        Route{.view = View::article, .slug = "slug", .section = "결론", .query = "핵"});
  CHECK(parse_route("#/search?q=%EB%9D%BC%EB%B8%8C+%ED%95%B5") ==
        Route{.view = View::search, .query = "라브 핵"});
  CHECK(parse_route("#/category/News") == Route{.view = View::category, .category = "News"});
}

TEST_CASE("주소: 쓴 것을 읽으면 같은 곳이다") {
  for (const Route& route : {Route{},
                             Route{.view = View::article,
                                   .slug = "한글 슬러그",
                                   .section = "결론-및-전망",
                                   .query = "핵 협의 & 50%"},
                             Route{.view = View::search, .query = "#한글?q=1"},
                             Route{.view = View::category, .category = "종이와 인쇄"}}) {
    CHECK(parse_route(format_route(route)) == route);
  }
}

TEST_CASE("주소: 망가진 부호화는 넘어지지 않는다") {
  CHECK(parse_route("#/%").slug == "%");
  CHECK(parse_route("#/%E").slug == "%E");
  CHECK(parse_route("#/%FF%FE").view == View::home);
  CHECK(parse_route("#/a?b=c&q").query.empty());
}

TEST_CASE("주소: 아무리 길어도 부분마다 앞머리만, 글자를 끊지 않고 받는다") {
  std::string letters;
  for (int i = 0; i < 50'000; ++i) letters += "%EA%B0%80"; // 가
  for (const std::string& address : {std::string("#/") + letters, "#/search?q=" + letters,
                                     "#/category/" + letters, "#/a/" + letters + "?q=" + letters}) {
    const Route route = parse_route(address);
    for (const std::string& text : {route.slug, route.section, route.query, route.category}) {
      CHECK(text.size() <= most_text_bytes);
      CHECK(text.size() % 3 == (text == "a" ? 1 : 0));
    }
  }
  CHECK(bounded_text("가") == "가");
}

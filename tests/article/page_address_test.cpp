#include <doctest.h>

#include "article/page_address.h"

using namespace hanji;

TEST_CASE("제 주소가 없는 글은 a/ 아래에 놓인다") {
  CHECK(page_of("2024-01-02-글", "") == "a/2024-01-02-글.html");
  CHECK(page_of("2024-01-02-글", "2024/글/") == "2024/글/");
  CHECK(file_of_page("2024/글/") == "2024/글/index.html");
  CHECK(file_of_page("글.html") == "글.html");
  CHECK(key_of_page("2024/글/") == "/2024/글/");
}

TEST_CASE("아무리 긴 이름의 글도 파일이 되고, 어느 것도 누리집 밖으로 나가지 않는다") {
  std::string slug;
  for (int i = 0; i < 83; ++i) slug += "가";
  const std::string file = static_page_of(slug);
  CHECK(file.size() < 240);
  CHECK(file != static_page_of(slug + "나"));
  CHECK(static_page_of("../밖").find("..") == std::string::npos);
}

TEST_CASE("주소의 길은 끝이 어떻게 적혀도 같은 페이지를 찾는다") {
  using Pages = std::vector<std::string>;
  CHECK(pages_at("/2024/글/") == Pages{"2024/글/", "2024/글.html"});
  CHECK(pages_at("2024/글") == Pages{"2024/글/", "2024/글.html"});
  CHECK(pages_at("2024/글/index.html") == Pages{"2024/글/", "2024/글.html"});
  CHECK(pages_at("2024/글.html") == Pages{"2024/글.html"});
  CHECK(pages_at("/v1.0") == Pages{"v1.0/", "v1.0.html"});
  CHECK(pages_at("/").empty());
  CHECK(pages_at("index.html").empty());
}

TEST_CASE("누리집을 벗어나는 길은 페이지가 아니다") {
  for (const char* page : {"", "a.html", "글/", "a..b/c.html"}) CHECK(is_sound_page(page));
  for (const char* page : {"/a", "../a", "a/../b", "a//b", "./a", "a\\b", "a\nb", "\xFF"})
    CHECK_FALSE(is_sound_page(page));
  CHECK_FALSE(is_sound_page(std::string(301, 'a')));
}

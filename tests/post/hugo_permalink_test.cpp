#include <doctest.h>

#include "post/hugo_permalink.h"

using namespace hanji;

TEST_CASE("휴고의 주소: 설정의 표에서 마디마다의 틀을 읽는다") {
  const HeadField fields[] = {{"title", "글"},
                              {"permalinks.posts", "/:year/:month/:slug/"},
                              {"permalinks.page.문서", "/:sections/:filename/"},
                              {"permalinks.section.posts", "/모음/"},
                              {"permalinks.news", "/:없는것/"},
                              {"permalinks.old", "/:sections[1:]/:slug", false, 7, 3}};
  std::vector<Diagnostic> diagnostics;
  const std::vector<SectionPermalink> all = hugo_permalinks(fields, "hugo.toml", diagnostics);
  CHECK(all ==
        std::vector<SectionPermalink>{{"posts", "/:year/:month/:slug/"}, {"문서", "/:sections/:filename/"}});
  REQUIRE(diagnostics.size() == 2);
  CHECK(diagnostics[1].code == "bad_permalink");
  CHECK(diagnostics[1].line == 7);
  for (const std::string_view path :
       {"/집/content/posts/가.md", "content/ko/posts/나/index.md", "posts/다.md"})
    CHECK(permalink_of_section(all, path) == &all[0]);
  CHECK(permalink_of_section(all, "content/about.md") == nullptr);
  CHECK(permalink_of_section(all, "content/posts/index.md") == nullptr); // 그 마디의 것이 아니라 제 것이다
}

TEST_CASE("휴고의 주소: 자리마다 글의 것이 들어선다") {
  const HugoFields fields{.name = "My Post",
                          .path = "content/posts/여행 기/my-post.md",
                          .slug = "",
                          .title = "봄 나들이, 첫째!",
                          .date = {.year = 2024, .month = 3, .day = 9}};
  HugoFields named = fields;
  named.slug = "Spring Trip";
  const auto page = [](std::string_view permalink, const HugoFields& of) {
    return expand_hugo_permalink(permalink, of);
  };
  CHECK(page("/:year/:month/:day/:slug/", fields) == "/2024/03/09/봄-나들이-첫째/");
  CHECK(page("/:year/:month/:slug", named) == "/2024/03/spring-trip/");
  CHECK(page("/:section/:title.html", named) == "/posts/봄-나들이-첫째.html");
  CHECK(page("/:sections/:filename/", named) == "/posts/여행-기/my-post/");
  CHECK(page("/:slugorfilename/", fields) == "/my-post/");
  CHECK(page("/:slugorcontentbasename/", named) == "/spring-trip/");
  CHECK(page("/:monthname/:weekdayname/:weekday/:yearday/:contentbasename/", fields) ==
        "/march/saturday/6/69/my-post/");
  CHECK(hugo_names_date("/:section/:yearday/"));
  CHECK_FALSE(hugo_names_date("/:section/:slug/"));
}

#include <doctest.h>

#include "tests/cli/workshop.h"

using namespace hanji;

TEST_CASE("어느 도구의 글인지 폴더의 파일이 말하고, 그 도구의 마크다운으로 읽는다") {
  Workshop workshop;
  workshop.write("posts/a.md", "---\ntitle: 하나\n---\n보라 https://example.org/가 곳\n");
  const auto links = [&] {
    return workshop.read("site/a/a.html").contains("<a href=\"https://example.org/");
  };
  REQUIRE(workshop.build() == exit_done);
  CHECK_FALSE(links());
  workshop.write("posts/hugo.toml", "title = '글'\n");
  REQUIRE(workshop.build() == exit_done);
  CHECK(links());
  REQUIRE(workshop.build({"--like", "jekyll"}) == exit_done);
  CHECK_FALSE(links());
  CHECK(workshop.build({"--like", "wordpress"}) == exit_usage);
  const auto shown = [&](std::string generator) {
    workshop.run({"show", "--json", "--like", std::move(generator), workshop.at("posts/a.md").string()});
    return workshop.out.contains("\"link\": \"https://example.org/");
  };
  CHECK(shown("hugo"));
  CHECK_FALSE(shown("jekyll"));
}

#include <doctest.h>

#include "post/config.h"
#include "post/front_matter.h"

using namespace hanji;

namespace {

FrontMatter parse(std::string_view yaml, std::vector<Diagnostic>* diagnostics = nullptr) {
  std::vector<Diagnostic> ignored;
  auto front = parse_front_matter(yaml, "x.md", 2, diagnostics == nullptr ? ignored : *diagnostics);
  REQUIRE(front);
  return *front;
}

} // namespace

TEST_CASE("the front matter ends at its second fence") {
  const SplitPost split = split_front_matter("---\ntitle: x\n---\n\nbody\n---\n");
  CHECK(split.front == "title: x\n");
  CHECK(split.body == "\nbody\n---\n");
  CHECK(split.front_line == 2);
  CHECK(split.body_line == 4);
  CHECK(split.closed);
}

TEST_CASE("a first rule is no front matter, and text without one is all body") {
  CHECK_FALSE(split_front_matter("---\n\n글").found);
  CHECK(split_front_matter("---\n\n글").body == "---\n\n글");
  CHECK_FALSE(split_front_matter("").found);
  CHECK(split_front_matter("---\n---\n글").body == "글");
}

TEST_CASE("scalars are text whatever YAML would make of them") {
  CHECK(parse("title: 2024").title == "2024");
  CHECK(parse("title: yes").title == "yes");
  CHECK(parse("title: '1:30'").title == "1:30");
  CHECK(parse("title: [단독]").title == "[단독]");
  CHECK(parse("title: ~").title == "");
}

TEST_CASE("categories come as a list, as words or between commas") {
  using Names = std::vector<std::string>;
  CHECK(parse("categories:\n  - 주요 뉴스\n  - 경제").categories == Names{"주요 뉴스", "경제"});
  CHECK(parse("categories: 뉴스 경제").categories == Names{"뉴스", "경제"});
  CHECK(parse("categories: 주요 뉴스, 경제").categories == Names{"주요 뉴스", "경제"});
  CHECK(parse("category: 주요 뉴스").categories == Names{"주요 뉴스"});
}

TEST_CASE("one bad field costs no other, and its warning names the line") {
  std::vector<Diagnostic> diagnostics;
  const FrontMatter front =
      parse("title: [황희찬] 인종차별에 “분노”\nexcerpt: >\n  접은\n  글\nimage: '/a.png'\n", &diagnostics);
  CHECK(front.title == "[황희찬] 인종차별에 “분노”");
  CHECK(front.excerpt == "접은 글");
  CHECK(front.image == "/a.png");
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].code == "front_matter_yaml");
  CHECK(diagnostics[0].line == 2);
}

TEST_CASE("dates are read with and without a time, and impossible ones are not") {
  CHECK(parse_date("2024-07-27") == Date{.year = 2024, .month = 7, .day = 27});
  CHECK(parse_date("2024-7-5 9:05") == Date{.year = 2024, .month = 7, .day = 5, .hour = 9, .minute = 5});
  CHECK(parse_date("2024-07-27T09:05:06.5+09:00") ==
        Date{.year = 2024, .month = 7, .day = 27, .hour = 9, .minute = 5, .second = 6});
  CHECK(parse_date("2024. 7. 27.") == std::nullopt);
  CHECK(parse_date("2024.07.27.") == Date{.year = 2024, .month = 7, .day = 27});
  for (const char* bad :
       {"", "오늘", "2024-13-01", "2023-02-29", "2024-07-27 25:00", "20240727", "2024-07-27-제목"}) {
    CHECK_FALSE(parse_date(bad));
  }
}

TEST_CASE("_config.yml gives what a site needs, nested keys notwithstanding") {
  std::vector<Diagnostic> diagnostics;
  const SiteConfig config = read_config(
      "title: 한지\r\ndescription: >\r\n  글을\r\n  읽는 곳\r\nurl: https://example.org\r\nlang: ko\r\n"
      "timezone: Asia/Seoul\r\nauthor:\r\n  title: 아님\r\nplugins: [a, b]\r\n",
      "_config.yml", diagnostics);
  CHECK(config.title == "한지");
  CHECK(config.description == "글을 읽는 곳");
  CHECK(config.url == "https://example.org");
  CHECK(config.language == "ko");
  CHECK(config.timezone == "Asia/Seoul");
  CHECK(diagnostics.empty());
}

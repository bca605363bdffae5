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

TEST_CASE("별칭은 가리키는 것을 뜻하고, 합친 맵도 그렇다") {
  using Names = std::vector<std::string>;
  const FrontMatter front =
      parse("tags: &names [바다, 하늘]\ncategories: *names\nbase: &base\n  author: 한지\n"
            "<<: *base\ntitle: &t 제목\nexcerpt: *t\n");
  CHECK(front.tags == Names{"바다", "하늘"});
  CHECK(front.categories == Names{"바다", "하늘"});
  CHECK(front.author == "한지");
  CHECK(front.excerpt == "제목");
}

TEST_CASE("YAML 폭탄은 자리를 짚어 거절한다") {
  const auto refusal = [](const std::string& yaml) {
    std::vector<Diagnostic> diagnostics;
    const auto front = parse_front_matter(yaml, "x.md", 2, diagnostics);
    return front ? std::string("read") : front.error().where + " " + front.error().message;
  };
  std::string laughs = "a0: &a0 [하, 하]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + "]\n";
  }
  CHECK(refusal(laughs) == "x.md:12:17 aliases that grow beyond bounds; this is not read");
  CHECK(refusal("title: 글\na: " + std::string(100'000, '[')) ==
        "x.md:3:36 lists and maps nested beyond bounds; this is not read");
  std::string deep;
  for (int i = 0; i < 400; ++i) deep += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK(refusal(deep).ends_with("lists and maps nested beyond bounds; this is not read"));
  CHECK(refusal("title: " + std::string(300'000, 'x')) == "x.md:2 YAML of more than 256 KiB is not read");
}

TEST_CASE("dates are read with and without a time, and impossible ones are not") {
  CHECK(parse_date("2024-07-27") == Date{.year = 2024, .month = 7, .day = 27});
  CHECK(parse_date("2024-7-5 9:05") == Date{.year = 2024, .month = 7, .day = 5, .hour = 9, .minute = 5});
  CHECK(parse_date("2024-07-27T09:05:06.5+09:00") ==
        Date{.year = 2024, .month = 7, .day = 27, .hour = 9, .minute = 5, .second = 6});
  CHECK(parse_date("2024. 7. 27.") == Date{.year = 2024, .month = 7, .day = 27});
  CHECK(parse_date("2024년 7월 27일") == Date{.year = 2024, .month = 7, .day = 27});
  CHECK(parse_date("2024년 7월 27일 09:05") ==
        Date{.year = 2024, .month = 7, .day = 27, .hour = 9, .minute = 5});
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

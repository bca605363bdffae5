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

TEST_CASE("따옴표 없는 제목은 무엇으로 시작하든 쓴 그대로다") {
  for (const std::string title : {"[속보] 황희찬, “분노”",
                                  "1. 신화와: 역사",
                                  "\"따옴\" 뒤에 글",
                                  "'홑 따옴표 열고",
                                  "\"겹 따옴표 열고",
                                  "@골뱅이",
                                  "`역따옴표` 글",
                                  "%퍼센트",
                                  "*별표* 글",
                                  "&앤드 글",
                                  "!느낌표",
                                  "!주목 글",
                                  "| 세로",
                                  "> 꺾쇠",
                                  "{중괄호} 글",
                                  "[닫지 않은 괄호",
                                  "- 줄표로 시작",
                                  "? 물음표",
                                  "제목: 부제: 셋째",
                                  "끝에 콜론:",
                                  "“둥근따옴표”: 글",
                                  "[가] [나] 다",
                                  "[가], [나]",
                                  "it's: 'so'",
                                  "가\\나"}) {
    const FrontMatter front = parse("title: " + title + "\ncategories:\n  - 뉴스\nimage: /a.png\n");
    CHECK(front.title == title);
    CHECK(front.categories == std::vector<std::string>{"뉴스"});
    CHECK(front.image == "/a.png");
  }
}

TEST_CASE("잘못 쓴 칸도 뜻한 대로 읽힌다") {
  const std::string others = "\nexcerpt: >\n  접은\n  글\ndate: 2024-07-27\n";
  struct Row {
    const char *written, *title, *category, *image;
  };
  for (const Row& row : {
           Row{"title:제목", "제목", "", ""},
           Row{"title : 제목", "제목", "", ""},
           Row{"title:\t제목", "제목", "", ""},
           Row{"title:\u00A0제목", "제목", "", ""},
           Row{"title：제목", "제목", "", ""},
           Row{"Title: 제목", "제목", "", ""},
           Row{"title: 신화와: 그림\n둘째 줄", "신화와: 그림 둘째 줄", "", ""},
           Row{"categories:\n\t- 뉴스", "", "뉴스", ""},
           Row{"categories:\n\u00A0\u00A0- 뉴스", "", "뉴스", ""},
           Row{"categories:\n  -뉴스", "", "뉴스", ""},
           Row{"categories:\n- 뉴스", "", "뉴스", ""},
           Row{"categories:[뉴스]", "", "뉴스", ""},
           Row{"categories: [뉴스", "", "뉴스", ""},
           Row{"image: '/a.png", "", "", "/a.png"},
           Row{"image:\n\tpath: /a.png", "", "", "/a.png"},
           Row{"  title: 제목\nimage: /a.png", "제목", "", "/a.png"},
       }) {
    CAPTURE(row.written);
    const FrontMatter front = parse(row.written + others);
    CHECK(front.title == row.title);
    CHECK(front.categories ==
          (row.category[0] == 0 ? std::vector<std::string>{} : std::vector<std::string>{row.category}));
    CHECK(front.image == row.image);
    CHECK(front.excerpt == "접은 글");
    CHECK(front.date.date);
  }
}

TEST_CASE("끝을 알리는 줄이 없으면 글 속의 가로줄을 끝으로 알지 않는다") {
  const SplitPost split = split_front_matter("---\ntitle: x\nexcerpt: y\n\n첫 문단\n\n---\n\n둘째 문단\n");
  CHECK(split.found);
  CHECK_FALSE(split.closed);
  CHECK(split.body == "첫 문단\n\n---\n\n둘째 문단\n");
  CHECK(split.body_line == 5);
  const SplitPost loose = split_front_matter("---\nexcerpt: >\n첫 줄\n\n둘째 줄\ntitle: x\n---\n글");
  CHECK(loose.closed); // a field below it, so it belongs to the front matter
  CHECK(loose.body == "글");
}

TEST_CASE("시작을 알리는 줄이 없어도 아는 칸 둘로 시작하면 머리말이다") {
  const SplitPost closed = split_front_matter("title: x\ncategories: [a]\n---\n글");
  CHECK(closed.front == "title: x\ncategories: [a]\n");
  CHECK(closed.body == "글");
  CHECK_FALSE(closed.opened);
  CHECK(split_front_matter("title: x\ndate: 2024-07-27\n\n글").body == "\n글");
  CHECK_FALSE(split_front_matter("title: 은 이름이다\n글").found);
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
  const auto date_in = [](std::string_view text) { return parse_date(text).value_or(WrittenDate{}).date; };
  const Date day{.year = 2024, .month = 7, .day = 27};
  const Date time{.year = 2024, .month = 7, .day = 27, .hour = 9, .minute = 5};
  CHECK(date_in("2024-07-27") == day);
  CHECK(date_in("2024.07.27.") == day);
  CHECK(date_in("2024. 7. 27.") == day);
  CHECK(date_in("2024년 7월 27일") == day);
  CHECK(date_in("2024-7-27 9:05") == time);
  CHECK(date_in("2024년 7월 27일 09:05") == time);
  for (const char* bad :
       {"", "오늘", "2024-13-01", "2023-02-29", "2024-07-27 25:00", "20240727", "2024-07-27-제목"}) {
    CHECK_FALSE(parse_date(bad));
  }
}

TEST_CASE("시간대를 적은 날짜는 협정 세계시로 옮길 수 있다") {
  struct Row {
    const char* written;
    std::optional<int> offset;
    Date utc;
  };
  for (const Row& row : {
           Row{"2024-07-27T09:05:06.5+09:00", 540, {2024, 7, 27, 0, 5, 6}},
           Row{"2024-07-27 09:05:06 +0900", 540, {2024, 7, 27, 0, 5, 6}},
           Row{"2024-03-01 08:00 KST", 540, {2024, 2, 29, 23, 0, 0}},
           Row{"2024-12-31 20:00:00 -05:30", -330, {2025, 1, 1, 1, 30, 0}},
           Row{"2024-07-27T09:05:06Z", 0, {2024, 7, 27, 9, 5, 6}},
           Row{"2024-07-27 09:05:06", std::nullopt, {2024, 7, 27, 9, 5, 6}},
           Row{"2024-07-27 09:05:06 +99", std::nullopt, {2024, 7, 27, 9, 5, 6}},
       }) {
    CAPTURE(row.written);
    const auto date = parse_date(row.written);
    REQUIRE(date);
    CHECK(date->offset_minutes == row.offset);
    CHECK(in_utc(*date) == row.utc);
  }
}

TEST_CASE("_config.yml gives what a site needs, nested keys notwithstanding") {
  std::vector<Diagnostic> diagnostics;
  const SiteConfig config = read_config(
      "title: 한지\r\ndescription: >\r\n  글을\r\n  읽는 곳\r\nurl: https://example.org\r\nlang: ko\r\n"
      "timezone: Asia/Seoul\r\nauthor:\r\n  title: 아님\r\nplugins: [a, b]\r\nkramdown:\r\n  "
      "parse_block_html: true\r\n",
      "_config.yml", diagnostics);
  CHECK(config.title == "한지");
  CHECK(config.description == "글을 읽는 곳");
  CHECK(config.url == "https://example.org");
  CHECK(config.language == "ko");
  CHECK(config.timezone == "Asia/Seoul");
  CHECK(config.markdown_in_html);
  CHECK(diagnostics.empty());
}

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
       {"", "오늘", "2024-13-01", "2023-02-29", "2024-07-27 25:00", "2024072", "2024-07-27-제목"}) {
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

namespace {

FrontMatter read_head(std::string_view text, std::vector<Diagnostic>& diagnostics) {
  const SplitPost split = split_front_matter(text);
  REQUIRE(split.found);
  CHECK(split.body == "본문\n");
  auto front = parse_front_matter(split.front, "x.md", split.front_line, diagnostics, split.format);
  REQUIRE(front);
  return *front;
}

} // namespace

TEST_CASE("머리말은 YAML이든 TOML이든 JSON이든 같은 뜻으로 읽힌다") {
  for (const char* text : {
           "---\ntitle: 밀물 {}\ndate: 2024-03-05T14:00:00+09:00\ntags: [바다, C++]\ncategories:\n  - 자연\n"
           "authors:\n  - name: 홍길동\n  - name: 성춘향\naliases: [/옛/]\nslug: tide\n"
           "cover:\n  image: a.png\n  alt: 바다\n---\n본문\n",
           "+++\n# 밀물\ntitle = \"밀물 {}\"\ndate = 2024-03-05T14:00:00+09:00\ntags = [\"바다\",\n  'C++']\n"
           "aliases = [\"/옛/\"]\nslug = 'tide'\n[taxonomies]\ncategories = [\"자연\"]\n"
           "[[authors]]\nname = '홍길동'\n[[authors]]\nname = '성춘향'\n[cover]\nimage = 'a.png'\nalt = "
           "'바다'\n"
           "+++\n본문\n",
           "{\n  \"title\": \"밀물 {}\",\n  \"date\": \"2024-03-05T14:00:00+09:00\",\n  \"tags\": [\"바다\", "
           "\"C++\"],\n  \"categories\": [\"자연\"],\n  \"authors\": [{\"name\": \"홍길동\"}, {\"name\": "
           "\"성춘향\"}],\n  \"aliases\": \"/옛/\", \"slug\": \"tide\",\n  \"cover\": {\"image\": "
           "\"a.png\", \"alt\": \"바다\"}\n}\n본문\n",
           ";;;\n\"title\": \"밀물 {}\", \"date\": \"2024-03-05 14:00 +0900\", \"tags\": [\"바다\", "
           "\"C++\"],\n"
           "\"categories\": \"자연\", \"author\": [\"홍길동\", \"성춘향\"], \"alias\": \"/옛/\",\n"
           "\"slug\": \"tide\", \"thumbnail\": \"a.png\", \"image_alt\": \"바다\"\n;;;\n본문\n",
       }) {
    CAPTURE(text);
    std::vector<Diagnostic> diagnostics;
    const FrontMatter front = read_head(text, diagnostics);
    CHECK(diagnostics.empty());
    CHECK(front.title == "밀물 {}");
    CHECK(front.date.date == Date{2024, 3, 5, 14, 0, 0});
    CHECK(front.date.offset_minutes == 540);
    CHECK(front.tags == std::vector<std::string>{"바다", "C++"});
    CHECK(front.categories == std::vector<std::string>{"자연"});
    CHECK(front.author == "홍길동, 성춘향");
    CHECK(front.aliases.size() + front.redirects.size() == 1);
    CHECK(front.slug == "tide");
    CHECK(front.image == "a.png");
    CHECK(front.image_alternative == "바다");
  }
}

TEST_CASE("표의 머리에 이름이 없는 TOML도 알려질 뿐이다") {
  for (const char* header : {"[(c", "[+", "[[=", "[ !]", "[a.]", "[a.(", "[\x01", "[\"", "[["}) {
    CAPTURE(header);
    std::vector<Diagnostic> diagnostics;
    const FrontMatter front =
        read_head("+++\ntitle = \"밀물\"\n" + std::string(header) + "\n+++\n본문\n", diagnostics);
    CHECK(front.title == "밀물");
    REQUIRE(!diagnostics.empty());
    CHECK(diagnostics[0].code == "front_matter_toml");
    CHECK(diagnostics[0].line == 3);
  }
}

TEST_CASE("깨진 TOML과 JSON은 읽히는 만큼 읽히고, 자리와 함께 알려진다") {
  std::vector<Diagnostic> diagnostics;
  FrontMatter front = read_head(
      "+++\ntitle = \"밀물\"\ntags = [\"바다\", \"달\"]\ndate = 2024-3-5\n+++\n본문\n", diagnostics);
  CHECK(front.title == "밀물");
  CHECK(front.tags == std::vector<std::string>{"바다", "달"});
  CHECK(front.date.date == Date{2024, 3, 5});
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].code == "front_matter_toml");
  CHECK(diagnostics[0].line == 4);

  diagnostics.clear();
  front = read_head("{\n\"title\": \"밀물\",\n\"tags\": [\"바다\"],\n}\n본문\n", diagnostics);
  CHECK(front.title == "밀물");
  CHECK(front.tags == std::vector<std::string>{"바다"});
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].code == "front_matter_json");
  CHECK(diagnostics[0].line == 4);
}

TEST_CASE("본문의 중괄호와 더하기는 머리말이 아니다") {
  for (const char* text : {"{{ site.title }}\n글", "{\"a\": 1} 은 JSON이다", "{\"a\": 1\n글", "+++ 글\n+++\n",
                           "+++\n끝이 없다\n", ";;;\n끝이 없다\n", "{% include a %}\n"}) {
    CAPTURE(text);
    CHECK_FALSE(split_front_matter(text).found);
    CHECK(split_front_matter(text).body == text);
  }
}

TEST_CASE("칸의 이름은 도구마다 달라도 뜻이 같다") {
  CHECK(parse("제목: 하천법\n공포일자: 2024-01-02\n시행일자: 2024-07-03").title == "하천법");
  CHECK(parse("시행일자: 2024-07-03\n공포일자: 2024-01-02").date.date == Date{2024, 1, 2});
  CHECK(parse("사건명: 손해배상\n선고일자: 1997-07-11").date.date == Date{1997, 7, 11});
  CHECK(parse("post_title: 봄\npost_date: 2016-11-18 09:30:00\npost_excerpt: 도시락").excerpt == "도시락");
  CHECK(parse("post_date_gmt: 2016-11-18 00:30:00").date.offset_minutes == 0);
  CHECK(parse("summary: 줄임\n부제: 작은 제목").excerpt == "줄임");
  CHECK(parse("부제: 작은 제목").excerpt == "작은 제목");
  CHECK(parse("description: 설명\nexcerpt: 요약").excerpt == "요약");
  CHECK(parse("excerpt: 요약\ndescription: 설명").excerpt == "요약");
  CHECK(parse("excerpt:\ndescription: 설명").excerpt == "설명");
  CHECK(parse("지은이: 홍길동").author == "홍길동");
  CHECK(parse("author: {name: 홍길동, email: a@b.c}").author == "홍길동");
  CHECK(parse("author:\n  display_name: 홍길동\n  login: hong").author == "홍길동");
  CHECK(parse("pubDate: Mar 5 2024\nupdatedDate: 2024-03-06").modified.date == Date{2024, 3, 6});
  CHECK(parse("lastmod: 2024-03-06").modified.date == Date{2024, 3, 6});
  CHECK(parse("last_update:\n  date: 2024-03-06").modified.date == Date{2024, 3, 6});
  CHECK(parse("header:\n  teaser: /t.png").image == "/t.png");
  CHECK(parse("images: [/a.png, /b.png]").image == "/a.png");
  CHECK(parse("image: true\ncover: /a.png").image == "/a.png");
  CHECK(parse("locale: ko_KR").language == "ko-KR");
  CHECK(parse("slug: /안내/시작").url.text == "/안내/시작");
  CHECK(parse("path: 안내/시작").url.text == "안내/시작");
}

TEST_CASE("갈래와 꼬리표는 겹친 목록이든 묶음이든 낱낱이 읽힌다") {
  using Names = std::vector<std::string>;
  CHECK(parse("categories:\n  - [자연, 바다]\n  - [과학]").categories == Names{"자연", "바다", "과학"});
  CHECK(parse("tags: [{name: 바다, slug: sea}, {name: 달, slug: moon}]").tags == Names{"바다", "달"});
  CHECK(parse("tags:\n  곳: [바다, 섬]").tags == Names{"바다", "섬"});
  CHECK(parse("tags: ['#바다', 자연/섬]").tags == Names{"바다", "자연/섬"});
  CHECK(parse("분류: 주요 뉴스, 경제").categories == Names{"주요 뉴스", "경제"});
  CHECK(parse("태그: 밀물 썰물").tags == Names{"밀물 썰물"});
  CHECK(parse("series: [첫걸음]\ntags: 바다").tags == Names{"첫걸음", "바다"});
}

TEST_CASE("날짜는 사람과 도구가 쓰는 꼴대로 읽힌다") {
  const Date day{2024, 3, 5}, two{2024, 3, 5, 14, 0, 0}, half{2024, 3, 5, 14, 30, 0};
  struct Row {
    const char* written;
    Date date;
  };
  for (const Row& row : {Row{"2024. 3. 5.", day},
                         {"2024.3.5", day},
                         {"2024. 3. 5", day},
                         {"2024. 3. 5.(화)", day},
                         {"2024. 03. 05. (화) 14:30", half},
                         {"2024. 3. 5. 오후 2:30", half},
                         {"2024년 3월 5일", day},
                         {"2024년3월5일", day},
                         {"2024년 03월 05일 화요일", day},
                         {"2024년 3월 5일(화)", day},
                         {"2024년 3월 5일 오후 2시", two},
                         {"2024년 3월 5일 화요일 오후 2시 30분", half},
                         {"2024년 3월 5일 14시", two},
                         {"2024년 3월 5일 오전 12시", day},
                         {"2024年 3月 5日", day},
                         {"2024-03-05 오후 2:30:00", half},
                         {"2024-03-05 02:30 PM", half},
                         {"2024/3/5 2:30 p.m.", half},
                         {"20240305", day},
                         {"20240305T1430", {}},
                         {"5 March 2024", day},
                         {"05-Mar-2024", day},
                         {"March 5, 2024", day},
                         {"Mar. 5th, 2024 at 2:30 PM", half},
                         {"Tue, 05 Mar 2024 14:30:00 +0900", half},
                         {"Tue Mar 05 2024 14:30:00 GMT+0900 (KST)", half},
                         {"2024-03-05T14:30:00.000Z", half},
                         {"1709649000", half},
                         {"1709649000000", half},
                         {"2024-03-05T14:30", half}}) {
    CAPTURE(row.written);
    CHECK(parse_date(row.written).value_or(WrittenDate{}).date == row.date);
  }
  CHECK(parse_date("Tue, 05 Mar 2024 14:30:00 GMT")->offset_minutes == 0);
  CHECK(parse_date("Tue Mar 05 2024 14:30:00 GMT+0900 (KST)")->offset_minutes == 540);
  CHECK(parse_date("1709649000")->offset_minutes == 0);
  for (const char* bad :
       {"3월 5일", "2024년", "2024년 13월 1일", "오후 2시", "Marz 5 2024", "2024-03-05 오후", "월요일",
        "March", "5 2024", "12345678901", "2024-03-05 25시", "화 2024", "(화)"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_date(bad));
  }
}

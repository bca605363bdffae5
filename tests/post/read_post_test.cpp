#include <doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <vector>

#include "article/dump.h"
#include "article/plain_text.h"
#include "post/read_post.h"
#include "tests/golden.h"
#include "tests/skip.h"

using namespace hanji;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string dump(const ReadPost& post) {
  std::string text = hanji::dump(post.article) + "\n";
  if (post.withheld) text += "not public\n";
  for (const Diagnostic& each : post.diagnostics) {
    text += std::to_string(each.line) + ":" + std::to_string(each.column) + ": " + each.code + ": " +
            each.message + " (" + each.recovery + ")\n";
  }
  return text;
}

} // namespace

TEST_CASE("small ugly posts are understood") {
  for (const fs::path& file : files_in(fs::path(HANJI_SOURCE_DIR) / "tests/post/posts")) {
    const std::string name = file.filename().string();
    CAPTURE(name);
    const auto post = read_post(bytes_of(file), name);
    REQUIRE(post);
    check_golden(dump(*post), fs::path("tests/post/expected") / (name + ".txt"));
  }
}

TEST_CASE("첫 제목줄을 제목으로 삼는 도구의 글은 머리글이 없어도 탓하지 않는다") {
  const auto codes = [](std::string_view bytes, bool titles_in_text) {
    PostRules rules;
    rules.titles_in_text = titles_in_text;
    std::string all;
    const auto post = read_post(bytes, "x.md", rules);
    for (const Diagnostic& each : post->diagnostics) all += each.code + " ";
    return all;
  };
  CHECK(codes("# 밀물\n\n글\n", true).empty());
  CHECK(codes("---\nlang: ko\n---\n# 밀물\n\n글\n", true).empty());
  CHECK(codes("글\n\n## 둘\n", true) == "title_missing "); // 제목줄이 아니다
  CHECK(codes("글\n", true) == "title_missing ");
  CHECK(codes("# 밀물\n\n글\n", false) == "front_matter_missing title_missing ");
}

TEST_CASE("머리글의 꺾쇠는 짝이 있어야 태그이고, 아니면 글자다") {
  const auto title = [](const std::string& written) {
    return read_post("---\ntitle: '" + written + "'\n---\n글\n", "x.md")->article.title;
  };
  CHECK(title("<b>굵은</b> 제목") == "굵은 제목");
  CHECK(title("두<br>줄 &amp; <wbr>셋") == "두 줄 & 셋");
  CHECK(title("공통 컴포넌트 (예: <div>)") == "공통 컴포넌트 (예: <div>)");
  CHECK(title("<Fragment> (<>...</>)") == "<Fragment> (<>...</>)");
  CHECK(title("<b>과 </i>, <B>짝</B>") == "과 </i>, 짝");
  CHECK(title("홍길동 <gildong@example.kr>") == "홍길동 <gildong@example.kr>");
  CHECK(title("a < b <!-- 숨은 말 -->") == "a < b");
  CHECK(title("vector<int> 쓰기") == "vector<int> 쓰기");
}

TEST_CASE("제목을 되풀이하는 첫 제목줄은 한 번만 보인다") {
  const auto headings = [](std::string_view bytes) {
    const auto post = read_post(bytes, "x.md");
    std::vector<std::string> texts;
    for (const Block& block : post->article.blocks) {
      if (block.kind == BlockKind::heading) texts.push_back(block.text);
    }
    return texts;
  };
  using Texts = std::vector<std::string>;
  CHECK(headings("---\ntitle: 밀물\n---\n# 밀물\n\n글\n\n## 둘\n") == Texts{"둘"});
  CHECK(headings("---\ntitle: R&amp;D 밀물\n---\n<h1>R&amp;D\n밀물</h1><p>글") == Texts{});
  CHECK(headings("# 밀물\n\n글\n\n# 밀물\n") == Texts{"밀물"});
  CHECK(headings("---\ntitle: 밀물\n---\n글\n\n# 밀물\n") == Texts{"밀물"});
  CHECK(headings("---\ntitle: 밀물\n---\n# [밀물](https://example.org)\n") == Texts{"밀물"});
  CHECK(headings("---\ntitle: 밀물\n---\n# 썰물\n") == Texts{"썰물"});
}

TEST_CASE("태그가 아닌 것은 글을 삼키지 않는다") {
  const auto text = [](const std::string& body) {
    return plain_text(read_post("---\ntitle: 글\n---\n" + body, "x.md")->article);
  };
  std::string words;
  for (int i = 0; i < 120; ++i) words += " 낱말";
  CHECK(text("수식 $z_{<t}$" + words + "\n\n둘째 문단.\n\n> 인용\n").find("$z_{<t}$ 낱말 낱말") !=
        std::string::npos);
  CHECK(text("수식 a <b" + words + "\n\n둘째 문단.\n\n> 인용\n").find("둘째 문단.") != std::string::npos);
  const std::string boxed = "<div>\n\n이제 `<script setup>` 블록.\n\n</div>\n\n## 다음\n\n`</script>`\n";
  CHECK(text(boxed).find("<script setup> 블록.") != std::string::npos);
  CHECK(text(boxed).find("다음") != std::string::npos);
  CHECK(text("[글](<a(b).md>) 과 <me@example.org>\n").starts_with("글 과 me@example.org"));
  CHECK(text("<button>눌러요</button>\n") == "눌러요");
}

TEST_CASE("post_url 뒤의 마디는 그 글의 마디다") {
  const auto post = read_post(
      "---\ntitle: 글\n---\n[속성]({% post_url 2020-05-30-a %}#b) {% post_url 2020-05-30-a %}\n", "x.md");
  REQUIRE(post->article.links.size() == 1);
  CHECK(post->article.links[0].url == "post:2020-05-30-a#b");
}

TEST_CASE("줄 앞의 날짜는 목록이 아니다") {
  const auto text = [](const std::string& body) {
    return plain_text(read_post("---\ntitle: 글\n---\n" + body, "x.md")->article);
  };
  CHECK(text("1979. 5. 8. 선고, 79므3 판결\n") == "1979. 5. 8. 선고, 79므3 판결");
  CHECK(text("8. 15. 광복절\n") == "8. 15. 광복절");
  CHECK(text("1. 하나\n2. 둘\n") == "하나\n둘");
  CHECK(text("```\n8. 15. 광복절\n```\n") == "8. 15. 광복절");
}

TEST_CASE("버려지는 글은 그 말과 줄이 알려진다") {
  const auto told = [](const std::string& body) {
    const auto post = read_post("---\ntitle: 글\n---\n" + body, "x.md");
    std::string messages;
    for (const Diagnostic& each : post->diagnostics)
      messages += std::to_string(each.line) + " " + each.message + "\n";
    return messages;
  };
  CHECK(told("글\n\n<select><option>하나</option><option>둘</option></select>\n") ==
        "6 <select> with “하나 둘”\n");
  CHECK(told("<noscript>스크립트가 없으면</noscript>\n") == "4 <noscript> with “스크립트가 없으면”\n");
  CHECK(told("<noscript><img src=\"a.png\"></noscript>\n") == "");
  CHECK(told("* 첫째 글\n* 둘째 글\n{:toc}\n") == "4 a list above {:toc}: “* 첫째 글 * 둘째 글”\n");
  CHECK(told("* TOC\n{:toc}\n") == "");
}

TEST_CASE("글머리에서 지은 요약에는 각주의 번호가 없다") {
  CHECK(read_post("글이다.[^1] 또 글.\n\n[^1]: 풀이\n", "x.md")->article.excerpt == "글이다. 또 글.");
}

TEST_CASE("HTML 속의 별표는 적힌 대로 보이며, 발행인이 parse_block_html을 켜면 강조다") {
  const std::string_view file =
      "---\ntitle: 글\n---\n<p>이 글의 **굵은 말**과 5*3*2, *기운 말*.</p>\n\n밖의 **굵은 말**";
  const auto as_written = read_post(file, "x.md");
  CHECK(plain_text(as_written->article) == "이 글의 **굵은 말**과 5*3*2, *기운 말*.\n밖의 굵은 말");
  REQUIRE(as_written->diagnostics.size() == 1);
  CHECK(as_written->diagnostics[0].code == "stars_in_html");
  CHECK(as_written->diagnostics[0].line == 4);

  const auto meant = read_post(file, "x.md", {.markdown_in_html = true});
  CHECK(plain_text(meant->article) == "이 글의 굵은 말과 5*3*2, 기운 말.\n밖의 굵은 말");
  CHECK(meant->diagnostics.empty());
}

TEST_CASE("원문의 줄바꿈은 빈칸이 되고(B4), 풀어 쓴 한글은 모아쓴 글자가 된다(B34)") {
  CHECK(plain_text(read_post("<p>한국\n어</p>", "x.html")->article) == "한국 어");
  CHECK(plain_text(read_post("한국\n어", "x.md")->article) == "한국 어");
  CHECK(plain_text(read_post("\u1112\u1161\u11AB글", "x.md")->article) == "한글");
}

TEST_CASE("이름에서 슬러그와 날짜를 얻는다") {
  const auto post = read_post("---\ntitle: 글\n---\n글", "_posts/2024-07-27-러 외무.markdown");
  REQUIRE(post);
  CHECK(post->article.slug == "2024-07-27-러 외무");
  CHECK(iso_date(post->article.date) == "2024-07-27");
  const auto dated = read_post("---\ndate: 2023-01-02\n---\n글", "2024-07-27-x.md");
  CHECK(iso_date(dated->article.date) == "2023-01-02");
  CHECK_FALSE(read_post("글", "소개.md")->article.date);
}

TEST_CASE("없는 제목은 첫 제목이나 이름에서, 없는 요약은 글에서 얻는다") {
  CHECK(read_post("## 첫 제목\n글", "a.md")->article.title == "첫 제목");
  CHECK(read_post("글", "a.md")->article.title == "a");
  std::string body;
  for (int i = 0; i < 100; ++i) body += "한지 ";
  const std::string excerpt = read_post(body, "a.md")->article.excerpt;
  CHECK(excerpt.ends_with("한지…"));
  CHECK(excerpt.size() < 400);
}

TEST_CASE("시간대를 적은 날짜는 발행인의 시계로 보인다") {
  const LocalTime seoul = [](const Date& utc) { // nine hours ahead; enough for this one
    Date date = utc;
    date.hour = static_cast<std::uint8_t>(date.hour + 9);
    return date;
  };
  const auto date_of = [&](std::string_view written, const LocalTime& local) {
    return read_post("---\ntitle: 글\ndate: " + std::string(written) + "\n---\n", "x.md",
                     {.local_time = local})
        ->article.date;
  };
  CHECK(date_of("2024-07-27 00:30:00 +0000", seoul).hour == 9);
  CHECK(date_of("2024-07-27 09:30:00 +0900", seoul).hour == 9);
  CHECK(date_of("2024-07-27 00:30:00", seoul).hour == 0);
  CHECK(date_of("2024-07-27 00:30:00 +0000", {}).hour == 0);
}

TEST_CASE("요약과 다른 머리글은 글 위에 선다") {
  const auto read = [](std::string_view front) {
    return read_post("---\ntitle: 글\n" + std::string(front) + "---\n본문", "x.md")->article;
  };
  const Article both = read("excerpt: 요약\nfeature_text: >\n  ## 속보\n\n  **자세한** 요약\n");
  CHECK(both.excerpt == "요약");
  CHECK(both.lead == "속보 자세한 요약");
  CHECK(read("excerpt: 요약\nfeature_text: 요약\n").lead.empty());
  const Article alone = read("feature_text: 하나뿐인 *머리글*\n");
  CHECK(alone.excerpt == "하나뿐인 머리글");
  CHECK(alone.lead.empty());
  CHECK(read("lang: en\n").language == "en");
}

TEST_CASE("대표 그림이 본문에 있으면 본문은 그대로이고, 목록에는 그 그림이 나온다") {
  const Article article =
      read_post("---\ntitle: 글\nimage: https://a.kr/둘.png\n---\n[예약하기](https://a.kr)\n\n"
                "![하나](https://a.kr/하나.png)\n\n## 소개\n\n글\n\n"
                "<figure><img src=\"//a.kr/둘.png\" alt=\"바다\"><figcaption>둘째</figcaption></figure>",
                "x.md")
          ->article;
  REQUIRE(article.blocks.size() == 5);
  CHECK(article.blocks[0].kind == BlockKind::paragraph);
  CHECK(article.figures[article.blocks[1].extra].alternative == "하나");
  CHECK(article.figures[article.blocks[4].extra].alternative == "바다");
  CHECK(article.blocks[4].text == "둘째");
  CHECK(article.blocks[4].extra == 0); // headline_of() takes the first
}

TEST_CASE("본문에 없는 대표 그림은 글 위에, 본문이 그림으로 시작하면 글 아래에 선다") {
  const auto read = [](std::string_view body) {
    return read_post("---\ntitle: 글\nimage: /대표.png\n---\n" + std::string(body), "x.md")->article;
  };
  const Article above = read("글 하나.\n\n글 둘.\n\n![](/둘.png)");
  REQUIRE(above.blocks.size() == 4);
  CHECK(above.blocks[0].kind == BlockKind::figure);
  CHECK(above.blocks[0].number == 1);
  CHECK(above.blocks[0].extra == 0);
  CHECK(above.figures[above.blocks[3].extra].source == "/%EB%91%98.png");
  const Article below = read("예약하기\n\n![](/둘.png)\n\n글 하나.[^1]\n\n[^1]: 주석");
  REQUIRE(below.blocks.size() == 5);
  CHECK(below.figures[below.blocks[1].extra].source == "/%EB%91%98.png");
  CHECK(below.blocks[3].kind == BlockKind::figure);
  CHECK(below.blocks[3].extra == 0);
  CHECK(below.blocks[4].kind == BlockKind::footnote);
}

TEST_CASE("what is no text is refused, with the path") {
  const auto utf16 = read_post(std::string_view("G\0G\0", 4), "posts/x.md"); // without a byte order mark
  REQUIRE_FALSE(utf16);
  CHECK(utf16.error().kind == ErrorKind::bad_input);
  CHECK(utf16.error().where == "posts/x.md");
  CHECK_FALSE(read_post("---\ntitle: " + std::string(300'000, 'x') + "\n---\n", "x.md"));
  CHECK_FALSE(read_post(std::string(33U << 20U, 'x'), "x.md"));
}

TEST_CASE("an empty file is an article without blocks") {
  const auto post = read_post("", "x.md");
  REQUIRE(post);
  CHECK(post->article.blocks.empty());
  CHECK(post->article.title == "x");
}

TEST_CASE("문자 참조로 쓴 자모도 한 글자가 된다") {
  for (const char* name : {"x.md", "x.html"}) {
    const auto post = read_post("&#x1100;&#x1161;", name);
    REQUIRE(post);
    CHECK(plain_text(post->article) == "가");
  }
}

TEST_CASE("표시를 떼어 낸 자리에서 만난 글자도 한 글자가 된다") {
  const auto marked = read_post("*\u1100*\u1161와 **R**\u0341", "x.md"),
             tagged = read_post("<b>\u1100</b>\u1161와", "x.html");
  REQUIRE(marked);
  REQUIRE(tagged);
  CHECK(plain_text(marked->article) == "가와 \u0154");
  CHECK(plain_text(tagged->article) == "가와");
}

TEST_CASE("what repeats without end stays cheap") {
  const auto repeated = [](std::string_view unit, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += unit;
    return text;
  };
  for (const std::string_view unit : {"<div>",
                                      "<p>\n",
                                      "<!--",
                                      "<!--\n",
                                      "<![CDATA[",
                                      "<b><i>",
                                      "<b><p>",
                                      "<a ",
                                      "<a b=\"",
                                      "<rt>",
                                      "<svg><td>",
                                      "<table><tr><td>",
                                      "<table>x",
                                      "<li>",
                                      "<ul><li>",
                                      "<dl><dt>",
                                      "<details><summary>",
                                      "<select>",
                                      "<option>",
                                      "<video></video>",
                                      "<script>",
                                      "<iframe>",
                                      "</p>",
                                      "</b가",
                                      "<code>",
                                      "{{",
                                      "{%",
                                      "{% raw %}",
                                      "{% comment %}",
                                      "**a",
                                      "*x*{:#a}",
                                      "`",
                                      "` ``",
                                      "[",
                                      "[^1]",
                                      "[^a]: x\n",
                                      "> ",
                                      "1. ",
                                      "# a\n{:",
                                      "a\n: b\n\n",
                                      "|a|b|\n",
                                      "|---|\n",
                                      "$$ x",
                                      "$a$ ",
                                      "$a_1\n",
                                      "\\\\[x",
                                      "\\begin{a}\n",
                                      "    a\n",
                                      "`a` ",
                                      ":::a\n",
                                      ":::a\n:::\n",
                                      "> [!a]\n",
                                      ">\na\n",
                                      "==a ",
                                      "- [ ] a\n",
                                      "{/*a*/}",
                                      "{{< highlight >}} /highlight ",
                                      "{{< note >}}\n{{< /note >}}\n",
                                      "import 'a'\n",
                                      "https://a.kr/(a)) ",
                                      "a <b ",
                                      "<div>\n# a\n",
                                      "<p>*a",
                                      "<div markdown=\"1\">\n"}) {
    CAPTURE(unit);
    const std::string body = repeated(unit, 5'000);
    for (const char* name : {"x.md", "x.html"}) {
      const auto post = read_post(body, name);
      REQUIRE(post);
      CHECK(hanji::dump(post->article).size() < 40 * body.size());
      CHECK(post->diagnostics.size() < 300);
    }
  }
  std::string formatting, attributes = "<p";
  for (int i = 0; i < 1'000; ++i) formatting += "<font color=\"#000" + std::to_string(i) + "\">";
  for (int i = 0; i < 5'000; ++i) attributes += " a" + std::to_string(i);
  const auto formatted = read_post(formatting + repeated("<p>글", 5'000), "x.html");
  REQUIRE(formatted);
  CHECK(formatted->article.blocks.size() == 5'000);
  CHECK(formatted->article.blocks.back().inlines.empty()); // the budget for opening anew was used up
  CHECK(plain_text(read_post(attributes + ">글</p>", "x.html")->article) == "글");
  CHECK_FALSE(read_post("---\na: " + repeated("[", 50'000) + "\n---\n", "x.md"));
  CHECK(read_post("---\na: &a [x]\nb: " + repeated("*a ,", 1'000) + "\n---\n", "x.md"));
}

TEST_CASE("every post of the shared corpus comes in") {
  const fs::path folder = fs::path(HANJI_SOURCE_DIR) / "../shared/posts/_posts";
  if (!fs::exists(folder)) return skip("there are no shared posts here");
  std::map<std::string, int> codes;
  std::size_t posts = 0;
  for (const fs::path& file : files_in(folder)) {
    const auto post = read_post(bytes_of(file), file.filename().string());
    CAPTURE(file.string());
    REQUIRE(post);
    ++posts;
    CHECK_FALSE(post->article.title.empty());
    CHECK_FALSE(plain_text(post->article).empty());
    CHECK(post->article.date);
    for (const Block& block : post->article.blocks) {
      std::uint32_t end = 0;
      for (const Inline& run : block.inlines) {
        REQUIRE(run.begin >= end);
        REQUIRE(run.end > run.begin);
        end = run.end;
      }
      REQUIRE(end <= block.text.size());
    }
    for (const Diagnostic& each : post->diagnostics) ++codes[each.code];
  }
  std::string counts = std::to_string(posts) + " posts";
  for (const auto& [code, count] : codes) counts += ", " + code + " " + std::to_string(count);
  MESSAGE(counts);
}

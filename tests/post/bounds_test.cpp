// Posts beyond all reason: they come in whole, or a warning says where a bound bites. Sizes are such that
// work which grows with their square would be felt.
#include <doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "article/plain_text.h"
#include "bundle/write_bundle.h"
#include "index/index_text.h"
#include "post/read_post.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::string times(std::size_t count, const std::string& unit) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += unit;
  return text;
}

template <class Unit>
std::string each(std::size_t count, const Unit& unit) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += unit(std::to_string(i));
  return text;
}

// As it goes into a bundle and into the index.
ReadPost read(const std::string& bytes, std::string_view name = "x.md") {
  auto post = read_post(bytes, name);
  REQUIRE(post);
  CHECK(entry_of(post->article).has_value());
  CHECK_FALSE(index_fields(post->article).empty());
  return *std::move(post);
}

ReadPost read_body(const std::string& body, std::string_view name = "x.md") {
  return read("---\ntitle: 글\n---\n" + body, name);
}

std::size_t blocks_of(const ReadPost& post, BlockKind kind) {
  return static_cast<std::size_t>(std::ranges::count(post.article.blocks, kind, &Block::kind));
}

// The lines at which a warning of this kind stands, and what it says.
std::string warnings(const ReadPost& post, std::string_view code) {
  std::string lines;
  for (const Diagnostic& each : post.diagnostics) {
    if (each.code == code)
      lines += std::to_string(each.line) + ": " + each.message + " (" + each.recovery + ")\n";
  }
  return lines;
}

} // namespace

TEST_CASE("한도: 50만 자 글과 2만 자 낱말도 한 자 빠짐없이 들어온다") {
  const std::string sentence = "바닷물은 하루에 두 번 들고 난다.";
  const ReadPost paragraphs = read_body(times(27'000, sentence + "\n\n"));
  CHECK(plain_text(paragraphs.article) == times(26'999, sentence + "\n") + sentence);
  CHECK(paragraphs.diagnostics.empty());
  const ReadPost one = read_body(times(27'000, sentence + " "));
  CHECK(one.article.blocks.size() == 1);
  CHECK(one.article.blocks[0].text == times(26'999, sentence + " ") + sentence);
  const std::string word = times(4'000, "가나다라마");
  CHECK(plain_text(read_body(word).article) == word);
}

TEST_CASE("한도: 끝나지 않는 코드와 멀리 들여 쓴 항목이 수만이어도 곧 읽힌다") {
  const ReadPost codes = read_body(times(50'000, "````가\n```\n"));
  CHECK(blocks_of(codes, BlockKind::code) > 0);
  const ReadPost items = read_body("- 가\n" + times(20, "  <div>\n\n  - 나\n\n") + "  - " + times(500, " ") +
                                   "다\n```\n" + times(50'000, "x\n") + "```\n");
  CHECK(plain_text(items.article).find("다") != std::string::npos);
  const ReadPost far =
      read_body("- 가\n" + times(2'000, " ") + "- 나\n```\n" + times(50'000, "x\n") + "```\n");
  CHECK(plain_text(far.article).ends_with("x\nx"));
}

TEST_CASE("한도: 2만 줄 표는 모든 칸이 제자리에 선다") {
  const ReadPost markdown = read_body("|가|나|\n|---|---|\n" + times(20'000, "|하나|둘|\n"));
  REQUIRE(markdown.article.cells.size() == 40'002);
  CHECK(markdown.article.cells.back().row == 20'000);
  CHECK(markdown.diagnostics.empty());
  const ReadPost html = read_body("<table>" + times(20'000, "<tr><td>하나<td>둘") + "</table>", "x.html");
  REQUIRE(html.article.cells.size() == 40'000);
  CHECK(html.article.cells.back().row == 19'999);
}

TEST_CASE("한도: 4,096칸보다 넓은 표는 겹치는 자리를 알린다") {
  const ReadPost wide = read_body("<table><tr>" + times(4'100, "<td>칸") + "</table>", "x.html");
  CHECK(blocks_of(wide, BlockKind::cell) == 4'100);
  CHECK(warnings(wide, "too_wide").starts_with("4: a table of more than 4096 columns"));
  CHECK(
      warnings(read_body("<table><tr>" + times(4'096, "<td>칸") + "</table>", "x.html"), "too_wide").empty());
  // Columns that a row above spans cost nothing further below.
  const ReadPost spans = read_body("<table><tr>" + times(4, "<td colspan=1000>넓은 칸") +
                                       times(20'000, "<tr><td>칸") + "</table>",
                                   "x.html");
  CHECK(spans.article.cells.back().row == 20'000);
}

TEST_CASE("한도: 그림 5천, 링크 만, 각주 5천이 모두 들어온다") {
  const ReadPost pictures =
      read_body(each(5'000, [](const auto& i) { return "![그림](https://a.kr/" + i + ".png)\n\n"; }));
  CHECK(pictures.article.figures.size() == 5'000);
  const ReadPost links =
      read_body(each(10'000, [](const auto& i) { return "[글](https://a.kr/" + i + ") "; }));
  CHECK(links.article.links.size() == 10'000);
  const ReadPost footnotes = read_body(each(5'000, [](const auto& i) { return "글[^" + i + "] "; }) + "\n\n" +
                                       each(5'000, [](const auto& i) { return "[^" + i + "]: 주\n"; }));
  CHECK(blocks_of(footnotes, BlockKind::footnote) == 5'000);
}

TEST_CASE("한도: 천 겹으로 겹친 것은 글을 잃지 않고, 얕게 보인다고 알린다") {
  for (const auto& [open, close] : {std::pair{"<div>", "</div>"},
                                    {"<blockquote>", "</blockquote>"},
                                    {"<ul><li>", "</li></ul>"},
                                    {"<details>", "</details>"},
                                    {"<table><tr><td>", "</td></tr></table>"}}) {
    CAPTURE(open);
    const ReadPost post = read_body("\n" + times(1'000, open) + "안쪽" + times(1'000, close), "x.html");
    CHECK(plain_text(post.article).find("안쪽") != std::string::npos);
    CHECK(warnings(post, "too_deep").starts_with("5: "));
  }
  const ReadPost ten = read_body(times(10, "<blockquote>") + "안쪽", "x.html");
  CHECK(warnings(ten, "too_deep") ==
        "4: lists, quotes or disclosures nested more than 9 deep (shown at that depth)\n");
  CHECK(warnings(read_body(times(9, "<blockquote>") + "안쪽", "x.html"), "too_deep").empty());
  std::string list;
  for (std::size_t depth = 0; depth < 1'000; ++depth) list += std::string(2 * depth, ' ') + "- 글\n";
  const ReadPost lists = read_body(list);
  CHECK(blocks_of(lists, BlockKind::list_item) == 1'000);
  CHECK(warnings(lists, "too_deep").starts_with("12: lists, quotes"));
  for (const char* mark : {">", "> ", "- "}) {
    CAPTURE(mark);
    const ReadPost post = read_body(times(1'000, mark) + "안쪽");
    CHECK(plain_text(post.article).find("안쪽") != std::string::npos);
    CHECK(warnings(post, "too_deep")
              .find("4: more than 64 marks of quotes and lists in a line (the others are text)") !=
          std::string::npos);
  }
}

TEST_CASE("한도: 10만 자 제목은 자르고 알리며, 본문의 제목은 온전하다") {
  const std::string words = times(20'000, "긴 제목 "), heading = words.substr(0, words.size() - 1);
  const ReadPost post = read("---\ncategories: [갈래]\ntitle: " + heading + "\n---\n본문");
  CHECK(count_code_points(post.article.title) <= 501);
  CHECK(post.article.title.ends_with("긴 제목…"));
  CHECK(warnings(post, "too_long") == "3: “title” of more than 500 characters (cut there)\n");
  const ReadPost made = read("# " + heading + "\n\n본문");
  CHECK(count_code_points(made.article.title) <= 501);
  CHECK(made.article.blocks[0].text == heading);
  CHECK(made.article.blocks[0].id.size() < 130);
  CHECK(warnings(made, "too_long") == "1: a heading of more than 500 characters (cut there as the title)\n");
  const std::string fits = times(500, "글");
  const ReadPost whole = read("---\ntitle: " + fits + "\n---\n본문");
  CHECK(whole.article.title == fits);
  CHECK(whole.diagnostics.empty());
}

TEST_CASE("한도: 요약과 머리글과 이름도 그렇다") {
  const std::string words = times(5'000, "낱말 ");
  const ReadPost post = read("---\ntitle: 글\nexcerpt: " + words + "\nfeature_text: " + words +
                             "\nauthor: " + words + "\ncategories:\n- " + words + "\n---\n본문");
  CHECK(count_code_points(post.article.excerpt) <= 2'001);
  CHECK(count_code_points(post.article.lead) <= 10'001);
  CHECK(count_code_points(post.article.author) <= 201);
  CHECK(count_code_points(post.article.categories.at(0)) <= 201);
  CHECK(warnings(post, "too_long") == "3: “excerpt” of more than 2000 characters (cut there)\n"
                                      "4: “feature_text” of more than 10000 characters (cut there)\n"
                                      "5: “author” of more than 200 characters (cut there)\n"
                                      "7: a name of more than 200 characters in “categories” (cut there)\n");
}

TEST_CASE("한도: 제목 10만 개가 저마다 다른 주소를 갖는다") {
  const ReadPost post = read_body(times(50'000, "## 머리\n\n") +
                                  each(50'000, [](const auto& i) { return "## 머리 " + i + "\n\n"; }));
  CHECK(blocks_of(post, BlockKind::heading) == 100'000);
  std::set<std::string> ids;
  for (const Block& block : post.article.blocks) ids.insert(block.id);
  CHECK(ids.size() == 100'000);
}

TEST_CASE("한도: 꼬리표가 너무 많으면 앞의 것만 두고 알리며, 머리말이 너무 크면 까닭을 말한다") {
  const auto with = [](const std::string& key, std::size_t count) {
    return "---\ntitle: 글\n" + key + ":\n" + each(count, [](const auto& i) { return "- t" + i + "\n"; }) +
           "---\n본문";
  };
  const ReadPost tags = read(with("tags", 25'000));
  CHECK(tags.article.tags.size() == 1'000);
  CHECK(tags.article.tags.back() == "t999");
  CHECK(warnings(tags, "too_many") == "1004: 24000 names too many in “tags” (left out, from here on)\n");
  const ReadPost categories = read(with("categories", 101));
  CHECK(categories.article.categories.size() == 100);
  CHECK(warnings(categories, "too_many") ==
        "104: 1 names too many in “categories” (left out, from here on)\n");
  const ReadPost words =
      read("---\ntitle: [글] 하나\ntags: " + each(25'000, [](const auto& i) { return "t" + i + " "; }) +
           "\n---\n본문");
  CHECK(words.article.tags.size() == 1'000);
  CHECK(warnings(words, "too_many").starts_with("3: 24000 names"));

  const auto large = read_post(with("tags", 100'000), "x.md");
  REQUIRE_FALSE(large);
  CHECK(large.error().where == "x.md:2");
  CHECK(large.error().message == "YAML of more than 256 KiB is not read");
}

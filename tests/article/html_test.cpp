#include <doctest.h>

#include "article/html.h"

using namespace hanji;

namespace {

Block block(BlockKind kind, std::string text, std::uint8_t level = 0, std::uint32_t number = 0) {
  Block made;
  made.kind = kind;
  made.text = std::move(text);
  made.level = level;
  made.number = number;
  return made;
}

Article article_of(std::vector<Block> blocks) {
  Article article;
  article.blocks = std::move(blocks);
  return article;
}

Inline run(std::uint32_t begin, std::uint32_t end, std::uint16_t flags, std::uint32_t link = no_index) {
  return {begin, end, {flags, {}, {}}, link};
}

} // namespace

TEST_CASE("HTML: 글자는 어디에서도 태그가 되지 않는다") {
  Article article =
      article_of({block(BlockKind::paragraph, "</p><script>\"'&"), block(BlockKind::figure, "<b>")});
  article.blocks[0].id = "\"><x>";
  article.blocks[1].extra = 0;
  article.figures = {{.source = "a\".png", .alternative = "</figure>"}};
  CHECK(html_of_blocks(article) ==
        "<p id=\"&quot;&gt;&lt;x&gt;\">&lt;/p&gt;&lt;script&gt;&quot;&#39;&amp;</p>\n"
        "<figure><img src=\"a&quot;.png\" alt=\"&lt;/figure&gt;\" fetchpriority=\"high\">"
        "<figcaption>&lt;b&gt;</figcaption></figure>\n");
}

TEST_CASE("HTML: 목록은 깊이대로 안기고, 번호는 건너뛴 대로 남는다") {
  CHECK(html_of_blocks(article_of(
            {block(BlockKind::list_item, "하나", 1, 1), block(BlockKind::list_item, "속", 2),
             block(BlockKind::list_more, "이어서", 2), block(BlockKind::list_item, "셋", 1, 3),
             block(BlockKind::paragraph, "밖")})) == "<ol>\n<li>하나<ul>\n<li>속<p>이어서</p>\n</li></ul>\n</"
                                                     "li>\n<li value=\"3\">셋</li></ol>\n<p>밖</p>\n");
}

TEST_CASE("HTML: 인용은 목록 안에도, 목록은 인용 안에도 선다") {
  std::vector<Block> blocks{block(BlockKind::list_item, "가", 1), block(BlockKind::list_more, "따옴", 1),
                            block(BlockKind::list_item, "나", 1)};
  blocks[1].quote = blocks[2].quote = 1;
  CHECK(html_of_blocks(article_of(blocks)) ==
        "<ul>\n<li>가<blockquote>\n<p>따옴</p>\n</blockquote>\n</li></ul>\n"
        "<blockquote>\n<ul>\n<li>나</li></ul>\n</blockquote>\n");
}

TEST_CASE("HTML: 잇따른 두 인용과 두 목록은 따로 선다") {
  std::vector<Block> quoted{block(BlockKind::paragraph, "가"), block(BlockKind::paragraph, "나"),
                            block(BlockKind::paragraph, "다")};
  for (Block& each : quoted) each.quote = 2;
  quoted[1].quote_from = 1;
  quoted[2].quote_from = 2;
  CHECK(html_of_blocks(article_of(quoted)) ==
        "<blockquote>\n<blockquote>\n<p>가</p>\n</blockquote>\n</blockquote>\n"
        "<blockquote>\n<blockquote>\n<p>나</p>\n</blockquote>\n"
        "<blockquote>\n<p>다</p>\n</blockquote>\n</blockquote>\n");

  std::vector<Block> listed{block(BlockKind::list_item, "가", 1), block(BlockKind::list_item, "나", 1),
                            block(BlockKind::list_item, "속", 2), block(BlockKind::list_item, "다른 속", 2)};
  listed[1].list_from = 1;
  listed[3].list_from = 2;
  CHECK(html_of_blocks(article_of(listed)) == "<ul>\n<li>가</li></ul>\n<ul>\n<li>나<ul>\n<li>속</li></ul>\n"
                                              "<ul>\n<li>다른 속</li></ul>\n</li></ul>\n");
}

TEST_CASE("HTML: 제목은 깊이를 건너뛰지 않는다") {
  Article article = article_of({block(BlockKind::heading, "가", 2), block(BlockKind::heading, "나", 5)});
  article.blocks[0].id = "가";
  article.blocks[1].id = "나";
  CHECK(html_of_blocks(article) == "<h2 id=\"가\">가</h2>\n<h3 id=\"나\" class=\"level-5\">나</h3>\n");
}

TEST_CASE("HTML: 각주는 처음 가리킨 곳으로 돌아간다") {
  Article article =
      article_of({block(BlockKind::paragraph, "글1 또1"), block(BlockKind::footnote, "풀이", 1, 1)});
  article.links = {{"#fn:1"}, {"#fn:1"}};
  article.blocks[0].inlines = {run(3, 4, style_sup, 0), run(8, 9, style_sup, 1)};
  article.blocks[1].id = "fn:1";
  CHECK(html_of_blocks(article) ==
        "<p>글<a href=\"#fn:1\" role=\"doc-noteref\" id=\"noteref:fn:1\"><sup>1</sup></a>"
        " 또<a href=\"#fn:1\" role=\"doc-noteref\"><sup>1</sup></a></p>\n"
        "<section role=\"doc-endnotes\"><ol>\n<li id=\"fn:1\">풀이"
        "<a href=\"#noteref:fn:1\" role=\"doc-backlink\"> ↩</a></li></ol></section>\n");
}

TEST_CASE("HTML: 표의 머리 칸은 무엇의 머리인지 말한다") {
  Article article =
      article_of({block(BlockKind::caption, "이름"), block(BlockKind::cell, "가"),
                  block(BlockKind::cell, "나"), block(BlockKind::cell, "다"), block(BlockKind::cell, "라")});
  article.cells = {{.row = 0, .column = 0, .header = true},
                   {.row = 0, .column = 1, .header = true},
                   {.row = 1, .column = 0, .header = true},
                   {.row = 1, .column = 1, .align = Align::right}};
  for (std::uint32_t i = 0; i < 4; ++i) article.blocks[i + 1].extra = i;
  CHECK(html_of_blocks(article) ==
        "<table><caption>이름</caption><thead>\n<tr><th scope=\"col\">가</th><th scope=\"col\">나</th></tr>\n"
        "</thead><tbody>\n<tr><th scope=\"row\">다</th><td class=\"right\">라</td></tr></tbody></table>\n");
}

TEST_CASE("HTML: 접힌 글, 덧말, 빛깔, 이어진 고리") {
  Article article = article_of(
      {block(BlockKind::summary, "열기", 0, 1), block(BlockKind::paragraph, "漢字(한자) 굵은 고리")});
  article.blocks[0].details = article.blocks[1].details = 1;
  article.links = {{"https://example.org/?a=1&b=2"}};
  article.blocks[1].inlines = {run(0, 6, style_ruby), run(6, 14, style_ruby_text), run(15, 21, style_bold, 0),
                               run(21, 28, 0, 0)};
  article.blocks[1].inlines[3].style.color = {255, 0, 0, 255};
  CHECK(html_of_blocks(article, {.color_classes =
                                     [](const Style& style) {
                                       return style.color ? std::string("red") : std::string();
                                     }}) ==
        "<details open><summary>열기</summary>\n"
        "<p><ruby>漢字<rp>(</rp><rt>한자</rt><rp>)</rp></ruby> "
        "<a href=\"https://example.org/?a=1&amp;b=2\"><strong>굵은</strong><span class=\"red\"> "
        "고리</span></a></p>\n"
        "</details>\n");
}

TEST_CASE("HTML: 제자리에 없는 덧말도 글자 그대로 남는다") {
  Article article = article_of({block(BlockKind::paragraph, "이어짐"), block(BlockKind::paragraph, "漢(")});
  article.blocks[0].inlines = {run(0, 9, style_ruby | style_ruby_text)};
  article.blocks[1].inlines = {run(0, 3, style_ruby), run(3, 4, style_ruby_text)};
  CHECK(html_of_blocks(article) == "<p>이어짐</p>\n<p><ruby>漢(</ruby></p>\n");
}

TEST_CASE("HTML: 글 하나가 머리부터 통째로 선다") {
  Article article = article_of({block(BlockKind::paragraph, "이웃 글"), block(BlockKind::rule, "")});
  article.title = "<제목>";
  article.lead = "글머리";
  article.author = "지은이";
  article.language = "en";
  article.categories = {"바다 & 산"};
  article.date = {.year = 2024, .month = 9, .day = 29};
  article.links = {{"#/이웃"}};
  article.blocks[0].inlines = {run(0, 6, 0, 0)};
  const HtmlHead head{.date = "2024년 9월 29일", .facts = "읽는 데 3분"};
  CHECK(html_of_article(article, head, {.numbered = true}) ==
        "<article lang=\"en\">\n<header>\n<h1>&lt;제목&gt;</h1>\n"
        "<p class=\"meta\"><time datetime=\"2024-09-29\">2024년 9월 29일</time>  ·  "
        "<a href=\"#/category/%EB%B0%94%EB%8B%A4%20%26%20%EC%82%B0\" "
        "data-route=\"#/category/%EB%B0%94%EB%8B%A4%20%26%20%EC%82%B0\">바다 &amp; 산</a>  ·  지은이  ·  "
        "읽는 데 "
        "3분</p>\n<p class=\"lead\">글머리</p>\n</header>\n"
        "<p data-b=\"0\"><a href=\"#/이웃\" data-route=\"#/이웃\">이웃</a> 글</p>\n<hr "
        "data-b=\"1\">\n</article>\n");
  article.date = {};
  article.categories = {"바다"};
  article.tags = {"바다", "봄 나물", "봄 나물", "<b>"};
  article.author.clear();
  CHECK(html_of_article(article, {}, {})
            .contains("<p class=\"meta\"><a href=\"#/category/%EB%B0%94%EB%8B%A4\">바다</a>  ·  "
                      "<a href=\"#/search?q=%ED%83%9C%EA%B7%B8%3A%22%EB%B4%84%20%EB%82%98%EB%AC%BC%22\">#봄 "
                      "나물</a>  "
                      "<a href=\"#/search?q=%ED%83%9C%EA%B7%B8%3A%3Cb%3E\">#&lt;b&gt;</a></p>"));
  CHECK(html_of_article(article, {.tongue = Tongue::english}, {}).contains("#/search?q=tag%3A%3Cb%3E"));
  article.categories.clear();
  article.tags.clear();
  CHECK(html_of_article(article, {}, {}).find("class=\"meta\"") == std::string::npos); // 할 말이 없으면 없다
}

TEST_CASE("글의 HTML: 줄 번호는 보이기만 하고 글이 아니다") {
  Article article;
  Block code;
  code.kind = BlockKind::code;
  code.text = "a < b\nc";
  code.number = 9;
  article.blocks.push_back(code);
  const std::string html = html_of_article(article, {}, {});
  CHECK(html.find("<pre data-lines=\"9&#10;10\">\n<code>a &lt; b\nc</code></pre>") != std::string::npos);
}

TEST_CASE("글의 HTML: 코드의 이름은 그 코드의 설명이고, 인용과 목록 안에서도 함께 선다") {
  Article article =
      article_of({block(BlockKind::list_item, "단계", 1), block(BlockKind::caption, "src/가.js", 1),
                  block(BlockKind::code, "a < b", 1), block(BlockKind::caption, "둘"),
                  block(BlockKind::code, "c"), block(BlockKind::caption, "끝")});
  article.blocks[3].quote = article.blocks[4].quote = 1;
  CHECK(html_of_blocks(article) ==
        "<ul>\n<li>단계<figure class=\"listing\"><figcaption>src/가.js</figcaption><pre>\n<code>a &lt; "
        "b</code></pre>\n</figure>\n</li></ul>\n"
        "<blockquote>\n<figure class=\"listing\"><figcaption>둘</figcaption><pre>\n<code>c</code></pre>\n"
        "</figure>\n</blockquote>\n<p>끝</p>\n");
}

TEST_CASE("글의 HTML: 줄임말은 뜻을 지니고, 뜻을 모르면 글자일 뿐이다") {
  Article article = article_of({block(BlockKind::paragraph, "HTML과 CSS")});
  article.blocks[0].inlines = {run(0, 4, style_abbreviation), run(8, 11, style_abbreviation | style_bold)};
  article.abbreviations = {{"HTML", "표시 \"언어\""}};
  CHECK(html_of_blocks(article) ==
        "<p><abbr title=\"표시 &quot;언어&quot;\">HTML</abbr>과 <strong>CSS</strong></p>\n");
}

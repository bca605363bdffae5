#include <doctest.h>

#include "article/article.h"
#include "article/dump.h"
#include "article/outline.h"
#include "article/plain_text.h"

using namespace hanji;

namespace {

Block paragraph(std::string text) {
  Block block;
  block.text = std::move(text);
  return block;
}

Block heading(std::uint8_t level, std::string text) {
  Block block = paragraph(std::move(text));
  block.kind = BlockKind::heading;
  block.level = level;
  block.id = block.text;
  return block;
}

Article with_sections() {
  Article article;
  article.blocks = {paragraph("머리"), heading(2, "하나"),      paragraph("가"),  heading(4, "하나의 하나"),
                    paragraph("나"),   heading(3, "하나의 둘"), heading(1, "둘"), paragraph("다")};
  return article;
}

} // namespace

TEST_CASE("a date is written as ISO 8601 has it") {
  CHECK(iso_date({.year = 2024, .month = 7, .day = 9, .hour = 3}) == "2024-07-09");
  CHECK(iso_date({.year = 987, .month = 12, .day = 31}) == "0987-12-31");
  CHECK(iso_date({}) == "");
}

TEST_CASE("sections follow the headings, and a skipped level counts as the next one down") {
  const Article article = with_sections();
  const auto sections = outline(article);
  REQUIRE(sections.size() == 5);
  CHECK(section_id(article, sections[0]) == "");
  CHECK(sections[0].last == 1);
  const std::uint8_t depths[] = {0, 0, 1, 1, 0};
  for (std::size_t i = 0; i < sections.size(); ++i) CHECK(sections[i].depth == depths[i]);
  for (std::size_t i = 1; i < sections.size(); ++i) CHECK(sections[i].first == sections[i - 1].last);
  CHECK(sections.back().last == article.blocks.size());
}

TEST_CASE("an article without headings is one section, and one without blocks has none") {
  Article article;
  CHECK(outline(article).empty());
  article.blocks = {paragraph("가"), paragraph("나")};
  const auto sections = outline(article);
  REQUIRE(sections.size() == 1);
  CHECK(sections[0].heading == no_index);
  CHECK(sections[0].last == 2);
}

TEST_CASE("a section is found by a block in it and by its id") {
  const Article article = with_sections();
  const auto sections = outline(article);
  CHECK(section_at(sections, 0) == &sections[0]);
  CHECK(section_at(sections, 2) == &sections[1]);
  CHECK(section_at(sections, 7) == &sections[4]);
  CHECK(section_at(sections, 8) == nullptr);
  CHECK(find_section(article, sections, "하나의 둘") == &sections[3]);
  CHECK(find_section(article, sections, "") == &sections[0]);
  CHECK(find_section(article, sections, "셋") == nullptr);
}

TEST_CASE("plain text is the blocks' texts, one line each") {
  Article article = with_sections();
  article.blocks[2].text.clear();
  CHECK(plain_text(article) == "머리\n하나\n하나의 하나\n나\n하나의 둘\n둘\n다");
}

TEST_CASE("the dump shows everything an article holds") {
  Article article;
  article.slug = "hanji";
  article.title = "한지";
  article.date = {.year = 2024, .month = 7, .day = 27, .hour = 9, .minute = 5};
  article.categories = {"종이", "역사"};
  article.links = {{"https://example.org/"}};
  article.cells = {
      {.table = 0, .row = 1, .column = 2, .rows = 2, .columns = 1, .header = true, .align = Align::center}};
  article.figures = {
      {.source = "a.png", .alternative = "닥나무", .link = "b", .width = 3, .height = 4, .missing = true}};
  Block styled = paragraph("닥나무\n종이");
  styled.quote = 1;
  styled.inlines = {
      {.begin = 0, .end = 9, .style = {.flags = style_bold | style_mark}, .link = 0},
      {.begin = 10, .end = 16, .style = {.color = {255, 0, 0, 255}, .background = {0, 0, 255, 0x27}}}};
  Block item = paragraph("하나");
  item.kind = BlockKind::list_item;
  item.level = 2;
  item.number = 3;
  Block figure = paragraph("설명 ⟦참고⟧");
  figure.kind = BlockKind::figure;
  figure.extra = 0;
  Block cell = paragraph("칸");
  cell.kind = BlockKind::cell;
  cell.extra = 0;
  Block rule;
  rule.kind = BlockKind::rule;
  Block letter = item;
  letter.marker = Marker::lower_letter;
  Block term = paragraph("닥");
  term.kind = BlockKind::term;
  term.level = 1;
  Block definition = paragraph("나무");
  definition.kind = BlockKind::definition;
  definition.level = 1;
  Block summary = paragraph("펼침");
  summary.kind = BlockKind::summary;
  summary.number = 1;
  summary.details = 1;
  Block within = paragraph("漢字(한자)");
  within.details = 1;
  within.inlines = {{.begin = 0, .end = 6, .style = {.flags = style_ruby}},
                    {.begin = 6, .end = 14, .style = {.flags = style_ruby_text}}};
  Block footnote = paragraph("각주");
  footnote.kind = BlockKind::footnote;
  footnote.level = 1;
  footnote.number = 2;
  footnote.id = "fn:2";
  Block caption = paragraph("표 1");
  caption.kind = BlockKind::caption;
  article.lead = "글머리";
  article.language = "en";
  article.blocks = {styled, item, letter,     figure,  caption, cell,
                    rule,   term, definition, summary, within,  footnote};
  CHECK(dump(article) == "slug: hanji\n"
                         "title: 한지\n"
                         "date: 2024-07-27 09:05:00\n"
                         "language: en\n"
                         "category: 종이\n"
                         "category: 역사\n"
                         "lead: 글머리\n"
                         "\n"
                         "> paragraph | ⟦bold mark link=https://example.org/|닥나무⟧\\n⟦color=#ff0000 "
                         "background=#0000ff27|종이⟧\n"
                         "item 2 3. | 하나\n"
                         "item 2 3. as a | 하나\n"
                         "figure a.png 3×4 “닥나무” link=b missing | 설명 \\⟦참고\\⟧\n"
                         "caption | 표 1\n"
                         "cell 0:1,2 spans 2×1 header center | 칸\n"
                         "rule\n"
                         "term 1 | 닥\n"
                         "definition 1 | 나무\n"
                         "summary open in details 1 | 펼침\n"
                         "paragraph in details 1 | ⟦ruby|漢字⟧⟦ruby-text|(한자)⟧\n"
                         "footnote 2 #fn:2 | 각주\n");
}

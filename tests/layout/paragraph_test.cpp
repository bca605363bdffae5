#include <doctest.h>

#include "layout/dump.h"
#include "layout/fixed_metrics.h"
#include "layout/paragraph.h"

using namespace hanji;

namespace {

ParagraphStyle em_wide(double em) { return {.size = fx(16), .line_height = fx(28), .width = fx(16 * em)}; }

std::string lines(std::string_view text, const ParagraphStyle& style) {
  return dump_lines(layout_paragraph(text, {}, style, fixed_metrics()));
}

} // namespace

TEST_CASE("문단: 줄은 너비에 맞게 어절 단위로 찬다") {
  CHECK(lines("한글이 한글이 한글이", em_wide(11)) == "한글이 한글이 한글이");
  CHECK(lines("한글이 한글이 한글이", em_wide(9.9)) == "한글이 한글이 |한글이");
  CHECK(lines("한글이 한글이", em_wide(6.5)) == "한글이 한글이"); // 끝 칸은 너비에 들지 않는다
}

TEST_CASE("문단: 줄보다 긴 어절은 글자에서 나뉜다") {
  CHECK(lines("가나다라마바사", em_wide(3)) == "가나다|라마바|사");
  CHECK(lines("앞 가나다라마", em_wide(3)) == "앞 |가나다|라마");
}

TEST_CASE("문단: 줄보다 긴 어절은 괄호 앞과 조사 앞에서 먼저 나뉘고, 줄에 드는 어절은 그대로다") {
  CHECK(lines("앞 대한민국(大韓民國)은", em_wide(6)) == "앞 |대한민국|(大韓民國)은");
  CHECK(lines("앞 대한민국(大韓民國)은", em_wide(10)) == "앞 |대한민국(大韓民國)은");
  CHECK(lines("앞 대한민국(大韓民國)은 뒤", em_wide(9)) == "앞 |대한민국(大韓民國)|은 뒤");
  CHECK(lines("대한민국의(大韓民國)은", em_wide(3)) == "대한민|국의|(大韓|民國)|은");
}

TEST_CASE("문단: 한 글자도 들어가지 않는 너비에서도 끝난다") {
  CHECK(lines("가나", em_wide(0.5)) == "가|나");
  CHECK(lines("가 나", em_wide(0)) == "가 |나");
}

TEST_CASE("문단: 빈 글은 빈 줄 하나다") {
  const Paragraph paragraph = layout_paragraph("", {}, em_wide(10), fixed_metrics());
  CHECK(paragraph.lines.size() == 1);
  CHECK(paragraph.height == fx(28));
}

TEST_CASE("문단: 양끝 맞추기는 빈칸만 넓히고, 마지막 줄과 너무 성긴 줄은 그대로 둔다") {
  ParagraphStyle style = em_wide(6.5);
  style.justify = true;
  const Paragraph paragraph = layout_paragraph("가나 다라 마바 사", {}, style, fixed_metrics());
  REQUIRE(dump_lines(paragraph) == "가나 다라 |마바 사");
  CHECK(paragraph.lines[0].gap == 0); // 2 em을 한 칸에 몰 수는 없다
  const Paragraph tight = layout_paragraph("가나 다 라 마바사", {}, style, fixed_metrics());
  REQUIRE(dump_lines(tight) == "가나 다 라 |마바사");
  CHECK(tight.lines[0].gap == 0);
  style.width = fx(16 * 5.5);
  const Paragraph full = layout_paragraph("가나 다 라 마바사", {}, style, fixed_metrics());
  REQUIRE(dump_lines(full) == "가나 다 라 |마바사");
  CHECK(full.lines[0].gap == advance_of(16) / 4);
  CHECK(full.lines[0].width == style.width);
  CHECK(full.lines[1].gap == 0);
}

TEST_CASE("문단: 꾸밈이 다른 글은 런이 나뉘고 글자는 하나도 빠지지 않는다") {
  const std::string text = "라브로프는 우려를 표명했다";
  const std::uint32_t end = static_cast<std::uint32_t>(std::string("라브로프").size());
  const std::vector<Inline> inlines{{0, end, {style_bold, {238, 35, 35, 255}, {}}, no_index}};
  const Paragraph paragraph = layout_paragraph(text, inlines, em_wide(40), fixed_metrics());
  REQUIRE(paragraph.runs.size() == 2);
  CHECK(paragraph.runs[0].face.bold);
  CHECK(!paragraph.runs[1].face.bold);
  CHECK(paragraph.runs[0].end == end);
  CHECK(paragraph.glyphs.size() == 14);
}

TEST_CASE("문단: 위첨자는 작고 높다") {
  const std::vector<Inline> inlines{{3, 4, {style_sup, {}, {}}, no_index}};
  const Paragraph paragraph = layout_paragraph("다1", inlines, em_wide(10), fixed_metrics());
  REQUIRE(paragraph.runs.size() == 2);
  const double share = px(paragraph.runs[1].size) / px(paragraph.runs[0].size); // KLREQ: 60–70 %
  CHECK(share > 0.6);
  CHECK(share < 0.7);
  CHECK(paragraph.runs[1].rise > 0);
}

TEST_CASE("문단: 정한 줄 수를 넘으면 말줄임표로 끝난다") {
  ParagraphStyle style = em_wide(6);
  style.max_lines = 2;
  const Paragraph paragraph =
      layout_paragraph("가나다 라마바 사아자 차카타 파하", {}, style, fixed_metrics());
  CHECK(paragraph.lines.size() == 2);
  CHECK(paragraph.text.ends_with("…"));
  CHECK(lines("가나다", style) == "가나다");
  CHECK(lines("가나다 라마바 사아. (자차카타)", style) == "가나다 |라마바 사아…");
}

TEST_CASE("문단: 글의 일부가 놓인 자리를 줄마다 사각형으로 답한다") {
  const Paragraph paragraph = layout_paragraph("가나 다라", {}, em_wide(2.5), fixed_metrics());
  const std::vector<FxRect> rects = rects_for(paragraph, 3, 10); // 나 다
  REQUIRE(rects.size() == 2);
  CHECK(rects[0] == FxRect{fx(16), 0, fx(16), fx(28)});
  CHECK(rects[1] == FxRect{0, fx(28), fx(16), fx(28)});
  CHECK(rects_for(paragraph, 3, 3).empty());
}

TEST_CASE("문단: 그림글자 묶음은 한 글자다") {
  const Paragraph paragraph = layout_paragraph("👨‍👩‍👧가", {}, em_wide(10), fixed_metrics());
  CHECK(paragraph.glyphs.size() == 2);
}

TEST_CASE("문단: 자간은 글자 사이에만 들어가고 줄 끝 글자 뒤에는 없다") {
  ParagraphStyle style = em_wide(4);
  style.letter_spacing = fx(1);
  const Paragraph paragraph = layout_paragraph("가나다 라마", {}, style, fixed_metrics());
  REQUIRE(dump_lines(paragraph) == "가나다 |라마");
  CHECK(paragraph.lines[0].width == fx(16 * 3 + 2));
  CHECK(paragraph.glyphs[0].added == fx(1));
  CHECK(paragraph.glyphs[2].added == 0);
  CHECK(paragraph.glyphs[1].x == fx(17));
  style.width = fx(16 * 3 + 2);
  CHECK(lines("가나다라", style) == "가나다|라");
  style.letter_spacing = -fx(1);
  style.width = fx(16 * 4 - 3);
  CHECK(lines("가나다라마", style) == "가나다라|마");
}

TEST_CASE("문단: 낱말 사이는 빈칸에만 더해지고, 줄 끝에 매달린 빈칸은 자리가 없다") {
  ParagraphStyle style = em_wide(5);
  const Fx before = layout_paragraph("가 나", {}, style, fixed_metrics()).lines[0].width;
  style.word_spacing = fx(3);
  const Paragraph paragraph = layout_paragraph("가 나 다라마바", {}, style, fixed_metrics());
  REQUIRE(dump_lines(paragraph) == "가 나 |다라마바");
  CHECK(paragraph.lines[0].width == before + fx(3));
  CHECK(paragraph.glyphs[1].added == fx(3));
  CHECK(paragraph.lines[1].width == fx(16 * 4));
  CHECK(layout_paragraph("가\u00a0나", {}, style, fixed_metrics()).glyphs[1].added == fx(3)); // as in CSS
}

TEST_CASE("문단: 왼쪽으로 가는 말은 글자가 이어지므로 자간이 없다") {
  ParagraphStyle style = em_wide(20);
  style.letter_spacing = fx(2);
  const Paragraph paragraph = layout_paragraph("가 שלום 나", {}, style, fixed_metrics());
  REQUIRE(paragraph.glyphs.size() == 5);
  CHECK(paragraph.glyphs[1].added == fx(2));
  CHECK(paragraph.glyphs[2].added == 0);
}

TEST_CASE("문단: 왼쪽으로 가는 말은 말마다 한 덩이이고, 한 줄 안에서 오른쪽부터 놓인다") {
  const Paragraph paragraph = layout_paragraph("가 שלום עולם 나", {}, em_wide(20), fixed_metrics());
  REQUIRE(paragraph.glyphs.size() == 7); // 가␣שלום␣עולם␣나
  CHECK(paragraph.glyphs[4].x == fx(16 * 1.5));
  CHECK(paragraph.glyphs[2].x == paragraph.glyphs[4].x + paragraph.glyphs[4].advance + fx(8));
  CHECK(paragraph.glyphs[6].x == paragraph.lines[0].width - fx(16));
}

TEST_CASE("문단: 왼쪽으로 가는 말이 줄보다 길면 글자에서 나뉜다") {
  const Paragraph paragraph = layout_paragraph("שלוםעולם", {}, em_wide(1.5), fixed_metrics());
  CHECK(paragraph.lines.size() > 1);
  CHECK(paragraph.lines[0].width <= fx(16 * 1.5));
  CHECK(paragraph.glyphs.front().x > paragraph.glyphs[1].x);
  std::string long_word;
  for (int i = 0; i < 300; ++i) long_word += "ש";
  const Paragraph long_line = layout_paragraph(long_word, {}, em_wide(1000), fixed_metrics());
  std::uint32_t bytes = 0;
  for (const Glyph& glyph : long_line.glyphs) bytes += glyph.length;
  CHECK(bytes == long_word.size());
}

TEST_CASE("문단: 너비보다 긴 어절은 글자에서 나뉘어, 줄을 채우고 넘치지 않는다 (B41)") {
  std::string word;
  for (int i = 0; i < 120; ++i) word += "가";
  const Paragraph paragraph = layout_paragraph(word, {}, em_wide(10), fixed_metrics());
  REQUIRE(paragraph.lines.size() == 12);
  for (const Line& line : paragraph.lines) CHECK(line.end - line.begin == 30);
}

TEST_CASE(
    "문단: 너비보다 긴 어절은 줄의 끝 삼분의 일에 부호가 있으면 그 뒤나 여는 괄호 앞에서 나뉜다 (B41)") {
  const auto cut = [](std::string_view text, double em) {
    return dump_lines(layout_paragraph(text, {}, em_wide(em), fixed_metrics()));
  };
  // 주소의 . _ = 뒤. 라틴 글자는 반 폭이다.
  CHECK(cut("www.hanji.example_of_long.kr", 7.5) == "www.hanji.|example_of_|long.kr");
  // 붙임표로 이은 긴 합성어, 밑줄로 이은 꼬리표
  CHECK(cut("가나다라_마바사아자차카_타파하", 7) == "가나다라_|마바사아자차카|_타파하");
  CHECK(cut("#한지로만든_세상에서_가장긴_꼬리표", 9) == "#한지로만든_|세상에서_가장긴|_꼬리표");
  CHECK(cut("가나다라마바(사아자차카타파)하가나", 9) == "가나다라마바|(사아자차카타파)|하가나");
  // 부호가 줄의 앞쪽에만 있으면 줄을 채운다.
  CHECK(cut("a_bcdefghijklmnopqrstuvwxyz", 8) == "a_bcdefghijklmno|pqrstuvwxyz");
  CHECK(cut("abcdefghijklm1.23456789", 8) == "abcdefghijklm1.2|3456789"); // 수는 한 덩이다
  // 마침표가 거듭된 사이는 자리가 아니다.
  CHECK(cut("abcdefghijklmn....opqrstuvwx", 8) == "abcdefghijklmn..|..opqrstuvwx");
}

TEST_CASE("문단: 크로뮴을 따르는 방식에서는 긴 어절을 부호와 상관없이 채워 나눈다") {
  ParagraphStyle style = em_wide(8);
  style.breaks = BreakRule::chromium_keep_all;
  CHECK(dump_lines(layout_paragraph("abcdefghijkl_mnopqrstuvwxyz", {}, style, fixed_metrics())) ==
        "abcdefghijkl_mno|pqrstuvwxyz");
}

TEST_CASE("문단: 루비는 바탕 글자 위 가운데에 반 크기로 놓이고, 줄에서 자리를 차지하지 않는다") {
  const std::vector<Inline> inlines{{4, 10, {style_ruby, {}, {}}, no_index},
                                    {10, 18, {style_ruby_text, {}, {}}, no_index}};
  const std::string text = "가 漢字(한자)를";
  const Paragraph paragraph = layout_paragraph(text, inlines, em_wide(20), fixed_metrics());
  REQUIRE(paragraph.runs.size() == 4);
  const Run& base = paragraph.runs[1];
  const Run& reading = paragraph.runs[2];
  CHECK(paragraph.text == text);
  CHECK(reading.above);
  CHECK(reading.size == base.size / 2);
  CHECK(reading.x + reading.width / 2 == base.x + base.width / 2);
  CHECK(reading.rise > base.size * 8 / 10);
  CHECK(paragraph.glyphs[4].length == 0);            // (
  CHECK(paragraph.runs[3].x == base.x + base.width); // 를
  CHECK(paragraph.lines[0].width == fx(16 * 4.5));
  CHECK(paragraph.height == fx(28));
}

TEST_CASE("문단: 루비가 바탕보다 넓으면 바탕이 그만큼 벌어진다") {
  const std::vector<Inline> inlines{{0, 3, {style_ruby, {}, {}}, no_index},
                                    {3, 17, {style_ruby_text, {}, {}}, no_index}};
  const Paragraph paragraph = layout_paragraph("龘(나비나비)다", inlines, em_wide(20), fixed_metrics());
  CHECK(paragraph.runs[1].x == 0);
  CHECK(paragraph.runs[1].width == fx(32));
  CHECK(paragraph.glyphs[0].x == fx(8));
  CHECK(paragraph.runs[2].x == fx(32));
}

TEST_CASE("문단: 루비는 줄 사이에서 갈라지지 않는다") {
  const std::vector<Inline> inlines{{6, 12, {style_ruby, {}, {}}, no_index},
                                    {12, 20, {style_ruby_text, {}, {}}, no_index}};
  ParagraphStyle style = em_wide(3.5);
  style.breaks = BreakRule::syllable;
  CHECK(dump_lines(layout_paragraph("가나漢字(한자)다라", inlines, style, fixed_metrics())) ==
        "가나|漢字(한자)|다라");
}

TEST_CASE("문단: 코드의 탭은 줄 처음부터 네 칸마다 있는 자리에서 끝난다") {
  ParagraphStyle style = em_wide(40);
  style.keep_spaces = true;
  const auto behind_tab = [&](std::string_view text) { // in spaces
    const Paragraph paragraph = layout_paragraph(text, {}, style, fixed_metrics());
    const Fx space = layout_paragraph(" .", {}, style, fixed_metrics()).glyphs.back().x;
    return static_cast<double>(paragraph.glyphs.back().x) / space;
  };
  CHECK(behind_tab("\t.") == 4);
  CHECK(behind_tab("  \t.") == 4);
  CHECK(behind_tab("    \t.") == 8);
  CHECK(behind_tab("  \n \t.") == 4);
  CHECK(behind_tab("\t\t.") == 8);
}

// The spacing between scripts, S1 … S11, after KLREQ.
#include <doctest.h>

#include <string>

#include "layout/dump.h"
#include "layout/fixed_metrics.h"
#include "layout/paragraph.h"

using namespace hanji;

namespace {

constexpr double em = 16;

ParagraphStyle em_wide(double ems) { return {.size = fx(em), .line_height = fx(28), .width = fx(em * ems)}; }

Paragraph set(std::string_view text, const ParagraphStyle& style) {
  return layout_paragraph(text, {}, style, fixed_metrics());
}

double width_in_em(std::string_view text) { return px(set(text, em_wide(100)).lines[0].width) / em; }

ParagraphStyle justified(double ems, BreakRule rule) {
  ParagraphStyle style = em_wide(ems);
  style.justify = true;
  style.breaks = rule;
  return style;
}

// What justification put behind the first such character of the first line, px.
double added_behind(const Paragraph& paragraph, std::string_view character) {
  for (const Glyph& glyph : paragraph.glyphs) {
    if (paragraph.text.compare(glyph.byte, glyph.length, character) == 0) return px(glyph.added);
  }
  return -1;
}

} // namespace

TEST_CASE("간격: 한글은 한자, 로마자, 숫자와 저절로 떨어지지 않는다 (S1, S2)") {
  CHECK(width_in_em("국가大事") == 4);
  CHECK(width_in_em("제3차") == 2.5);
  CHECK(width_in_em("KBS뉴스") == 3.5);
}

TEST_CASE("간격: 마침표와 쉼표는 글꼴의 너비 그대로다 (S3)") { CHECK(width_in_em("다.") == 1.5); }

TEST_CASE("간격: 셈표는 한글과 한자에서 8분의 1em 떨어지고, 숫자와 로마자에는 붙는다 (S4)") {
  CHECK(width_in_em("가＋나") == 3.25);
  CHECK(width_in_em("3+4") == 1.5);
  CHECK(width_in_em("A+등급") == 3.125);
  CHECK(width_in_em("가 + 나") == width_in_em("가 a 나"));
  CHECK(dump_lines(set("가나다라＋마", em_wide(4))) == "가나다라|＋마");
}

TEST_CASE("간격: 전각 닫는 부호 뒤의 쉼표와 마침표는 다가선다 (S6)") {
  CHECK(width_in_em("《햄릿》,") == 4);
  CHECK(width_in_em("『꽃』.") == 3);
  CHECK(width_in_em("『꽃』은") == 4);
}

TEST_CASE("간격: 잇닿은 전각 괄호 사이의 빈 곳은 한 번만 남는다 (S7)") {
  CHECK(width_in_em("「가」「나」") == 5.5);
  CHECK(width_in_em("『가』)") == 3);
  CHECK(width_in_em("《「가」》") == 4);
  const Paragraph broken = set("「가」「나」", em_wide(3.2)); // 줄이 나뉘면 다가설 것이 없다
  REQUIRE(dump_lines(broken) == "「가」|「나」");
  CHECK(px(broken.lines[0].width) == 3 * em);
}

TEST_CASE("간격: 어절 방식의 양끝 맞추기는 빈칸에만, 반 글자까지 더한다 (S8)") {
  const Paragraph set_full = set("가나 다라 마바 사아자차카타", justified(7.8, BreakRule::word));
  REQUIRE(dump_lines(set_full) == "가나 다라 마바 |사아자차카타");
  CHECK(px(set_full.lines[0].width) == doctest::Approx(7.8 * em).epsilon(0.0005));
  CHECK(added_behind(set_full, "가") == 0);
  CHECK(added_behind(set_full, " ") == doctest::Approx(0.4 * em).epsilon(0.01));
  const Paragraph sparse = set("가나 다라 마바 사아자차카타", justified(8.2, BreakRule::word));
  CHECK(sparse.lines[0].gap == 0); // 0.6 em은 너무 성기다
}

TEST_CASE("간격: 글자 방식은 빈칸 다음에 글자 사이를 고르게, 20분의 1 글자까지 넓힌다 (S9)") {
  const Paragraph all = set("가나다라마바사아자차", justified(5.15, BreakRule::syllable));
  REQUIRE(dump_lines(all) == "가나다라마|바사아자차");
  CHECK(all.lines[0].width == all.width);
  CHECK(added_behind(all, "가") == doctest::Approx(0.15 * em / 4).epsilon(0.05));
  CHECK(all.lines[0].track <= advance_of(em / 20));
  const Paragraph sparse = set("가나다라마「바」자차", justified(5.5, BreakRule::syllable));
  CHECK(sparse.lines[0].track == 0); // 모자라면 그대로 둔다
}

TEST_CASE("간격: 글자 방식은 빈칸에 0.16글자를 더한 다음부터 글자 사이도 넓힌다 (S9)") {
  const Paragraph both = set("가나 다라마바사아자차", justified(6.8, BreakRule::syllable));
  REQUIRE(dump_lines(both) == "가나 다라마바|사아자차");
  CHECK(added_behind(both, "다") == doctest::Approx(0.14 * em / 6).epsilon(0.05)); // 여섯 곳에
  CHECK(added_behind(both, " ") - added_behind(both, "다") == doctest::Approx(0.16 * em).epsilon(0.02));
  CHECK(both.lines[0].width == both.width);
}

TEST_CASE("간격: 부호, 숫자, 로마자 곁에는 아무것도 더하지 않는다 (S9)") {
  const Paragraph marks = set("가나.다·라(12)KB마바사아자차카타파하", justified(10.08, BreakRule::syllable));
  REQUIRE(marks.lines.size() > 1);
  REQUIRE(marks.lines[0].track > 0);
  CHECK(added_behind(marks, "가") > 0);
  for (const char* mark : {"나", ".", "다", "·", "라", "(", "1", "2", ")", "K", "B"})
    CHECK(added_behind(marks, mark) == 0);
  CHECK(marks.lines[0].width == marks.width);
}

TEST_CASE("간격: 양끝을 맞춘 줄의 오른쪽 끝은 64분의 1 px도 어긋나지 않는다") {
  const std::string text = "달이 당기는 힘은 가까운 바다와 먼 바다에서 서로 다르다. 그 차이가 바닷물을 "
                           "부풀린다. 지구가 하루에 한 번 "
                           "돌기 때문에 우리는 부푼 곳을 두 번 지난다.";
  for (const double ems : {13.3, 17.77, 21.1, 24.9}) {
    CAPTURE(ems);
    const Paragraph paragraph = set(text, justified(ems, BreakRule::syllable));
    for (std::size_t n = 0; n + 1 < paragraph.lines.size(); ++n) {
      CHECK(paragraph.lines[n].x + paragraph.lines[n].width == paragraph.width);
      const Run& last = paragraph.runs[paragraph.lines[n].first_run + paragraph.lines[n].run_count - 1];
      CHECK(last.x + last.width == paragraph.width);
    }
    CHECK(paragraph.lines.back().gap == 0); // 끝줄은 그대로
  }
}

TEST_CASE("간격: 줄 끝의 빈칸은 너비가 없고 글에는 남는다 (S11)") {
  const Paragraph paragraph = set("가나 다라", em_wide(2.2));
  REQUIRE(dump_lines(paragraph) == "가나 |다라");
  CHECK(px(paragraph.lines[0].width) == 2 * em);
  CHECK(paragraph.text == "가나 다라");
}

TEST_CASE("간격: 표의 숫자는 모두 가장 넓은 숫자만큼 자리를 차지한다") {
  FontMetrics metrics = fixed_metrics();
  metrics.advance = [plain = metrics.advance](Face face, Fx size, std::string_view cluster, Script beside) {
    return cluster == "1" ? advance_of(4) : plain(face, size, cluster, beside);
  };
  ParagraphStyle style = em_wide(100);
  CHECK(px(layout_paragraph("111", {}, style, metrics).lines[0].width) == 12);
  style.tabular = true;
  CHECK(px(layout_paragraph("111", {}, style, metrics).lines[0].width) == 24);
}

#include <doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "layout/dump.h"
#include "layout/fixed_metrics.h"
#include "layout/paragraph.h"

using namespace hanji;

namespace {

ParagraphStyle em_wide(double em) { return {.size = fx(16), .line_height = fx(28), .width = fx(16 * em)}; }

std::string lines(std::string_view text, const ParagraphStyle& style) {
  return dump_lines(layout_paragraph(text, {}, style, fixed_metrics()));
}

constexpr std::string_view tide =
    "달이 당기는 힘은 가까운 바다와 먼 바다에서 서로 다르다. 그 차이가 바닷물을 부풀리고, 지구가 하루에 한 "
    "번 "
    "돌기 때문에 우리는 부푼 곳을 두 번 지난다. 해도 같은 일을 하지만 달보다 훨씬 멀리 있어서 그 힘은 절반에 "
    "조금 못 미친다. 둘이 한 줄에 서는 보름과 그믐에는 물이 가장 높이 오르고 가장 낮게 내린다.";

// Wide spaces that stand, by half of their width or more, under a wide space of the line above.
int rivers_of(const Paragraph& paragraph) {
  struct Space {
    Fx left, right;
  };
  std::vector<std::vector<Space>> of_lines;
  for (const Line& line : paragraph.lines) {
    std::vector<Space>& spaces = of_lines.emplace_back();
    for (std::uint32_t r = line.first_run; r < line.first_run + line.run_count; ++r) {
      const Run& run = paragraph.runs[r];
      for (std::uint32_t g = run.first_glyph; g < run.first_glyph + run.glyph_count; ++g) {
        const Glyph& glyph = paragraph.glyphs[g];
        if (paragraph.text[glyph.byte] == ' ' && glyph.added > run.size / 6)
          spaces.push_back({glyph.x, glyph.x + glyph.advance});
      }
    }
  }
  int count = 0;
  for (std::size_t n = 1; n < of_lines.size(); ++n) {
    for (const Space& below : of_lines[n]) {
      count += static_cast<int>(std::ranges::count_if(of_lines[n - 1], [&](const Space& above) {
        const Fx overlap = std::min(above.right, below.right) - std::max(above.left, below.left);
        return 2 * overlap >= std::min(above.right - above.left, below.right - below.left);
      }));
    }
  }
  return count;
}

} // namespace

TEST_CASE("줄 고르기: 넓은 빈칸이 위아래로 이어져 강을 이루는 일이 드물다") {
  int rivers = 0, lines_set = 0;
  for (double width = 12; width <= 40; width += 0.5) {
    ParagraphStyle style = em_wide(width);
    style.justify = true;
    const Paragraph paragraph = layout_paragraph(tide, {}, style, fixed_metrics());
    rivers += rivers_of(paragraph);
    lines_set += static_cast<int>(paragraph.lines.size());
  }
  CAPTURE(lines_set);
  CHECK(rivers <= 111); // of 405 lines; 121 where they cost nothing
}

TEST_CASE("줄 고르기: 글자에서 끊을 때도 낱말의 첫 글자나 끝 글자만 떼어 놓는 일이 드물다") {
  int stubs = 0, lines_set = 0;
  for (double width = 12; width <= 40; width += 0.5) {
    ParagraphStyle style = em_wide(width);
    style.justify = true;
    style.breaks = BreakRule::syllable;
    const Paragraph paragraph = layout_paragraph(tide, {}, style, fixed_metrics());
    for (std::size_t n = 0; n + 1 < paragraph.lines.size(); ++n) {
      const std::string_view text = paragraph.text;
      const std::uint32_t end = paragraph.lines[n].end; // three bytes a syllable
      if (text[end - 1] == ' ') continue;
      if (text[end - 4] == ' ' || text[end + 3] == ' ') ++stubs;
    }
    lines_set += static_cast<int>(paragraph.lines.size());
  }
  CAPTURE(lines_set);
  CHECK(stubs <= 86); // of 398 lines; 154 where they cost nothing
}

TEST_CASE("줄 고르기: 끝줄에 짧은 어절 하나만 남지 않는다 (B42)") {
  CHECK(lines("가나다라 마바사아 자차 카", em_wide(12)) == "가나다라 마바사아 |자차 카");
  CHECK(lines("가나다라 마바사아 자차 카타파하", em_wide(12)) ==
        "가나다라 마바사아 자차 |카타파하"); // 네 글자면 된다
  CHECK(lines("가나다라 마바사아 자차 카타 파", em_wide(14.5)) == "가나다라 마바사아 자차 |카타 파");
  CHECK(lines("한글이 한글이 한글이", em_wide(9.9)) ==
        "한글이 한글이 |한글이"); // 앞줄이 더 나빠진다면 그대로
  CHECK(lines("가나다라 마바사아 자차 카\n다음 줄", em_wide(12)) ==
        "가나다라 마바사아 자차 |카\\n|다음 줄"); // 고치는 것은 글의 끝이다
}

TEST_CASE("줄 고르기: 제목은 줄이 고르고, 마지막 글자가 홀로 남지 않는다") {
  ParagraphStyle style = em_wide(12);
  style.balance = true;
  CHECK(lines("밀물과 썰물은 왜 하루에 두 번 오는가", style) == "밀물과 썰물은 왜 |하루에 두 번 오는가");
  CHECK(lines("짧은 제목", style) == "짧은 제목");
  const Paragraph balanced = layout_paragraph(tide, {}, style, fixed_metrics());
  style.balance = false;
  CHECK(balanced.lines.size() == layout_paragraph(tide, {}, style, fixed_metrics()).lines.size());
  Fx shortest = fx(1000), longest = 0;
  for (const Line& line : balanced.lines) {
    shortest = std::min(shortest, line.width);
    longest = std::max(longest, line.width);
  }
  CHECK(longest - shortest < fx(16 * 6));
}

TEST_CASE("줄 고르기: 제목은 글자 수가 조금 덜 고르더라도 부호 뒤에서 나뉜다") {
  ParagraphStyle style = em_wide(15);
  style.balance = true;
  CHECK(lines("대한민국의 메달 획득 현황: 2023년 7월과 8월", style) ==
        "대한민국의 메달 획득 현황: |2023년 7월과 8월");
  CHECK(lines("북한 미사일 두 발 실패… 평양 가까이 떨어진 듯", style) ==
        "북한 미사일 두 발 실패… |평양 가까이 떨어진 듯");
}

TEST_CASE("줄 고르기: 제목은 영어 이름, 괄호와 따옴표 안, 의존 명사 앞에서 나뉘기를 꺼린다") {
  ParagraphStyle style = em_wide(12);
  style.balance = true;
  CHECK(lines("근처 Homegarden Park 객실 안내", style) == "근처 Homegarden Park |객실 안내");
  style.width = fx(16 * 13);
  CHECK(lines("오늘 나온 ‘새로운 바다의 지도’ 전시", style) == "오늘 나온 |‘새로운 바다의 지도’ 전시");
  style.width = fx(16 * 10);
  CHECK(lines("누구나 쉽게 볼 수 있는 바다", style) == "누구나 쉽게 |볼 수 있는 바다");
}

TEST_CASE("줄 고르기: 두 줄짜리 문단은 마지막 줄을 늘리려고 첫 줄을 크게 벌리지 않는다") {
  ParagraphStyle style = em_wide(15);
  style.justify = true;
  style.breaks = BreakRule::syllable;
  style.width = fx(16 * 12.7);
  CHECK(lines("가나 다라 마바 사아 자차카타", style) == "가나 다라 마바 사아 자차|카타");
}

TEST_CASE("줄 고르기: 양끝을 맞춘 글은 가장 성긴 줄이 먼저 채운 글보다 성기지 않다") {
  for (const double em : {17.5, 20.0, 23.0, 26.5, 30.0, 34.0}) {
    CAPTURE(em);
    ParagraphStyle style = em_wide(em);
    style.justify = true;
    const Paragraph chosen = layout_paragraph(tide, {}, style, fixed_metrics());
    style.justify = false;
    const Paragraph greedy = layout_paragraph(tide, {}, style, fixed_metrics());
    const auto loosest = [&](const Paragraph& paragraph) {
      double most = 0;
      for (std::size_t n = 0; n + 1 < paragraph.lines.size(); ++n) {
        const Line& line = paragraph.lines[n];
        const std::string_view seen =
            std::string_view(paragraph.text).substr(line.begin, line.end - line.begin);
        const auto spaces = std::ranges::count(seen, ' ') - (seen.ends_with(' ') ? 1 : 0);
        const double natural = px(line.width) - line.gap / 65536.0 * static_cast<double>(spaces);
        most = std::max(most, (px(style.width) - natural) / static_cast<double>(spaces));
      }
      return most;
    };
    CHECK(loosest(chosen) <= loosest(greedy) + 0.01);
    CHECK(chosen.lines.size() <= greedy.lines.size() + 1);
    CHECK(chosen.glyphs.size() == greedy.glyphs.size());
  }
}

TEST_CASE("줄 고르기: 글자 방식의 끝줄은 앞줄을 성기게 하느니 세 글자로 남는다") {
  ParagraphStyle style = em_wide(12.5);
  style.justify = true;
  style.breaks = BreakRule::syllable;
  CHECK(lines("가나 다라 마바 사아 자차카타파", style) == "가나 다라 마바 사아 자차|카타파");
  CHECK(lines("가나 다라 마바 사아 자차카타", style) == "가나 다라 마바 사아 자|차카타"); // 둘은 적다
}

TEST_CASE("줄 고르기: 글쓴이의 줄바꿈과 줄보다 긴 어절은 어느 방식에서도 지켜진다") {
  for (const bool justify : {false, true}) {
    for (const bool balance : {false, true}) {
      ParagraphStyle style = em_wide(8);
      style.justify = justify;
      style.balance = balance;
      CHECK(lines("가나\n다라", style) == "가나\\n|다라");
      CHECK(lines("가나다라마바사아자차 가", style).starts_with("가나다라마바사아|자차"));
      CHECK(lines("", style).empty());
    }
  }
}

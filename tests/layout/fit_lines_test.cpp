#include <doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "layout/dump.h"
#include "layout/fixed_metrics.h"
#include "layout/measure.h"
#include "layout/paragraph.h"
#include "layout/word_cut.h"

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

TEST_CASE("줄 고르기: 글자에서 끊을 때도 낱말의 첫 글자나, 조사 아닌 끝 글자만 떼어 놓는 일이 드물다") {
  int firsts = 0, lasts = 0, endings = 0, lines_set = 0;
  for (double width = 12; width <= 40; width += 0.5) {
    ParagraphStyle style = em_wide(width);
    style.justify = true;
    style.breaks = BreakRule::syllable;
    const Paragraph paragraph = layout_paragraph(tide, {}, style, fixed_metrics());
    for (std::size_t n = 0; n + 1 < paragraph.lines.size(); ++n) {
      const std::string_view text = paragraph.text;
      const std::uint32_t end = paragraph.lines[n].end; // three bytes a syllable
      if (text[end - 1] == ' ') continue;
      const std::string_view next = text.substr(end, 3);
      firsts += text[end - 4] == ' ' ? 1 : 0;
      if (next == "다")
        ++endings;
      else if (text[end + 3] == ' ' &&
               std::string_view("은는이을에와의").find(next) == std::string_view::npos)
        ++lasts;
    }
    lines_set += static_cast<int>(paragraph.lines.size());
  }
  CAPTURE(lines_set);
  CHECK(firsts <= 50); // of 395 lines
  CHECK(lasts <= 32);
  CHECK(endings <= 3);
}

TEST_CASE("줄 고르기: 글자 방식은 조사와 어미 앞에서 먼저 나뉜다") {
  const auto cut_at = [](std::string_view text, std::size_t at) {
    const Measured measured = measure(text, {}, em_wide(9), fixed_metrics());
    return word_cut(measured, at);
  };
  CHECK(cut_at("변수들로", 2) == WordCut::before_particle);
  CHECK(cut_at("시작합니다.", 2) == WordCut::before_particle);
  CHECK(cut_at("WiFi에서는", 4) == WordCut::before_particle);
  CHECK(cut_at("장소가", 2) == WordCut::within); // 가 홀로
  CHECK(cut_at("장소가", 1) == WordCut::behind_first);
  CHECK(cut_at("다양한", 2) == WordCut::within);
  CHECK(cut_at("편의성", 2) == WordCut::before_last);
  CHECK(cut_at("있습니다.", 3) == WordCut::before_ending);
  CHECK(cut_at("그랬다", 2) == WordCut::before_ending);
  CHECK(cut_at("가. 나", 3) == WordCut::none);
}

TEST_CASE("줄 고르기: 목록의 두 줄짜리 항목과, 벌려야 하는 두 줄짜리 글은 어절에서 나뉘고 벌어지지 않는다") {
  ParagraphStyle style = em_wide(15.5);
  style.justify = style.item = true;
  style.breaks = BreakRule::syllable;
  const std::string_view item = "태권도 여자 예선 경기 - 마르티네스 선수";
  const Paragraph short_item = layout_paragraph(item, {}, style, fixed_metrics());
  CHECK(dump_lines(short_item) == "태권도 여자 예선 경기 - |마르티네스 선수");
  CHECK(short_item.lines[0].gap == 0);
  style.item = false;
  CHECK(lines(item, style) == "태권도 여자 예선 경기 - 마르티|네스 선수");
  style.width = fx(16 * 10.6);
  const Paragraph loose = layout_paragraph("가나 다라 마바 사아 Humphreys", {}, style, fixed_metrics());
  CHECK(dump_lines(loose) == "가나 다라 마바 사아 |Humphreys");
  CHECK(loose.lines[0].gap == 0);
  style.width = fx(16 * 11.2);
  CHECK(lines("일정은 하나하나 다음과 같습니다.", style) ==
        "일정은 하나하나 다음과 |같습니다."); // 니다. 둘만 남느니
}

TEST_CASE("줄 고르기: 홀로 선 수는 앞말과 떨어지지 않으나, 줄을 크게 비우지는 않는다") {
  CHECK(lines("골프 여자 스트로크 플레이 라운드 2 - 고진영", em_wide(16.5)) ==
        "골프 여자 스트로크 플레이 |라운드 2 - 고진영");
  CHECK(lines("골프 여자 스트로크플레이라운드 2 - 고진영", em_wide(15.8)) ==
        "골프 여자 스트로크플레이라운드 |2 - 고진영");
  ParagraphStyle style = em_wide(16.5);
  style.breaks = BreakRule::chromium_keep_all;
  CHECK(lines("골프 여자 스트로크 플레이 라운드 2 - 고진영", style) ==
        "골프 여자 스트로크 플레이 라운드 |2 - 고진영");
}

TEST_CASE("줄 고르기: 로마자가 대부분인 글은 글자 방식에서도 벌어지지 않는다") {
  ParagraphStyle style = em_wide(16);
  style.justify = true;
  style.breaks = BreakRule::syllable;
  const Paragraph latin =
      layout_paragraph("Entire apartment or single rooms in Homegarden Park near Camp Humprehys 예약", {},
                       style, fixed_metrics());
  REQUIRE(latin.lines.size() > 2);
  CHECK(dump_lines(latin) ==
        "Entire apartment or single rooms |in Homegarden Park near Camp |Humprehys 예약");
  for (const Line& line : latin.lines) CHECK(line.gap == 0);
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
  style.width = fx(16 * 11);
  CHECK(lines("평택시 캠프 험프리 근처 아파트", style) == "평택시 캠프 |험프리 근처 아파트");
}

TEST_CASE("줄 고르기: 두 줄짜리 문단은 마지막 줄을 늘리려고 첫 줄을 크게 벌리지 않는다") {
  ParagraphStyle style = em_wide(15);
  style.justify = true;
  style.breaks = BreakRule::syllable;
  style.width = fx(16 * 12.7);
  CHECK(lines("가나 다라 마바 사아 자차카타", style) == "가나 다라 마바 사아 |자차카타");
  CHECK(layout_paragraph("가나 다라 마바 사아 자차카타", {}, style, fixed_metrics()).lines[0].gap == 0);
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
  const std::string first = "가나다라 마바사아 자차카 ";
  CHECK(lines(first + "가나 다라 마바 사아 자차카타파", style) == first + "|가나 다라 마바 사아 자차|카타파");
  CHECK(lines(first + "가나 다라 마바 사아 자차카타", style) ==
        first + "|가나 다라 마바 사아 자차|카타"); // 둘은 적으나, 자만 떼어 놓느니
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

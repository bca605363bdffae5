#include <doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "reader/theme.h"

using namespace hanji;

TEST_CASE("빛깔: 글쓴이의 어떤 색도 어느 화면에서나 4.5:1 넘게 읽힌다") {
  for (const ThemeName theme : {ThemeName::light, ThemeName::sepia, ThemeName::dark}) {
    const Colors& colors = colors_of(theme, false);
    for (int step = 0; step < 4096; step += 7) {
      const Rgba author{static_cast<std::uint8_t>((step >> 8) * 17),
                        static_cast<std::uint8_t>((step >> 4 & 15) * 17),
                        static_cast<std::uint8_t>((step & 15) * 17), 255};
      CHECK(contrast(readable(author, colors.paper), colors.paper) >= 4.5);
      const Rgba behind = highlight(author, colors);
      CHECK(contrast(readable(colors.ink, behind), behind) >= 4.5);
    }
  }
}

namespace {

// 0 … 360; -1 for a grey, or what is as good as one.
double hue(Rgba c) {
  const double r = c.red, g = c.green, b = c.blue, most = std::max({r, g, b}), least = std::min({r, g, b});
  if (most - least < 24) return -1;
  const double sixth = most == r   ? std::fmod((g - b) / (most - least) + 6, 6)
                       : most == g ? (b - r) / (most - least) + 2
                                   : (r - g) / (most - least) + 4;
  return sixth * 60;
}

// CIE L*, 0 … 100, of what is not nearly black: the contrast with black gives the luminance.
double lightness(Rgba c) { return 116 * std::cbrt(contrast(c, {0, 0, 0, 255}) * 0.05 - 0.05) - 16; }

} // namespace

TEST_CASE("빛깔: 글쓴이의 색은 그가 칠한 바탕 위에서도 읽히고, 색상은 그대로다") {
  for (const ThemeName theme : {ThemeName::light, ThemeName::sepia, ThemeName::dark}) {
    const Colors& colors = colors_of(theme, false);
    for (std::uint32_t step = 0; step < 4096; step += 61) {
      const auto color = [](std::uint32_t of) {
        return Rgba{static_cast<std::uint8_t>((of >> 8 & 15) * 17),
                    static_cast<std::uint8_t>((of >> 4 & 15) * 17), static_cast<std::uint8_t>((of & 15) * 17),
                    255};
      };
      for (const std::uint32_t ground : {0xff0U, 0x0ffU, 0xfccU, 0x333U, 0xfffU, step}) {
        const Rgba behind = highlight(color(ground), colors);
        const Rgba shown = readable(color(step), behind);
        CHECK(contrast(shown, behind) >= 4.5);
        const double before = hue(color(step)), after = hue(shown);
        if (before < 0 || after < 0) continue;
        const double apart = std::abs(before - after);
        CHECK(std::min(apart, 360 - apart) <= 12);
      }
    }
  }
}

TEST_CASE("빛깔: 글쓴이가 옅게 칠한 바탕은 어느 화면에서나 보이고 제 빛깔이다") {
  const Rgba wash{0x21, 0x53, 0x85, 0x27}; // a dark blue of 15 %: 3,606 times in 1,501 posts
  for (const ThemeName theme : {ThemeName::light, ThemeName::sepia, ThemeName::dark}) {
    const Colors& colors = colors_of(theme, false);
    const Rgba shown = highlight(wash, colors);
    CHECK(std::abs(shown.red - colors.paper.red) + std::abs(shown.blue - colors.paper.blue) >= 45);
    CHECK(shown.blue - shown.red >= 12);
    CHECK(contrast(colors.ink, shown) >= 4.5);
  }
}

TEST_CASE("빛깔: 이미 읽히는 색은 그대로 둔다") {
  const Colors& colors = colors_of(ThemeName::light, false);
  CHECK(readable({0x1a, 0x54, 0x90, 255}, colors.paper) == Rgba{0x1a, 0x54, 0x90, 255});
}

TEST_CASE("빛깔: 어두운 화면에서 밝힌 색은 본디 빛깔을 잃지 않는다") {
  const Colors& colors = colors_of(ThemeName::dark, false);
  const Rgba author{0x0b, 0x53, 0x94, 255}, shown = readable(author, colors.paper);
  CHECK(shown.blue - shown.red == author.blue - author.red);
}

TEST_CASE("빛깔: 화면의 글자색은 모두 4.5:1을 넘는다") {
  for (const ThemeName theme : {ThemeName::light, ThemeName::sepia, ThemeName::dark, ThemeName::contrast})
    for (const bool system_is_dark : {false, true}) {
      const Colors& colors = colors_of(theme, system_is_dark);
      for (const Rgba ink : {colors.ink, colors.heading, colors.muted, colors.accent, colors.warning})
        CHECK(contrast(ink, colors.paper) >= 4.5);
      for (const Rgba ground : {colors.chip, colors.panel, colors.code}) {
        CHECK(contrast(colors.muted, ground) >= 4.5);
        CHECK(contrast(colors.heading, ground) >= 4.5);
      }
      for (const Rgba ground : {colors.panel, colors.code, colors.chosen})
        CHECK(contrast(colors.ink, ground) >= 4.5);
      CHECK(contrast(colors.heading, colors.chosen) >= 4.5);
      CHECK(contrast(colors.accent, colors.panel) >= 4.5);
      CHECK(contrast(colors.heading, colors.raised) >= 4.5);
      CHECK(contrast(colors.ink, colors.mark) >= 4.5);
    }
}

TEST_CASE("빛깔: 가는 금은 어느 화면에서나 보이되 글을 누르지 않고, 눈에 같은 세기다") {
  for (const ThemeName theme : {ThemeName::light, ThemeName::sepia, ThemeName::dark}) {
    const Colors& colors = colors_of(theme, false);
    double apart = 0; // in CIE lightness, which is even to the eye
    for (const Rgba ground : {colors.paper, colors.panel}) {
      CHECK(contrast(colors.hairline, ground) >= 1.4);
      CHECK(contrast(colors.hairline, ground) <= 1.7);
      apart += std::abs(lightness(colors.hairline) - lightness(ground)) / 2;
    }
    CHECK(apart == doctest::Approx(14.7).epsilon(0.06));
  }
}

TEST_CASE("빛깔: 찾을 것의 테두리는 어느 바탕에서나 3:1이 넘는다") {
  for (const ThemeName theme : {ThemeName::light, ThemeName::sepia, ThemeName::dark, ThemeName::contrast}) {
    for (const bool dark : {false, true}) {
      const Colors& colors = colors_of(theme, dark);
      for (const Rgba ground : {colors.paper, colors.panel, colors.chip})
        CHECK(contrast(colors.edge, ground) >= 3);
      CHECK(contrast(colors.accent, colors.paper) >= 4.5);
    }
  }
}

TEST_CASE("빛깔: 또렷이에서는 글이 7:1 넘게 읽히고, 밝고 어두움은 기계를 따른다") {
  for (const bool dark : {false, true}) {
    const Colors& colors = colors_of(ThemeName::contrast, dark);
    CHECK(colors.dark == dark);
    CHECK(&colors == &colors_of(ThemeName::automatic, dark, true));
    for (const Rgba ink : {colors.ink, colors.heading, colors.muted, colors.accent, colors.warning})
      CHECK(contrast(ink, colors.paper) >= 7);
    CHECK(contrast(colors.ink, colors.paper) >= 20);
    CHECK(contrast(colors.ink, colors.mark) >= 7);
  }
}

TEST_CASE("빛깔: 자동은 기계를 따른다") {
  CHECK(colors_of(ThemeName::automatic, true).dark);
  CHECK(!colors_of(ThemeName::automatic, false).dark);
}

TEST_CASE("설정: 벗어난 값은 가까운 값이 된다") {
  CHECK(clamped({.line_height = 9}).line_height == 2.2);
  CHECK(clamped({.line_height = std::numeric_limits<double>::quiet_NaN()}).line_height == 1.4);
  CHECK(clamped({.font_px = 400}).font_px == 56);
  CHECK(clamped({.font_px = 3}).font_px == 0);
  CHECK(clamped({.measure_em = 100}).measure_em == 44);
  CHECK(clamped({.letter_spacing_em = 1}).letter_spacing_em == 0.2);
  CHECK(clamped({.letter_spacing_em = -1}).letter_spacing_em == -0.02);
}

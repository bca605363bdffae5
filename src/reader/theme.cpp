#include "reader/theme.h"

#include <algorithm>
#include <array>

namespace hanji {
namespace {

constexpr Rgba rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
          static_cast<std::uint8_t>(hex), 255};
}

constexpr Colors light{.paper = rgb(0xfdfcfa),
                       .panel = rgb(0xfffefd),
                       .raised = rgb(0xffffff),
                       .ink = rgb(0x1d1c19),
                       .heading = rgb(0x141310),
                       .muted = rgb(0x6d6a63),
                       .accent = rgb(0x1c5c8f),
                       .warning = rgb(0x9a3b1e),
                       .hairline = rgb(0xd9d5cc),
                       .edge = rgb(0x87837a),
                       .code = rgb(0xf3f0ea),
                       .chip = rgb(0xefece5),
                       .mark = rgb(0xffe58a),
                       .chosen = rgb(0xd9d5cc),
                       .dark = false};
constexpr Colors sepia{.paper = rgb(0xf6eddc),
                       .panel = rgb(0xfbf4e6),
                       .raised = rgb(0xfdf8ee),
                       .ink = rgb(0x3b3022),
                       .heading = rgb(0x2b2115),
                       .muted = rgb(0x68573f),
                       .accent = rgb(0x7a4a12),
                       .warning = rgb(0x953a1c),
                       .hairline = rgb(0xd5c6a9),
                       .edge = rgb(0x8a7a60),
                       .code = rgb(0xeee2cb),
                       .chip = rgb(0xe9dcc3),
                       .mark = rgb(0xf3cf72),
                       .chosen = rgb(0xd5c6a9),
                       .dark = false};
constexpr Colors dark{.paper = rgb(0x17181a),
                      .panel = rgb(0x1e2023),
                      .raised = rgb(0x3b3f43),
                      .ink = rgb(0xd6d3cc),
                      .heading = rgb(0xf0ede6),
                      .muted = rgb(0xa19e96),
                      .accent = rgb(0x84b8e6),
                      .warning = rgb(0xf0a184),
                      .hairline = rgb(0x3a3d41),
                      .edge = rgb(0x767b81),
                      .code = rgb(0x212326),
                      .chip = rgb(0x282b2e),
                      .mark = rgb(0x6b5a14),
                      .chosen = rgb(0x3a3d41),
                      .dark = true};
constexpr Colors white{.paper = rgb(0xffffff),
                       .panel = rgb(0xffffff),
                       .raised = rgb(0xffffff),
                       .ink = rgb(0x000000),
                       .heading = rgb(0x000000),
                       .muted = rgb(0x303030),
                       .accent = rgb(0x003a8c),
                       .warning = rgb(0x7a1500),
                       .hairline = rgb(0x595959),
                       .edge = rgb(0x000000),
                       .code = rgb(0xf2f2f2),
                       .chip = rgb(0xf2f2f2),
                       .mark = rgb(0xffe14d),
                       .chosen = rgb(0xdcdcdc),
                       .dark = false};
constexpr Colors black{.paper = rgb(0x000000),
                       .panel = rgb(0x000000),
                       .raised = rgb(0x2b2b2b),
                       .ink = rgb(0xffffff),
                       .heading = rgb(0xffffff),
                       .muted = rgb(0xd6d6d6),
                       .accent = rgb(0x9fd0ff),
                       .warning = rgb(0xffb59c),
                       .hairline = rgb(0xa6a6a6),
                       .edge = rgb(0xffffff),
                       .code = rgb(0x1c1c1c),
                       .chip = rgb(0x1c1c1c),
                       .mark = rgb(0x5c4a00),
                       .chosen = rgb(0x3a3a3a),
                       .dark = true};

} // namespace

Settings clamped(Settings s) {
  if (!(s.font_px >= 12)) s.font_px = 0;
  s.font_px = std::min(s.font_px, 56.0);
  s.line_height = s.line_height >= 1.4 ? std::min(s.line_height, 2.2) : 1.4;
  s.measure_em = s.measure_em >= 24 ? std::min(s.measure_em, 44.0) : 24;
  s.letter_spacing_em = s.letter_spacing_em >= -0.02 ? std::min(s.letter_spacing_em, 0.2) : -0.02;
  s.word_spacing_em = s.word_spacing_em >= 0 ? std::min(s.word_spacing_em, 0.3) : 0;
  s.paragraph_gap = s.paragraph_gap >= 0.5 ? std::min(s.paragraph_gap, 2.0) : 0.5;
  return s;
}

double phone_margin(const Settings& settings) {
  return settings.measure_em <= 30 ? 40 : settings.measure_em < 40 ? frame_px::phone_gutter : 12;
}

const Colors& colors_of(ThemeName theme, bool system_is_dark, bool more_contrast) {
  switch (theme) {
  case ThemeName::light: return light;
  case ThemeName::sepia: return sepia;
  case ThemeName::dark: return dark;
  case ThemeName::contrast: return system_is_dark ? black : white;
  case ThemeName::automatic: break;
  }
  if (more_contrast) return system_is_dark ? black : white;
  return system_is_dark ? dark : light;
}

Rgba highlight(Rgba background, const Colors& colors) {
  const Ground ground = colors.dark                              ? Ground::dark
                        : &colors == &light || &colors == &white ? Ground::white
                                                                 : Ground::tinted;
  return highlight(background, colors.paper, ground);
}

} // namespace hanji

#include "reader/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

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
                       .code = rgb(0xf3f0ea),
                       .chip = rgb(0xefece5),
                       .mark = rgb(0xffe58a),
                       .hover = rgb(0xf1eee7),
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
                       .code = rgb(0xeee2cb),
                       .chip = rgb(0xe9dcc3),
                       .mark = rgb(0xf3cf72),
                       .hover = rgb(0xede0c8),
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
                      .code = rgb(0x212326),
                      .chip = rgb(0x282b2e),
                      .mark = rgb(0x6b5a14),
                      .hover = rgb(0x232629),
                      .dark = true};

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Rgba c) {
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

Rgba mixed(Rgba from, Rgba to, double amount) {
  const auto mix = [&](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * amount));
  };
  return {mix(from.red, to.red), mix(from.green, to.green), mix(from.blue, to.blue), 255};
}

// As light as it gets with as much colour in it.
Rgba lifted(Rgba c) {
  const int room = 255 - std::max({c.red, c.green, c.blue});
  const auto lift = [room](std::uint8_t channel) { return static_cast<std::uint8_t>(channel + room); };
  return {lift(c.red), lift(c.green), lift(c.blue), 255};
}

int apart(Rgba one, Rgba other) {
  return std::max(
      {std::abs(one.red - other.red), std::abs(one.green - other.green), std::abs(one.blue - other.blue)});
}

} // namespace

Settings clamped(Settings s) {
  if (!(s.font_px >= 12)) s.font_px = 0;
  s.font_px = std::min(s.font_px, 40.0);
  s.line_height = s.line_height >= 1.4 ? std::min(s.line_height, 2.2) : 1.4;
  s.measure_em = s.measure_em >= 24 ? std::min(s.measure_em, 44.0) : 24;
  s.letter_spacing_em = s.letter_spacing_em >= -0.02 ? std::min(s.letter_spacing_em, 0.1) : -0.02;
  return s;
}

double phone_margin(const Settings& settings) {
  return settings.measure_em <= 30 ? 40 : settings.measure_em < 40 ? frame_px::phone_gutter : 12;
}

const Colors& colors_of(ThemeName theme, bool system_is_dark) {
  switch (theme) {
  case ThemeName::light: return light;
  case ThemeName::sepia: return sepia;
  case ThemeName::dark: return dark;
  case ThemeName::automatic: break;
  }
  return system_is_dark ? dark : light;
}

double contrast(Rgba one, Rgba other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Rgba blended(Rgba over, Rgba under) {
  return mixed(under, Rgba{over.red, over.green, over.blue, 255}, over.alpha / 255.0);
}

Rgba readable(Rgba color, Rgba behind) {
  const bool on_dark = luminance(behind) <= 0.18;
  const Rgba full = on_dark ? lifted(color) : color;
  const Rgba end = on_dark ? Rgba{255, 255, 255, 255} : Rgba{0, 0, 0, 255};
  Rgba result = blended(color, behind);
  // On dark first lifted: mixed with white alone it would turn grey.
  for (int step = on_dark ? 1 : 21; step <= 40 && contrast(result, behind) < 4.5; ++step)
    result = step <= 20 ? mixed(color, full, step / 20.0) : mixed(full, end, (step - 20) / 20.0);
  return result;
}

Rgba highlight(Rgba background, const Colors& colors) {
  constexpr Rgba white{255, 255, 255, 255};
  const double strongest = colors.dark ? 0.28 : 0.55; // an opaque pastel would swallow a light ink
  if (&colors == &light) {
    const Rgba opaque{background.red, background.green, background.blue, 255};
    return mixed(colors.paper, opaque, std::min(background.alpha / 255.0, strongest));
  }
  // A wash of dark blue is clean on white; on black it would not be seen, and on cream it would be grey.
  const Rgba full = lifted(background);
  const double meant = apart(blended(background, white), white), most = apart(full, colors.paper);
  return mixed(colors.paper, full, std::min(meant / std::max(most, 1.0), strongest));
}

} // namespace hanji

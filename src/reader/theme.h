// One set of tokens for everything that is seen: colours by theme, the type scale, spacing in steps of 4 px,
// and the settings a reader may change. An author's colours are intent: readable() keeps the
// hue and moves the lightness until the contrast with what lies behind is at least 4.5 : 1 (WCAG 1.4.3).
#pragma once

#include <cstdint>

#include "article/article.h"
#include "layout/line_break.h"
#include "layout/page.h"

namespace hanji {

enum class ThemeName : std::uint8_t { light, sepia, dark, automatic };

struct Settings {
  ThemeName theme = ThemeName::automatic;
  Family font = Family::site;   // 명조 where the publisher has none
  double font_px = 0;           // 0 = what suits the window: 18.5, on a phone 17
  double line_height = 1.75;    // 1.4 … 2.2
  double measure_em = 36;       // 24 … 44; on a phone, which has not so many, phone_margin()
  double letter_spacing_em = 0; // -0.02 … 0.1
  bool justify = false;
  BreakRule breaks = BreakRule::word;
  ParagraphMark paragraphs = ParagraphMark::gap;
  bool operator==(const Settings&) const = default;
};
Settings clamped(Settings settings);

struct Colors {
  Rgba paper, panel, raised, ink, heading, muted, accent, warning, hairline, code, chip, mark, hover;
  bool dark = false;
};
const Colors& colors_of(ThemeName theme, bool system_is_dark);

double contrast(Rgba one, Rgba other);  // 1 … 21
Rgba blended(Rgba over, Rgba under);    // opaque result
Rgba readable(Rgba color, Rgba behind); // contrast ≥ 4.5
// An author's background, quiet enough for the theme's ink; as far from the paper as it was from white, where
// that is not too far, and of its hue.
Rgba highlight(Rgba background, const Colors& colors);

// The frame around the page, in CSS px.
namespace frame_px {
constexpr double masthead = 56, bar = 56, gutter = 24, phone_gutter = 20, rail = 232, rail_gap = 48;
constexpr double wide_from = 1040, phone_below = 640; // windows: with rails beside; with a bar below
constexpr double list_measure = 672, sheet = 368;
constexpr double button = 44; // the least that a thumb hits (WCAG 2.5.5)
} // namespace frame_px

// At the side of an article on a phone: what a short, usual or long measure leaves there.
double phone_margin(const Settings& settings);

constexpr double motion_ms = 180; // a sheet coming or going; at once where motion is unwelcome

} // namespace hanji

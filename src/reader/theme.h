// One set of tokens for everything that is seen: colours by theme, the type scale, spacing in steps of 4 px,
// and the settings that a reader may change. What an author's colours become: article/ink.h.
#pragma once

#include <cstdint>

#include "article/article.h"
#include "article/ink.h"
#include "layout/line_break.h"
#include "layout/page.h"

namespace hanji {

enum class ThemeName : std::uint8_t { light, sepia, dark, contrast, automatic };
// What the letter keys do (WCAG 2.1.4): as they are, with Alt, or nothing.
enum class Shortcuts : std::uint8_t { letters, with_alt, none };

struct Settings {
  ThemeName theme = ThemeName::automatic;
  Family font = Family::site;   // 명조 where the publisher has none
  double font_px = 0;           // 12 … 56; 0 = what suits the window: 18.5, on a phone 17
  double line_height = 1.75;    // 1.4 … 2.2
  double measure_em = 36;       // 24 … 44; on a phone, which has not so many, phone_margin()
  double letter_spacing_em = 0; // -0.02 … 0.2
  double word_spacing_em = 0;   // 0 … 0.3
  double paragraph_gap = 1;     // 0.5 … 2: of the usual one, where gaps tell paragraphs apart
  bool justify = false;
  BreakRule breaks = BreakRule::word;
  ParagraphMark paragraphs = ParagraphMark::gap;
  Shortcuts shortcuts = Shortcuts::letters;
  bool print_addresses = true; // of links, as notes below what is printed
  bool operator==(const Settings&) const = default;
};
Settings clamped(Settings settings);

struct Colors {
  Rgba paper, panel, raised, ink, heading, muted, accent, warning, hairline, edge, code, chip, mark;
  Rgba chosen; // the ground of a chip that is chosen or pointed at
  bool dark = false;
};
// Of what a reader has to find, a field or the choice that is made, `edge` is the border: 3:1 on every ground
// it stands on (WCAG 1.4.11). ThemeName::contrast is black and white, which of them is the paper as the
// system is; `more_contrast`: so is ThemeName::automatic, since the system asks for it.
const Colors& colors_of(ThemeName theme, bool system_is_dark, bool more_contrast = false);

Rgba highlight(Rgba background, const Colors& colors); // article/ink.h, on the theme's paper

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

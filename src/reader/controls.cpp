#include "reader/controls.h"

#include <array>
#include <cmath>

namespace hanji {
namespace {

constexpr std::array<double, 20> sizes{14, 15, 16, 17, 18, 19, 20, 21, 22, 24,
                                       26, 28, 30, 33, 36, 40, 44, 48, 52, 56};

double next_size(double now, bool up) {
  double next = now;
  for (const double size : sizes) {
    if (up && size > now) return size;
    if (!up && size < now) next = size;
  }
  return next;
}

double stepped(double now, double step, bool up) { // to the next multiple of the step
  const double steps = now / step;
  return step * (up ? std::floor(steps + 1.001) : std::ceil(steps - 1.001));
}

std::string decimal(double value, int digits) { // without trailing zeros
  const double scale = std::pow(10, digits);
  const long whole = std::lround(std::abs(value) * scale);
  std::string text = std::to_string(whole / std::lround(scale));
  std::string rest = std::to_string(whole % std::lround(scale));
  rest.insert(0, static_cast<std::size_t>(digits) - rest.size(), '0');
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  if (!rest.empty()) text += "." + rest;
  return value < 0 && whole != 0 ? "−" + text : text;
}

} // namespace

Settings changed_by(Settings s, std::string_view command, double text_px) {
  const std::size_t colon = command.find(':');
  if (colon == std::string_view::npos) return s;
  const std::string_view name = command.substr(0, colon), value = command.substr(colon + 1);
  const bool up = value == "+";
  if (name == "theme") {
    s.theme = value == "light"      ? ThemeName::light
              : value == "sepia"    ? ThemeName::sepia
              : value == "dark"     ? ThemeName::dark
              : value == "contrast" ? ThemeName::contrast
                                    : ThemeName::automatic;
  } else if (name == "font") {
    s.font = value == "site" ? Family::site : value == "serif" ? Family::serif : Family::sans;
  } else if (name == "size") {
    if (const double next = next_size(text_px, up); next != text_px) s.font_px = next;
  } else if (name == "leading") {
    s.line_height = stepped(s.line_height, 0.05, up);
  } else if (name == "measure") {
    s.measure_em = stepped(s.measure_em, 2, up);
  } else if (name == "margins") {
    const double em = value == "narrow" ? 44 : value == "wide" ? 24 : 36;
    if (phone_margin(s) != phone_margin({.measure_em = em})) s.measure_em = em;
  } else if (name == "spacing") {
    s.letter_spacing_em = stepped(s.letter_spacing_em, 0.01, up);
  } else if (name == "words") {
    s.word_spacing_em = stepped(s.word_spacing_em, 0.02, up);
  } else if (name == "gaps") {
    s.paragraph_gap = stepped(s.paragraph_gap, 0.25, up);
  } else if (name == "align") {
    s.justify = value == "justify";
  } else if (name == "breaks") {
    s.breaks = value == "word" ? BreakRule::word : BreakRule::syllable;
  } else if (name == "paragraphs") {
    s.paragraphs = value == "gap"      ? ParagraphMark::gap
                   : value == "indent" ? ParagraphMark::indent
                                       : ParagraphMark::indent_but_first;
  } else if (name == "keys") {
    s.shortcuts = value == "alt"    ? Shortcuts::with_alt
                  : value == "none" ? Shortcuts::none
                                    : Shortcuts::letters;
  } else if (name == "print") {
    s.print_addresses = value == "addresses";
  } else if (name == "style") {
    const bool book = value == "book";
    s.justify = book;
    s.breaks = book ? BreakRule::syllable : BreakRule::word;
    s.paragraphs = book ? ParagraphMark::indent_but_first : ParagraphMark::gap;
  } else if (name == "all") {
    s = {};
  }
  return clamped(s);
}

std::string value_of(const Settings& s, std::string_view scale, double text_px) {
  if (scale == "size") return decimal(text_px, 1);
  if (scale == "leading") return decimal(s.line_height, 2);
  if (scale == "measure") return decimal(s.measure_em, 1);
  const double em = scale == "spacing" ? s.letter_spacing_em
                    : scale == "words" ? s.word_spacing_em
                                       : s.paragraph_gap;
  return decimal(em * 100, 1) + "%";
}

} // namespace hanji

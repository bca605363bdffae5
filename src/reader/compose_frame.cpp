#include <algorithm>
#include <cmath>
#include <utility>

#include "reader/compose.h"

namespace hanji {
namespace {

using namespace frame_px;

constexpr double button = 44; // the least that a thumb hits (WCAG 2.5.5)

bool is_phone(const ReaderState& state) { return state.viewport.width < phone_below; }
double side(const ReaderState& state) { return is_phone(state) ? 12 : gutter; }
bool has_contents(const ReaderState& state) {
  return state.showing == Showing::article && state.sections.size() > 1;
}
bool contents_button(const ReaderState& state) {
  return has_contents(state) && !outline_stands_beside(state);
}

int buttons(const ReaderState& state) { return 1 + (contents_button(state) ? 1 : 0); }

Piece filled(Fill fill, double x, double y, double width, double height) {
  Piece piece;
  piece.role = Role::decoration;
  piece.fill = fill;
  piece.box = {fx(x), fx(y), fx(width), fx(height)};
  return piece;
}

Piece line_of_text(Role role, std::string_view text, double x, double y, double width, double size,
                   double height, bool bold, Ink ink, const FontMetrics& metrics,
                   std::uint32_t max_lines = 1) {
  Piece piece;
  piece.role = role;
  piece.ink = ink;
  const ParagraphStyle style{.face = {Family::sans, bold},
                             .size = fx(size),
                             .line_height = fx(height),
                             .width = fx(width),
                             .max_lines = max_lines};
  piece.text = layout_paragraph(text, {}, style, metrics);
  piece.text_x = fx(x);
  piece.text_y = fx(y);
  piece.box = {piece.text_x, piece.text_y, fx(width), piece.text.height};
  return piece;
}

// A control whose look is a vector path (reader/draw_icons.cpp); its label is for those who do not see it.
Piece icon(std::string_view command, std::string_view label, double x) {
  Piece piece;
  piece.role = Role::control;
  piece.href = command;
  piece.label = label;
  piece.ink = Ink::muted;
  piece.box = {fx(x), fx((masthead - button) / 2), fx(button), fx(button)};
  return piece;
}

std::string_view theme_name(const ReaderState& state) {
  switch (state.settings.theme) {
  case ThemeName::light: return state.words->theme_light;
  case ThemeName::sepia: return state.words->theme_sepia;
  case ThemeName::dark: return state.words->theme_dark;
  case ThemeName::automatic: break;
  }
  return state.words->theme_automatic;
}

double brand_width(const ReaderState& state) {
  if (is_phone(state)) return 56;
  return std::clamp(state.viewport.width * 0.26, 120.0, 320.0);
}

// One line for each section; returns where it ends. Stops at `bottom`, around the section being read.
void add_outline(const ReaderState& state, const FontMetrics& metrics, double x, double y, double width,
                 double bottom, Page& frame) {
  constexpr double size = 14.5, leading = 21, gap = 9, indent = 14;
  struct Entry {
    Piece piece;
    double height;
  };
  std::vector<Entry> entries;
  std::size_t current = 0;
  for (std::size_t i = 0; i < state.sections.size(); ++i) {
    const Section& section = state.sections[i];
    if (section.heading == no_index) continue;
    const Block& heading = state.article->blocks[section.heading];
    const double inset = 14 + std::min<int>(section.depth, 3) * indent;
    const bool here = i == state.section;
    if (here) current = entries.size();
    Piece piece = line_of_text(Role::link, heading.text, x + inset, 0, width - inset, size, leading, false,
                               here ? Ink::heading : Ink::muted, metrics, 2);
    piece.current = here;
    piece.href = format_route({.view = View::article,
                               .slug = state.article->slug,
                               .section = heading.id,
                               .query = state.route.query});
    entries.push_back({std::move(piece), 0});
    entries.back().height = px(entries.back().piece.text.height) + gap;
  }
  double before = 0, total = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i < current) before += entries[i].height;
    total += entries[i].height;
  }
  const double room = bottom - y;
  double shift = total > room ? std::clamp(before - room / 2, 0.0, total - room) : 0;
  for (Entry& entry : entries) {
    if (shift > 0) {
      shift -= entry.height;
      continue;
    }
    if (y + entry.height > bottom) break;
    if (entry.piece.current)
      frame.pieces.push_back(filled(Fill::quote_bar, x, y + 2, 2, entry.height - gap - 4));
    entry.piece.text_y = fx(y);
    entry.piece.box = {fx(x), fx(y - gap / 2), fx(width), fx(entry.height)};
    frame.pieces.push_back(std::move(entry.piece));
    y += entry.height;
  }
}

} // namespace

bool outline_stands_beside(const ReaderState& state) {
  return has_contents(state) && state.viewport.width >= wide_from;
}

FxRect search_field_box(const ReaderState& state) {
  const double left = side(state) + brand_width(state) + (is_phone(state) ? 8 : 16);
  const double right = state.viewport.width - side(state) - buttons(state) * button;
  const double width = std::clamp(right - left - 8, 60.0, 380.0);
  return {fx(right - 8 - width), fx((masthead - 38) / 2), fx(width), fx(38)};
}

Page compose_frame(const ReaderState& state, const FontMetrics& metrics) {
  Page frame;
  frame.width = fx(state.viewport.width);
  frame.height = fx(state.viewport.height);
  const double window = state.viewport.width;
  frame.pieces.push_back(filled(Fill::bar, 0, 0, window, masthead));

  const std::string_view name =
      state.library.manifest ? std::string_view(state.library.manifest->title) : std::string_view("한지");
  Piece brand = line_of_text(Role::link, name, side(state), 0, brand_width(state), is_phone(state) ? 17 : 18,
                             masthead, true, Ink::heading, metrics);
  brand.href = "#/";
  brand.label = state.words->home;
  frame.pieces.push_back(std::move(brand));

  Piece field = filled(Fill::field, 0, 0, 0, 0);
  field.box = search_field_box(state);
  frame.pieces.push_back(std::move(field));

  double x = window - side(state) - buttons(state) * button;
  if (contents_button(state)) {
    Piece contents = icon("contents", state.words->contents, x);
    contents.current = state.contents_open;
    frame.pieces.push_back(std::move(contents));
    x += button;
  }
  Piece theme = icon("theme", std::string(state.words->theme) + ": " + std::string(theme_name(state)), x);
  frame.pieces.push_back(std::move(theme));

  if (outline_stands_beside(state)) {
    const Column column = text_column(state);
    const double left = column.left - outline_gap - outline_width;
    frame.pieces.push_back(line_of_text(Role::meta, state.words->contents, left, column.top + 8,
                                        outline_width, 13, 20, true, Ink::muted, metrics));
    add_outline(state, metrics, left, column.top + 42, outline_width, state.viewport.height - 32, frame);
  } else if (state.contents_open && has_contents(state)) {
    const double width = std::min(window, 420.0), left = window - width;
    frame.pieces.push_back(filled(Fill::panel, left, masthead, width, state.viewport.height - masthead));
    add_outline(state, metrics, left + 24, masthead + 24, width - 48, state.viewport.height - 16, frame);
  }
  return frame;
}

} // namespace hanji

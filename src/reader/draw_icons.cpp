#include "reader/draw_icons.h"

#include <initializer_list>

#include "reader/theme.h"

namespace hanji {
namespace {

constexpr float stroke = 1.5F, pi = 3.14159265F;

struct Pen {
  ImDrawList& list;
  ImVec2 center;
  ImU32 color;

  void line(std::initializer_list<ImVec2> points) const {
    for (const ImVec2 point : points) list.PathLineTo({center.x + point.x, center.y + point.y});
    list.PathStroke(color, ImDrawFlags_None, stroke);
  }
};

ImU32 packed(Rgba c) { return IM_COL32(c.red, c.green, c.blue, c.alpha); }

void swatch(const Pen& pen, std::string_view theme, ImU32 ring) {
  constexpr float radius = 13;
  const auto disc = [&](ThemeName name, float from, float to) {
    pen.list.PathArcTo(pen.center, radius, from * pi, to * pi, 32);
    pen.list.PathFillConvex(packed(colors_of(name, from < 0).paper));
  };
  if (theme == "auto") {
    disc(ThemeName::light, 0.5F, 1.5F);
    disc(ThemeName::dark, -0.5F, 0.5F);
  } else if (theme == "contrast") {
    disc(ThemeName::contrast, 0.5F, 1.5F);
    disc(ThemeName::contrast, -0.5F, 0.5F); // black beside white
  } else {
    disc(theme == "light" ? ThemeName::light : theme == "sepia" ? ThemeName::sepia : ThemeName::dark, 0, 2);
  }
  pen.list.AddCircle(pen.center, radius, pen.color, 40, 1);
  if (ring != 0) pen.list.AddCircle(pen.center, radius + 4, ring, 40, 2);
}

} // namespace

void draw_icon(ImDrawList& list, std::string_view command, double center_x, double center_y, ImU32 color,
               ImU32 ring) {
  const Pen pen{list, {static_cast<float>(center_x), static_cast<float>(center_y)}, color};
  if (command == "contents") {
    for (const float y : {-5.5F, 0.0F, 5.5F}) {
      list.AddCircleFilled({pen.center.x - 7.5F, pen.center.y + y}, 1.2F, color);
      pen.line({{-3.5F, y}, {8.5F, y}});
    }
  } else if (command == "list") { // entries: a title and its line
    for (const float y : {-7.0F, 2.5F}) {
      pen.line({{-8, y}, {8, y}});
      pen.line({{-8, y + 4.5F}, {3, y + 4.5F}});
    }
  } else if (command == "settings") { // 가
    pen.line({{-8.5F, -6}, {0, -6}, {-1.4F, -0.5F}, {-4, 3.5F}, {-8, 6.5F}});
    pen.line({{4.5F, -9}, {4.5F, 9}});
    pen.line({{4.5F, -1}, {9, -1}});
  } else if (command == "search") {
    list.AddCircle({pen.center.x - 1.5F, pen.center.y - 1.5F}, 6, color, 32, stroke);
    pen.line({{3, 3}, {8.5F, 8.5F}});
  } else if (command == "find") { // a text, looked at
    pen.line({{-8.5F, -7}, {8, -7}});
    pen.line({{-8.5F, -1.5F}, {-2, -1.5F}});
    pen.line({{-8.5F, 4}, {-3.5F, 4}});
    list.AddCircle({pen.center.x + 3, pen.center.y + 2.5F}, 4, color, 32, stroke);
    pen.line({{6, 5.5F}, {9, 8.5F}});
  } else if (command == "previous-match" || command == "next-match") {
    const float tip = command == "next-match" ? 3.0F : -3.0F;
    pen.line({{-6, -tip}, {0, tip}, {6, -tip}});
  } else if (command == "close" || command.ends_with("-left") || command.starts_with("forget:")) {
    pen.line({{-6, -6}, {6, 6}});
    pen.line({{-6, 6}, {6, -6}});
  } else if (command.ends_with(":-") || command.ends_with(":+")) {
    pen.line({{-6, 0}, {6, 0}});
    if (command.ends_with('+')) pen.line({{0, -6}, {0, 6}});
  } else if (command.starts_with("theme:")) {
    swatch(pen, command.substr(6), ring);
  }
}

} // namespace hanji

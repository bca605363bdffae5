#include "reader/draw_icons.h"

#include <cmath>

namespace hanji {
namespace {

constexpr float stroke = 1.5F, pi = 3.14159265F;

void contents(ImDrawList& list, ImVec2 c, ImU32 color) {
  for (const float dy : {-5.0F, 0.0F, 5.0F}) {
    list.AddCircleFilled({c.x - 8, c.y + dy}, 1.3F, color);
    list.AddLine({c.x - 4, c.y + dy}, {c.x + 8, c.y + dy}, color, stroke);
  }
}

void sun(ImDrawList& list, ImVec2 c, ImU32 color) {
  list.AddCircle(c, 4, color, 24, stroke);
  for (int i = 0; i < 8; ++i) {
    const float angle = static_cast<float>(i) * pi / 4;
    const ImVec2 ray{std::cos(angle), std::sin(angle)};
    list.AddLine({c.x + ray.x * 6.5F, c.y + ray.y * 6.5F}, {c.x + ray.x * 9, c.y + ray.y * 9}, color, stroke);
  }
}

void moon(ImDrawList& list, ImVec2 c, ImU32 color) {
  list.PathArcTo(c, 7.5F, 0.05F * pi, 1.45F * pi, 32);
  list.PathArcTo({c.x + 4.4F, c.y - 3.6F}, 6.6F, 1.14F * pi, 0.46F * pi, 24);
  list.PathStroke(color, ImDrawFlags_Closed, stroke);
}

void sheet(ImDrawList& list, ImVec2 c, ImU32 color) { // a leaf of paper
  list.PathLineTo({c.x - 6, c.y - 8});
  list.PathLineTo({c.x + 2, c.y - 8});
  list.PathLineTo({c.x + 6, c.y - 4});
  list.PathLineTo({c.x + 6, c.y + 8});
  list.PathLineTo({c.x - 6, c.y + 8});
  list.PathStroke(color, ImDrawFlags_Closed, stroke);
  list.AddLine({c.x - 2.5F, c.y + 1}, {c.x + 2.5F, c.y + 1}, color, stroke);
  list.AddLine({c.x - 2.5F, c.y + 4.5F}, {c.x + 2.5F, c.y + 4.5F}, color, stroke);
}

void half_disc(ImDrawList& list, ImVec2 c, ImU32 color) { // as the system has it
  list.AddCircle(c, 7.5F, color, 32, stroke);
  list.PathArcTo(c, 7.5F, -0.5F * pi, 0.5F * pi, 24);
  list.PathFillConvex(color);
}

} // namespace

void draw_icon(ImDrawList& list, std::string_view command, ThemeName theme, double center_x, double center_y,
               ImU32 color) {
  const ImVec2 center{static_cast<float>(center_x), static_cast<float>(center_y)};
  if (command == "contents") return contents(list, center, color);
  if (command != "theme") return;
  switch (theme) {
  case ThemeName::light: return sun(list, center, color);
  case ThemeName::sepia: return sheet(list, center, color);
  case ThemeName::dark: return moon(list, center, color);
  case ThemeName::automatic: return half_disc(list, center, color);
  }
}

} // namespace hanji

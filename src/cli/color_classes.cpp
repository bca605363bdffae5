#include "cli/color_classes.h"

#include <string_view>

#include "article/ink.h"

namespace hanji {
namespace {

// As shell/static_page.css has them.
struct Theme {
  Rgba paper, code;
  Ground ground;
};
constexpr Theme light{{0xfd, 0xfc, 0xfa, 255}, {0xf3, 0xf0, 0xea, 255}, Ground::white};
constexpr Theme sepia{{0xf6, 0xed, 0xdc, 255}, {0xee, 0xe2, 0xcb, 255}, Ground::tinted};
constexpr Theme dark{{0x17, 0x18, 0x1a, 255}, {0x21, 0x23, 0x26, 255}, Ground::dark};

std::string hex_of(const Rgba& color) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t part : {color.red, color.green, color.blue}) {
    text += digits[part >> 4];
    text += digits[part & 15];
  }
  return text;
}

std::string name_of(const Rgba& color) {
  return hex_of(color).substr(1) + (color.alpha == 255 ? "" : "-" + std::to_string(color.alpha));
}

Rgba behind_text(const Theme& theme, const Style& style) {
  if (style.background) return highlight(style.background, theme.paper, theme.ground);
  return (style.flags & style_code) != 0 ? theme.code : theme.paper;
}

} // namespace

std::string ColorClasses::classes_of(const Style& style) {
  std::string classes;
  if (style.color) {
    const auto value = [&](const Theme& theme) {
      return hex_of(readable(style.color, behind_text(theme, style)));
    };
    const std::string where = style.background                  ? "-on-" + name_of(style.background)
                              : (style.flags & style_code) != 0 ? "-in-code"
                                                                : "";
    classes = "c" + name_of(style.color) + where;
    if (known_.insert(classes).second) write_rules(classes, "color", value(light), value(sepia), value(dark));
  }
  if (style.background) {
    const auto value = [&](const Theme& theme) {
      return hex_of(highlight(style.background, theme.paper, theme.ground));
    };
    const std::string ground = "b" + name_of(style.background);
    classes += (classes.empty() ? "" : " ") + ground;
    if (known_.insert(ground).second)
      write_rules(ground, "background", value(light), value(sepia), value(dark));
  }
  return classes;
}

void ColorClasses::write_rules(const std::string& name, const std::string& property,
                               const std::string& by_day, const std::string& on_sepia,
                               const std::string& by_night) {
  sheet_ += "." + name + "{" + property + ":" + by_day + ";"; // for browsers that do not know light-dark()
  sheet_ += property + ":light-dark(" + by_day + "," + by_night + ")}";
  if (on_sepia != by_day)
    sheet_ += ":root[data-theme=sepia] ." + name + "{" + property + ":" + on_sepia + "}";
}

} // namespace hanji

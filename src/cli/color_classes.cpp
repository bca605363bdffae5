#include "cli/color_classes.h"

#include <string_view>

#include "article/ink.h"

namespace hanji {
namespace {

std::string hex_of(const Rgba& color) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t part : {color.red, color.green, color.blue}) {
    text += digits[part >> 4];
    text += digits[part & 15];
  }
  return text;
}

} // namespace

std::string ColorClasses::classes_of(const Style& style) {
  std::string classes;
  if (style.color) classes += class_of(style.color, false);
  if (style.background) classes += (classes.empty() ? "" : " ") + class_of(style.background, true);
  return classes;
}

std::string ColorClasses::class_of(const Rgba& color, bool background) {
  constexpr Rgba paper{0xfd, 0xfc, 0xfa, 255}, night{0x17, 0x18, 0x1a, 255};
  const std::string name = (background ? "b" : "c") + hex_of(color).substr(1) +
                           (color.alpha == 255 ? "" : "-" + std::to_string(color.alpha));
  if (!known_.insert(name).second) return name;
  const std::string by_day =
      hex_of(background ? highlight(color, paper, Ground::white) : readable(color, paper));
  const std::string by_night =
      hex_of(background ? highlight(color, night, Ground::dark) : readable(color, night));
  const std::string property = background ? "background:" : "color:";
  sheet_ +=
      "." + name + "{" + property + by_day + ";" + property + "light-dark(" + by_day + "," + by_night + ")}";
  return name;
}

} // namespace hanji

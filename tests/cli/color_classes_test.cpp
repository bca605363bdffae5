#include <doctest.h>

#include <string>

#include "article/ink.h"
#include "cli/color_classes.h"

namespace {

using namespace hanji;

// The value of the first rule with that selector.
Rgba value_in(const std::string& sheet, const std::string& selector, bool by_night = false) {
  const std::size_t rule = sheet.find(selector + "{");
  REQUIRE(rule != std::string::npos);
  std::size_t at = sheet.find('#', rule);
  if (by_night) at = sheet.find('#', sheet.find(',', sheet.find("light-dark(", at)));
  const auto part = [&](std::size_t i) {
    return static_cast<std::uint8_t>(std::stoi(sheet.substr(at + 1 + 2 * i, 2), nullptr, 16));
  };
  return {part(0), part(1), part(2), 255};
}

constexpr Rgba paper{0xfd, 0xfc, 0xfa, 255}, night{0x17, 0x18, 0x1a, 255}, cream{0xf6, 0xed, 0xdc, 255};
constexpr Rgba code_by_day{0xf3, 0xf0, 0xea, 255}, code_on_cream{0xee, 0xe2, 0xcb, 255},
    code_by_night{0x21, 0x23, 0x26, 255};

} // namespace

TEST_CASE("글쓴이의 색: 밝은 종이, 어두운 종이, 미색 종이 어디서나 읽힌다") {
  for (const Rgba color : {Rgba{0xee, 0x23, 0x23, 255}, Rgba{0, 0x6d, 0xd7, 255}, Rgba{255, 255, 0, 255}}) {
    ColorClasses classes;
    const std::string name = "." + classes.classes_of({.color = color});
    CHECK(contrast(value_in(classes.sheet(), name), paper) >= 4.5);
    CHECK(contrast(value_in(classes.sheet(), name, true), night) >= 4.5);
    CHECK(contrast(value_in(classes.sheet(), ":root[data-theme=sepia] " + name), cream) >= 4.5);
  }
}

TEST_CASE("글쓴이의 색: 종이보다 어두운 코드의 바탕에서도 읽힌다") {
  ColorClasses classes;
  const std::string name = "." + classes.classes_of({.flags = style_code, .color = {0x6a, 0x73, 0x7d, 255}});
  CHECK(name == ".c6a737d-in-code");
  CHECK(contrast(value_in(classes.sheet(), name), code_by_day) >= 4.5);
  CHECK(contrast(value_in(classes.sheet(), name, true), code_by_night) >= 4.5);
  CHECK(contrast(value_in(classes.sheet(), ":root[data-theme=sepia] " + name), code_on_cream) >= 4.5);
}

TEST_CASE("글쓴이의 색: 제 바탕이 있는 글자는 그 바탕에서 읽힌다") {
  ColorClasses classes;
  CHECK(classes.classes_of({.color = {255, 255, 255, 255}, .background = {255, 0, 0, 255}}) ==
        "cffffff-on-ff0000 bff0000");
  for (const std::string before : {"", ":root[data-theme=sepia] "}) {
    const Rgba ground = value_in(classes.sheet(), before + ".bff0000");
    CHECK(contrast(value_in(classes.sheet(), before + ".cffffff-on-ff0000"), ground) >= 4.5);
  }
  CHECK(contrast(value_in(classes.sheet(), ".cffffff-on-ff0000", true),
                 value_in(classes.sheet(), ".bff0000", true)) >= 4.5);
  const std::size_t before = classes.sheet().size();
  classes.classes_of({.color = {255, 255, 255, 255}, .background = {255, 0, 0, 255}});
  CHECK(classes.sheet().size() == before); // 한 번만 적는다
}

TEST_CASE("글쓴이의 색: 미색 종이에서도 읽히는 색은 규칙 하나면 된다") {
  ColorClasses classes;
  classes.classes_of({.color = {0x11, 0x33, 0x22, 255}});
  CHECK(classes.sheet().find("sepia") == std::string::npos);
}

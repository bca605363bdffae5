#include <doctest.h>

#include "post/css_color.h"

using namespace hanji;

TEST_CASE("colours are read as CSS writes them") {
  CHECK(parse_css_color("#f80") == Rgba{0xFF, 0x88, 0, 255});
  CHECK(parse_css_color("#f808") == Rgba{0xFF, 0x88, 0, 0x88});
  CHECK(parse_css_color(" #EE2323 ") == Rgba{0xEE, 0x23, 0x23, 255});
  CHECK(parse_css_color("#21538527") == Rgba{0x21, 0x53, 0x85, 0x27});
  CHECK(parse_css_color("rgb(1, 2, 3)") == Rgba{1, 2, 3, 255});
  CHECK(parse_css_color("RGBA(100%, 0%, 300, .5)") == Rgba{255, 0, 255, 128});
  CHECK(parse_css_color("rgb(1 2 3 / 100%)") == Rgba{1, 2, 3, 255});
  CHECK(parse_css_color("RebeccaPurple") == Rgba{0x66, 0x33, 0x99, 255});
}

TEST_CASE("anything else is not set") {
  for (const char* text : {"", "#", "#12345", "#ggg", "transparent", "inherit", "rgb(1, 2)", "rgb(a, b, c)",
                           "빨강", "reddish", "rgb(1,2,3", "rgb(99999999999999999999999999999,2)"}) {
    CHECK_FALSE(parse_css_color(text));
  }
}

#include <doctest.h>

#include "cli/decimal.h"

using namespace hanji;

TEST_CASE("글머리의 십진수만 수로 읽고, 나머지는 그대로 돌려준다") {
  const auto same = [](std::string_view text, double value, std::string_view rest) {
    const auto number = parse_decimal(text);
    return number && number->value == value && number->rest == rest;
  };
  CHECK(same("1.5em", 1.5, "em"));
  CHECK(same("2ex", 2, "ex"));
  CHECK(same("-.25", -0.25, ""));
  CHECK(same("3.", 3, ""));
  CHECK(same("1e-2pt", 0.01, "pt"));
  CHECK(same("0x10", 0, "x10"));
  CHECK(same("1.2.3", 1.2, ".3"));
  for (const char* text : {"", "-", ".", "em", "+1", " 1", "inf", "nan", "-x"})
    CHECK_FALSE(parse_decimal(text));
}

#include <doctest.h>

#include <algorithm>
#include <string>

#include "text/boundaries.h"
#include "text/utf8.h"

using namespace hanji;

TEST_CASE("글자: 홀로 서는 글자만 있어도 ICU가 나눈 것과 같다") {
  // Behind the text stands what only ICU can judge, so that the same characters are asked of both.
  for (char32_t code = 0x20; code < 0x10000; code = code == 0xD7FF ? 0xE000 : code + 1) {
    std::string three = "가";
    append_utf8(three, code);
    three += "a";
    const auto plain = grapheme_boundaries(three);
    const auto asked = grapheme_boundaries(three + "e\u0301");
    CAPTURE(static_cast<std::uint32_t>(code));
    REQUIRE(plain.size() + 1 == asked.size());
    CHECK(std::equal(plain.begin(), plain.end(), asked.begin()));
  }
}

TEST_CASE("글자: 모아 쓴 낱자와 붙는 부호는 한 글자다") {
  CHECK(grapheme_boundaries("\u1112\u1161\u11ab").size() == 2);
  CHECK(grapheme_boundaries("e\u0301").size() == 2);
  CHECK(grapheme_boundaries("👍🏽").size() == 2);
  CHECK(grapheme_boundaries("가나\n").size() == 4);
  CHECK(grapheme_boundaries("").size() == 1);
}

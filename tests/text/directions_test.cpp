#include <doctest.h>

#include <string>

#include "text/directions.h"
#include "text/utf8.h"

static std::string levels(std::string_view text) {
  std::string out;
  for (const std::uint8_t level : hanji::levels_of(hanji::to_utf32(text)))
    out += static_cast<char>('0' + level);
  return out;
}

TEST_CASE("글의 방향: 아랍 글자와 히브리 글자는 왼쪽으로, 그 사이의 빈칸과 부호도 함께 간다") {
  CHECK(levels("한 שלום 글") == "00111100");
  CHECK(levels("한 של, ום 글") == "0011111100");
  CHECK(levels("a (של) b") == "00011000"); // 괄호는 바깥 글을 따른다
  CHECK(levels("של (של)") == "1111111");
}

TEST_CASE("글의 방향: 수는 왼쪽으로 가는 글 안에서도 오른쪽으로 간다") {
  CHECK(levels("של 12.5 של") == "1112222111");
  CHECK(levels("של 50% 한") == "11122200");
  CHECK(levels("12 של") == "00011");  // 앞에 선 수는 바깥 글의 것이다
  CHECK(levels("של\n12") == "11000"); // 줄을 바꾸면 새 문단이다
}

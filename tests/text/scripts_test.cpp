#include <doctest.h>

#include <string>

#include "text/boundaries.h"
#include "text/scripts.h"

// One letter a cluster: o own, - none, l latin, h hangul, c han, a apart.
static std::string kinds(std::string_view text) {
  std::string out;
  for (const hanji::Script script : hanji::scripts_of(text, hanji::grapheme_boundaries(text)))
    out += "o-lhca"[static_cast<int>(script)];
  return out;
}

TEST_CASE("글자의 갈래: 부호와 수는 앞 글자를 따르고, 글머리에서는 뒤 글자를 따른다") {
  CHECK(kinds("한·글 3") == "ohohh");
  CHECK(kinds("‘한") == "ho");
  CHECK(kinds("A, 한.") == "olloh");
  CHECK(kinds("大·小") == "oco");
  CHECK(kinds("1, 2") == "----");
  CHECK(kinds("").empty());
}

TEST_CASE("글자의 갈래: 닫는 괄호는 여는 괄호를 따른다") {
  CHECK(kinds("한(ARF)은") == "ohoooho"); // ( 와 ) 는 한글 곁의 모양이다
  CHECK(kinds("(A)한") == "lolo");
  CHECK(kinds("한)A") == "oho"); // 짝이 없으면 앞 글자를 따른다
}

TEST_CASE("글자의 갈래: 가운뎃점은 한글의 것이 아니어서, 뒤의 빈칸은 한글의 빈칸이 아니다") {
  CHECK(kinds("한 · 글 3") == "ohhaohh");
  CHECK(kinds("한 · #A") == "ohlllo"); // 뒤에 오는 로마자를 따른다
  CHECK(kinds("한 · 1") == "ohhaa");
  CHECK(kinds("A · B") == "olllo"); // 로마자와 한자의 것이다
  CHECK(kinds("大 · 小") == "occco");
  CHECK(kinds("한 「글」 3") == "ohhohhh"); // 낫표는 한글의 것이기도 하다
}

#include <doctest.h>

#include <string_view>

#include "text/brackets.h"

using namespace hanji;

TEST_CASE("묶음표: 여는 것과 닫는 것이 짝을 이룬다") {
  for (const std::u32string_view pair :
       {U"()", U"[]", U"{}", U"「」", U"『』", U"【】", U"〈〉", U"《》", U"〔〕", U"（）", U"⟨⟩"}) {
    CHECK(bracket_of(pair[0]) == Bracket::opening);
    CHECK(bracket_of(pair[1]) == Bracket::closing);
    CHECK(paired_bracket(pair[0]) == pair[1]);
    CHECK(paired_bracket(pair[1]) == pair[0]);
  }
  for (const char32_t other : U"가<>«»“”‘’/|") CHECK(bracket_of(other) == Bracket::none);
  CHECK(paired_bracket(U'가') == U'가');
}

TEST_CASE("묶음표: 유니코드에 예순네 짝이 있다") { // Bidi_Paired_Bracket, Unicode 16
  int opening = 0, closing = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const Bracket kind = bracket_of(c);
    opening += kind == Bracket::opening ? 1 : 0;
    closing += kind == Bracket::closing ? 1 : 0;
    if (kind != Bracket::none) CHECK(bracket_of(paired_bracket(c)) != kind);
  }
  CHECK(opening == 64);
  CHECK(closing == 64);
}

#include <doctest.h>

#include "text/hangul.h"

using namespace hanji;

using Ranges = std::vector<std::pair<char32_t, char32_t>>;

TEST_CASE("음절은 초성, 중성, 종성으로 나뉘고 다시 합쳐진다") {
  const Jamo jamo = jamo_of(U'한');
  CHECK(jamo.initial == 18);
  CHECK(jamo.vowel == 0);
  CHECK(jamo.final == 4);
  CHECK(syllable_of(jamo) == U'한');
  for (char32_t c = first_syllable; c <= last_syllable; ++c) REQUIRE(syllable_of(jamo_of(c)) == c);
}

TEST_CASE("받침이 있는지 안다") {
  CHECK(has_final(U'각'));
  CHECK_FALSE(has_final(U'가'));
}

TEST_CASE("초성이 될 수 있는 낱자만 초성 번호를 얻는다") {
  CHECK(initial_of_jamo(U'ㄱ') == 0);
  CHECK(initial_of_jamo(U'ㅎ') == 18);
  CHECK(initial_of_jamo(U'ㅏ') == -1);
  CHECK(initial_of_jamo(U'ㄳ') == -1);
  CHECK(initial_of_jamo(U'가') == -1);
}

TEST_CASE("첫가끝 낱자는 호환용 낱자로 바뀐다") {
  CHECK(compatibility_jamo_of(0x1112) == U'ㅎ');
  CHECK(compatibility_jamo_of(0x1161) == U'ㅏ');
  CHECK(compatibility_jamo_of(0x11C2) == U'ㅎ');
  CHECK(compatibility_jamo_of(0x119E) == 0x119E); // 옛한글은 그대로
  CHECK(compatibility_jamo_of(U'가') == U'가');
}

TEST_CASE("조합 중인 글자가 될 수 있는 글자들") {
  CHECK(may_become(U'ㅌ') == Ranges{{U'ㅌ', U'ㅌ'}, {U'타', U'팋'}});
  CHECK(may_become(U'터') == Ranges{{U'터', U'텋'}});
  CHECK(may_become(U'고') == Ranges{{U'고', U'굏'}}); // 고 → 과
  CHECK(may_become(U'의') == Ranges{{U'의', U'읳'}});
  CHECK(may_become(U'ㅜ') == Ranges{{U'ㅜ', U'ㅟ'}});
  CHECK(may_become(U'각') == Ranges{{U'각', U'각'}, {U'갃', U'갃'}});
  CHECK(may_become(U'안') == Ranges{{U'안', U'않'}});
  CHECK(may_become(U'갈') == Ranges{{U'갈', U'갏'}});
  CHECK(may_become(U'강') == Ranges{{U'강', U'강'}});
  CHECK(may_become(U'ㄳ') == Ranges{{U'ㄳ', U'ㄳ'}});
  CHECK(may_become(U'a') == Ranges{{U'a', U'a'}});
}

TEST_CASE("받침은 다음 글자의 초성으로 옮겨 갈 수 있다") {
  CHECK(moved_final(U'각') == std::pair{U'가', U'ㄱ'});
  CHECK(moved_final(U'닭') == std::pair{U'달', U'ㄱ'});
  CHECK(moved_final(U'값') == std::pair{U'갑', U'ㅅ'});
  CHECK(moved_final(U'있') == std::pair{U'이', U'ㅆ'});
  CHECK(moved_final(U'가') == std::pair{char32_t{0}, char32_t{0}});
  CHECK(moved_final(U'a') == std::pair{char32_t{0}, char32_t{0}});
}

#include <doctest.h>

#include <string>

#include "layout/line_break.h"

// Break opportunities as a string with | between what may stand on different lines.
static std::string broken(std::string_view text, hanji::BreakRule rule) {
  std::string out;
  std::uint32_t begin = 0;
  for (const hanji::LineBoundary& boundary : hanji::line_opportunities(text, rule)) {
    if (begin > 0) out += "|";
    out += text.substr(begin, boundary.offset - begin);
    begin = boundary.offset;
  }
  return out;
}
static std::string by_word(std::string_view text) { return broken(text, hanji::BreakRule::word); }
static std::string by_syllable(std::string_view text) { return broken(text, hanji::BreakRule::syllable); }

TEST_CASE("줄바꿈: 어절은 나뉘지 않고, 글자 단위에서는 음절마다 나뉜다") {
  CHECK(by_word("대한민국의 신문은 매일") == "대한민국의 |신문은 |매일");
  CHECK(by_syllable("대한민국") == "대|한|민|국");
}

TEST_CASE("줄바꿈: 닫는 부호는 줄 머리에, 여는 부호는 줄 끝에 오지 않는다") {
  for (const char* text :
       {"다. 가", "다, 가", "다? 가", "다! 가", "다) 가", "다」 가", "다』 가", "다》 가", "다” 가"}) {
    CHECK(by_word(text) == std::string(text).insert(std::string(text).find(' ') + 1, "|"));
    CHECK(by_syllable(text) == std::string(text).insert(std::string(text).find(' ') + 1, "|"));
  }
  for (const char* text : {"(한", "「한", "『한", "《한", "“한"}) CHECK(by_syllable(text) == text);
}

TEST_CASE("줄바꿈: 조사는 앞의 괄호·따옴표·기호에 붙어 다닌다") {
  CHECK(by_word("대통령(大統領)은 왔다") == "대통령(大統領)은 |왔다");
  CHECK(by_word("『님의 침묵』이 나왔다") == "『님의 |침묵』이 |나왔다");
  CHECK(by_word("“안녕”이라고 했다") == "“안녕”이라고 |했다");
  CHECK(by_word("50%를 100㎡는 25℃에서") == "50%를 |100㎡는 |25℃에서");
  CHECK(by_word("KBS는 TV를 5G망") == "KBS는 |TV를 |5G망");
}

TEST_CASE("줄바꿈: 수와 단위는 어느 방식에서도 떨어지지 않는다") {
  CHECK(by_syllable("2024년").starts_with("2024년"));
  CHECK(by_syllable("10개").starts_with("10개"));
  CHECK(by_word("1,234,567 3.14 2:30") == "1,234,567 |3.14 |2:30");
}

TEST_CASE("줄바꿈: 가운뎃점과 물결표는 줄 머리에 오지 않고 그 뒤에서 나뉠 수 있다") {
  CHECK(by_word("경제·사회") == "경제·|사회");
  CHECK(by_syllable("제·사") == "제·|사");
  CHECK(by_word("3월~5월").find("월|~") == std::string::npos);
  CHECK(by_syllable("그런데……").find("|…") == std::string::npos);
}

TEST_CASE("줄바꿈: 붙임 빈칸과 폭 없는 붙임표는 지켜진다") {
  CHECK(by_word("10\u00A0개") == "10\u00A0개");
  CHECK(by_syllable("한\u2060글") == "한\u2060글");
  CHECK(by_word("한\u200B글") == "한\u200B|글");
}

TEST_CASE("줄바꿈: 글쓴이의 줄바꿈은 반드시 지킨다") {
  const auto boundaries = hanji::line_opportunities("가\n나", hanji::BreakRule::word);
  REQUIRE(boundaries.size() == 2);
  CHECK(boundaries[0].mandatory);
  CHECK(!boundaries[1].mandatory);
}

TEST_CASE("줄바꿈: 빈 글에는 나눌 곳이 없다") {
  CHECK(hanji::line_opportunities("", hanji::BreakRule::word).empty());
}

#include <doctest.h>

#include <string>

#include "layout/line_break.h"

// Break opportunities as a string with | between what may stand on different lines, ¦ where only an emergency
// parts it.
static std::string broken(std::string_view text, hanji::BreakRule rule, bool with_emergencies = false) {
  std::string out;
  std::uint32_t begin = 0;
  for (const hanji::LineOpportunity& each : hanji::line_opportunities(text, rule)) {
    if (each.emergency && !with_emergencies) continue;
    out += text.substr(begin, each.offset - begin);
    if (each.offset < text.size()) out += each.emergency ? "¦" : "|";
    begin = each.offset;
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
  CHECK(by_word("이곳은 **조용한 환경**과 *별*이") ==
        "이곳은 |**조용한 |환경**과 |*별*이"); // Markdown left over
}

TEST_CASE("줄바꿈: 수와 단위는 어느 방식에서도 떨어지지 않는다") {
  CHECK(by_syllable("2024년").starts_with("2024년"));
  CHECK(by_syllable("10개").starts_with("10개"));
  CHECK(by_word("1,234,567 3.14 2:30") == "1,234,567 |3.14 |2:30");
}

TEST_CASE("줄바꿈: 가운뎃점과 물결표는 줄 머리에 오지 않고 그 뒤에서 나뉠 수 있다") {
  CHECK(by_word("경제·사회") == "경제·|사회");
  CHECK(by_syllable("제·사") == "제·|사");
  CHECK(by_word("3월~5월") == "3월~|5월");
  CHECK(by_syllable("그런데……").find("|…") == std::string::npos);
}

// The checklist of KLREQ, UAX #14 and what news and blogs write, numbered. Left
// what is written, | where a line may end. Each is one text, so what is not marked must not break.
TEST_CASE("줄바꿈: 어절 방식의 점검표") {
  struct Row {
    const char *number, *expected;
  };
  for (const Row& row : {
           Row{"B1", "대한민국"},
           Row{"B2", "한글이 |한글이 |한글이"},
           Row{"B3", "글글\u3000|글글"},
           Row{"B5", "다. |다, |다? |다! |다) |다」 |다』 |다》 |다”"},
           Row{"B6", "가 |(한 |「한 |『한 |《한 |“한"},
           Row{"B7", "대한민국(大韓民國)"},
           Row{"B8", "(大韓民國)은"},
           Row{"B9", "『님의 |침묵』이"},
           Row{"B10", "“안녕”이라고"},
           Row{"B11", "“갔다.”라고 |“정말?”이라고"},
           Row{"B12", "그는|“안녕”이라고"},
           Row{"B13", "2024년 |3월 |10개 |16동"},
           Row{"B14", "1,234,567 |3.14 |2:30"},
           Row{"B15", "₩1,000 |$100 |-3"},
           Row{"B16", "50% |25℃ |30°"},
           Row{"B17", "50%를"},
           Row{"B18", "100㎡ |5㎏"},
           Row{"B19", "13만 명, |5 km |3 |킬로그램"},
           Row{"B20", "KBS는, |TV를"},
           Row{"B21", "경제·|사회"},
           Row{"B22", "경제ㆍ|사회"},
           Row{"B23", "경제・|사회 |경제‧|사회"},
           Row{"B24", "3월~|5월, |3월∼|5월 |3월～|5월"},
           Row{"B25", "도쿄〜|오사카"},
           Row{"B26", "그런데…… |그런데... |글"},
           Row{"B27", "…라고 |간다…|그는"},
           Row{"B28", "글——|글 |글――|글"},
           Row{"B29", "한-|미, |2-3월, |02-123-4567"},
           Row{"B30", "서울/|부산, |https://|ko.|example.|org/|a?|b=|c&|d=|1"},
           Row{"B31", "#한글 |@한글 |R&D"},
           Row{"B32", "李대통령, |美·|中"},
           Row{"B33", "ㅋㅋㅋㅋㅋ"},
           Row{"B35", "10\u00A0개, |한\u2060글, |한\u200B|글"},
           Row{"B36", "좋아요👍|정말"},
           Row{"B37", "①항목"},
           Row{"B38", "했다.¹⁾ |했다.[1] |했다[12]"},
           Row{"B39", "값 |.23"},
           Row{"B40", "글 |-표시"},
       }) {
    CAPTURE(row.number);
    std::string text = row.expected;
    std::erase(text, '|');
    CHECK(by_word(text) == row.expected);
  }
}

TEST_CASE("줄바꿈: 한 줄에 들지 않는 어절은 괄호와 기호에서 먼저 나뉜다") {
  CHECK(broken("대한민국(大韓民國)은", hanji::BreakRule::word, true) == "대한민국¦(大韓民國)¦은");
  CHECK(broken("“안녕”이라고", hanji::BreakRule::word, true) == "“안녕”¦이라고");
  CHECK(broken("(大韓民國)은", hanji::BreakRule::syllable, true).find("¦") == std::string::npos);
}

TEST_CASE("줄바꿈: 낱말을 여는 #, @, *는 글자 단위에서도 줄 끝에 남지 않는다") {
  CHECK(by_syllable("#한글 와 **조용**한") == "#한|글 |와 |**조|용**|한");
  CHECK(by_syllable("@한글") == "@한|글");
}

TEST_CASE("줄바꿈: 두 낱말을 잇는 &는 줄 머리에 오지 않는다") {
  CHECK(by_word("여자 볼더링&리드 결합") == "여자 |볼더링&|리드 |결합");
  CHECK(by_syllable("볼더링&리드") == "볼|더|링&|리|드");
  CHECK(by_word("Q&A와 K&팝과 &함께") == "Q&A와 |K&팝과 |&함께");
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

#include <doctest.h>

#include "text/normalize.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::string folded(std::string_view text) { return to_utf8(fold_for_search(text).text); }

// The source of each folded character, joined by '|'.
std::string sources(std::string_view text) {
  const FoldedText fold = fold_for_search(text);
  std::string joined;
  for (std::size_t i = 0; i < fold.text.size(); ++i) {
    joined += text.substr(fold.begin[i], fold.end[i] - fold.begin[i]);
    joined += '|';
  }
  return joined;
}

std::string word_starts(std::string_view text) {
  const FoldedText fold = fold_for_search(text);
  std::u32string starts;
  for (std::size_t i = 0; i < fold.text.size(); ++i) {
    if (fold.word_start[i]) starts += fold.text[i];
  }
  return to_utf8(starts);
}

} // namespace

TEST_CASE("들어온 글은 NFC가 된다") {
  CHECK(to_nfc("한글") == "한글");
  CHECK(to_nfc("\u1112\u1161\u11AB\u1100\u1173\u11AF") == "한글");
  CHECK(to_nfc("") == "");
}

TEST_CASE("each malformed sequence becomes one U+FFFD and is counted") {
  std::uint32_t replaced = 7;
  CHECK(to_nfc("한", &replaced) == "한");
  CHECK(replaced == 0);
  CHECK(to_nfc("가\xED\x95나\xFF", &replaced) == "가\uFFFD나\uFFFD");
  CHECK(replaced == 2);
}

TEST_CASE("띄어쓰기와 문장 부호는 찾을 때 없는 것과 같다") {
  CHECK(folded("라브로프, 한미의 동맹!") == "라브로프한미의동맹");
  CHECK(folded("한·미 ‘확장 억제’…") == "한미확장억제");
  CHECK(folded("한ㆍ미") == "한미");
  CHECK(folded("<질문들> a=b|c~d") == "질문들abcd");
  CHECK(folded(" \t\n ") == "");
}

TEST_CASE("전각과 반각, 큰글자와 작은글자는 같다") {
  CHECK(folded("ＫＢＳ１ News") == "kbs1news");
  CHECK(folded("５Ｇ망") == "5g망");
  CHECK(folded("Straße") == "strasse");
  CHECK(folded("㈜한지 84㎡") == "주한지84m2");
}

TEST_CASE("사람이 찾을 만한 기호는 남는다") {
  CHECK(folded("₩1,000") == "₩1000");
  CHECK(folded("C++과 C#") == "c++과c#");
  CHECK(folded("30℃") == "30°c");
}

TEST_CASE("낱자는 낱자로 남고 저절로 합쳐지지 않는다") {
  CHECK(folded("ㅋㅋㅋ") == "ㅋㅋㅋ");
  CHECK(folded("ㄱㅏ") == "ㄱㅏ");
  CHECK(folded("가ㄳ") == "가ㄳ");
  CHECK(folded("ﾡￂ") == "ㄱㅏ");               // 반각 낱자
  CHECK(folded("㉠") == "ㄱ");                 // 원문자
  CHECK(folded("\u1112\u1161\u11AB") == "한"); // 첫가끝은 합쳐진다
  CHECK(folded("\uAC00\u11A8") == "각");
  CHECK(folded("\u1112") == "ㅎ");
  CHECK(folded("가\u3164나\u200D다\u00AD라") == "가나다라");
}

TEST_CASE("결합 부호는 글자에 붙어 있을 때만 남는다") {
  CHECK(folded("й\u0301") == "й\u0301");
  CHECK(folded("a \u0301b") == "ab");
  CHECK(folded("가\u0301") == "가\u0301");
}

TEST_CASE("로마자와 그리스 글자는 악센트 없이 접힌다") {
  CHECK(folded("Café, naïve, Zürich") == "cafenaivezurich");
  CHECK(folded("e\u0301 ữ Ǻ") == "eua"); // 조각으로 써도, 둘이 얹혀도
  CHECK(folded("Søren Đà Łódź Iğdır") == "sorendalodzigdir");
  CHECK(folded("Ελλάδα ᾧ") == "ελλαδαωι");
  CHECK(folded("q\u0301\u0302") == "q");
  CHECK(folded("が й ñ×ß") == "がйn×ss"); // 가나의 탁점과 키릴의 й는 딴 글자이다
}

TEST_CASE("접힌 글자마다 원문의 제자리를 안다") {
  CHECK(sources("한, 미") == "한|미|");
  CHECK(sources("\u1112\u1161\u11ABA") == "\u1112\u1161\u11AB|A|");
  CHECK(sources("84㎡") == "8|4|㎡|㎡|");
  CHECK(sources("㈜한지") == "㈜|한|지|");
  CHECK(sources("e\u0301x") == "e\u0301|x|");
}

TEST_CASE("낱말의 첫 글자를 안다") {
  CHECK(word_starts("러시아 외무장관 라브로프의") == "러외라");
  CHECK(word_starts("(한국)은 ‘핵’ KBS는") == "한은핵k");
  CHECK(word_starts("#바이든 ★주의") == "#바★주");
}

TEST_CASE("끝없이 붙은 결합 부호도 금세 끝난다") {
  std::string marks = "가";
  for (int i = 0; i < 100'000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0323";
  CHECK(fold_for_search(marks).text.size() > 1);
}

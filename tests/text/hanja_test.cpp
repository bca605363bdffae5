#include <doctest.h>

#include "text/hanja.h"
#include "text/normalize.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::string folded(std::string_view text) { return to_utf8(fold_for_search(text).text); }

} // namespace

TEST_CASE("한자는 한글로 읽는다") {
  CHECK(folded("北韓") == "북한");
  CHECK(folded("大統領") == "대통령");
  CHECK(folded("韓美 頂上會談") == "한미정상회담");
  CHECK(folded("漢字와 한글") == "한자와한글");
  CHECK(reading_of(U'女') == U'녀');
  CHECK(reading_of(U'가') == 0);
  CHECK(reading_of(U'鿿') == 0);
}

TEST_CASE("낱말의 처음에서는 두음법칙을 따른다") {
  CHECK(folded("李 대통령") == "이대통령");
  CHECK(folded("女子") == "여자");
  CHECK(folded("男女") == "남녀");
  CHECK(folded("勞動") == "노동");
  CHECK(folded("過勞") == "과로");
  CHECK(folded("年末") == "연말");
  CHECK(folded("2024年") == "2024년");
  CHECK(folded("來日") == "내일");
  CHECK(folded("龍山") == "용산");
  CHECK(folded("與野, 歷史") == "여야역사");
  CHECK(folded("·李") == "이");
}

TEST_CASE("낱말이 모인 낱말에서는 뒤 낱말의 처음에서도 두음법칙을 따른다") {
  CHECK(folded("海外旅行") == "해외여행");
  CHECK(folded("國際聯合") == "국제연합");
  CHECK(folded("設立年度") == "설립연도");
  CHECK(folded("務實力行") == "무실역행");
  CHECK(folded("新女性") == "신여성");
  CHECK(folded("熱力學") == "열역학");
  CHECK(folded("年利率") == "연이율");
  CHECK(folded("空念佛") == "공염불");
  CHECK(folded("重勞動") == "중노동");
  CHECK(folded("非論理的") == "비논리적");
  CHECK(folded("非合理的") == "비합리적");
  CHECK(folded("合理性") == "합리성");
  CHECK(folded("交流行事") == "교류행사");
  CHECK(folded("2024年度") == "2024년도");
  CHECK(folded("新羅") == "신라");
}

TEST_CASE("렬과 률은 모음이나 ㄴ 뒤에서 열과 율이다") {
  CHECK(folded("比率") == "비율");
  CHECK(folded("百分率") == "백분율");
  CHECK(folded("合格率") == "합격률");
  CHECK(folded("法律") == "법률");
  CHECK(folded("規律") == "규율");
  CHECK(folded("分裂") == "분열");
  CHECK(folded("行列") == "행렬");
  CHECK(folded("率先") == "솔선");
}

TEST_CASE("不은 ㄷ과 ㅈ 앞에서 부이다") {
  CHECK(folded("不可") == "불가");
  CHECK(folded("不當") == "부당");
  CHECK(folded("不正") == "부정");
  CHECK(folded("不") == "불");
}

TEST_CASE("金은 낱말의 처음에서 성이고, 아니면 쇠나 돈이다") {
  CHECK(folded("金 대통령") == "김대통령");
  CHECK(folded("金大中") == "김대중");
  CHECK(folded("資金") == "자금");
  CHECK(folded("金融") == "금융");
  CHECK(folded("金利") == "금리");
}

TEST_CASE("두 글자로 달리 읽는 낱말도 있다") {
  CHECK(folded("復活") == "부활");
  CHECK(folded("回復") == "회복");
  CHECK(folded("更新") == "갱신");
  CHECK(folded("容易") == "용이");
  CHECK(folded("貿易") == "무역");
  CHECK(folded("敗北") == "패배");
}

TEST_CASE("읽어도 제자리를 안다") {
  const std::string text = "새 北韓의 李";
  const FoldedText fold = fold_for_search(text);
  CHECK(to_utf8(fold.text) == "새북한의이");
  CHECK(text.substr(fold.begin[1], fold.end[2] - fold.begin[1]) == "北韓");
  CHECK(text.substr(fold.begin[4]) == "李");
  CHECK(fold.word_start[1]);
}

// Where what is written as one word is parted by rule (text/spacing.h).
#include <doctest.h>

#include "text/spacing.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::string spaced(std::string_view text) {
  const std::u32string word = to_utf32(text);
  std::u32string parted;
  std::size_t begin = 0;
  for (const std::size_t space : spaces_in(word)) {
    parted += word.substr(begin, space - begin) + U' ';
    begin = space;
  }
  return to_utf8(parted + word.substr(begin));
}

} // namespace

TEST_CASE("의존 명사는 관형사형 뒤에서 띄운다") {
  CHECK(spaced("가볼만한곳") == "가볼 만한 곳");
  CHECK(spaced("갈만한곳을") == "갈 만한 곳을");
  CHECK(spaced("먹을것") == "먹을 것");
  CHECK(spaced("하는것이") == "하는 것이");
  CHECK(spaced("여행갈때") == "여행갈 때");
  CHECK(spaced("할일") == "할 일");
  CHECK(spaced("하는일") == "하는 일");
  CHECK(spaced("만드는법") == "만드는 법");
  CHECK(spaced("가는길에") == "가는 길에");
  CHECK(spaced("사는동안") == "사는 동안");
  CHECK(spaced("할뿐만아니라") == "할 뿐만아니라");
  CHECK(spaced("노력한만큼") == "노력한 만큼");
  CHECK(spaced("먹어본적이") == "먹어본 적이");
}

TEST_CASE("의존 명사 뒤의 있다·없다·같다·알다·모르다도 띄운다") {
  CHECK(spaced("할수있습니다") == "할 수 있습니다");
  CHECK(spaced("이용할수있는") == "이용할 수 있는");
  CHECK(spaced("갈수가없다") == "갈 수가 없다");
  CHECK(spaced("그럴수밖에없는") == "그럴 수밖에 없는");
  CHECK(spaced("그럴수밖에") == "그럴 수밖에");
  CHECK(spaced("좋은것같다") == "좋은 것 같다");
  CHECK(spaced("올줄알았다") == "올 줄 알았다");
  CHECK(spaced("본적이없는") == "본적이없는"); // 본적이라는 낱말도 있다
  CHECK(spaced("가본적이없는") == "가본 적이 없는");
}

TEST_CASE("보조 용언은 고, 지, 야, 게 뒤에서 띄운다") {
  CHECK(spaced("먹고싶은") == "먹고 싶은");
  CHECK(spaced("기다리고있다") == "기다리고 있다");
  CHECK(spaced("하지않는") == "하지 않는");
  CHECK(spaced("해야할일") == "해야 할 일");
  CHECK(spaced("가게된") == "가게 된");
}

TEST_CASE("어미와 낱말은 가르지 않는다") {
  for (const char* word : {"할수록", "한일", "안건", "물건", "사건", "하는데", "대한민국", "전문가",
                           "한국은행", "일요일", "수있습니다", "KBS할수있다", "할", "수", ""})
    CHECK(spaced(word) == word);
}

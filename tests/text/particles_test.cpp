#include <doctest.h>

#include "text/particles.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

// 나라|는; the whole word when nothing may be cut.
std::string parted(std::string_view text, const Cut& cut) {
  const std::u32string word = to_utf32(text);
  if (cut.stem == 0) return std::string(text);
  return to_utf8(word.substr(0, cut.stem)) + "|" + to_utf8(word.substr(cut.stem));
}
std::string particle(std::string_view text, std::size_t least = 2) {
  return parted(text, cut_particle(to_utf32(text), least));
}
std::string verb(std::string_view text) { return parted(text, cut_verb_ending(to_utf32(text))); }

} // namespace

TEST_CASE("은/는, 이/가, 을/를, 과/와는 받침을 가린다") {
  CHECK(particle("한국은") == "한국|은");
  CHECK(particle("한국는") == "한국는");
  CHECK(particle("나라는") == "나라|는");
  CHECK(particle("나라은") == "나라은");
  CHECK(particle("한국이") == "한국|이");
  CHECK(particle("한국가") == "한국가");
  CHECK(particle("나라가") == "나라|가");
  CHECK(particle("나라이") == "나라이");
  CHECK(particle("한국을") == "한국|을");
  CHECK(particle("한국를") == "한국를");
  CHECK(particle("나라를") == "나라|를");
  CHECK(particle("나라을") == "나라을");
  CHECK(particle("한국과") == "한국|과");
  CHECK(particle("한국와") == "한국와");
  CHECK(particle("나라와") == "나라|와");
  CHECK(particle("나라과") == "나라과");
}

TEST_CASE("으로/로는 ㄹ 받침 뒤에서 로이다") {
  CHECK(particle("한국으로") == "한국|으로");
  CHECK(particle("한국로") == "한국로");
  CHECK(particle("나라로") == "나라|로");
  CHECK(particle("서울로") == "서울|로");
  CHECK(particle("서울로서") == "서울|로서");
  CHECK(particle("한국으로서") == "한국|으로서");
  CHECK(particle("서울로부터") == "서울|로부터");
  CHECK(particle("한국으로부터") == "한국|으로부터");
}

TEST_CASE("이나, 이라고, 이며는 받침 뒤에, 나, 라고, 며는 받침 없이") {
  CHECK(particle("한국이나") == "한국|이나");
  CHECK(particle("나라나") == "나라|나");
  CHECK(particle("한국이라고") == "한국|이라고");
  CHECK(particle("나라라고") == "나라|라고");
  CHECK(particle("한국이라는") == "한국|이라는");
  CHECK(particle("나라라는") == "나라|라는");
  CHECK(particle("한국이며") == "한국|이며");
  CHECK(particle("나라며") == "나라|며");
  CHECK(particle("한국이란") == "한국|이란");
  CHECK(particle("나라란") == "나라|란");
  CHECK(particle("한국라고") == "한국라고");
}

TEST_CASE("받침을 가리지 않는 조사") {
  for (const char* each :
       {"의",   "에",   "도",   "만",   "에서", "에게", "까지", "부터", "마다", "마저",
        "조차", "보다", "처럼", "만큼", "밖에", "한테", "께서", "하고", "들",   "입니다"}) {
    CAPTURE(std::string(each));
    CHECK(particle(std::string("한국") + each) == std::string("한국|") + each);
    CHECK(particle(std::string("나라") + each) == std::string("나라|") + each);
  }
}

TEST_CASE("조사가 겹치면 가장 긴 것을 뗀다") {
  CHECK(particle("한국에서는") == "한국|에서는");
  CHECK(particle("한국에서도") == "한국|에서도");
  CHECK(particle("한국에서부터") == "한국|에서부터");
  CHECK(particle("한국까지의") == "한국|까지의");
  CHECK(particle("한국과의") == "한국|과의");
  CHECK(particle("나라와는") == "나라|와는");
  CHECK(particle("국민들에게") == "국민|들에게");
  CHECK(particle("국민들은") == "국민|들은");
  CHECK(particle("한국만으로") == "한국|만으로");
  CHECK(particle("한국으로부터의") == "한국|으로부터의");
}

TEST_CASE("두 글자는 남아야 한다, 더 짧게 남기라고 하지 않으면") {
  CHECK(particle("달은") == "달은");
  CHECK(particle("달은", 1) == "달|은");
  CHECK(particle("은") == "은");
  CHECK(particle("") == "");
  CHECK(particle("의", 1) == "의");
}

TEST_CASE("로마자와 숫자 뒤에는 어느 쪽이나 온다, 읽는 소리를 모르니") {
  CHECK(particle("KBS는") == "KBS|는");
  CHECK(particle("KBS은") == "KBS|은");
  CHECK(particle("G7과") == "G7|과");
  CHECK(particle("1989로") == "1989|로");
}

TEST_CASE("하다와 되다의 어미") {
  CHECK(verb("발표했다") == "발표|했다");
  CHECK(verb("발표하는") == "발표|하는");
  CHECK(verb("발표하겠다고") == "발표|하겠다고");
  CHECK(verb("발표한") == "발표|한");
  CHECK(verb("발표해") == "발표|해");
  CHECK(verb("발표됐다") == "발표|됐다");
  CHECK(verb("발표되었습니다") == "발표|되었습니다");
  CHECK(verb("발표된") == "발표|된");
  CHECK(verb("공격적인") == "공격|적인");
  CHECK(verb("교육시켰다") == "교육|시켰다");
  CHECK(verb("발표") == "발표");
  CHECK(verb("못한") == "못한"); // 한 글자만 남는다
}

TEST_CASE("조사처럼 끝나는 명사는 규칙만으로는 잘린다") {
  CHECK(particle("제주도") == "제주|도");
  CHECK(particle("고속도로") == "고속도|로");
  CHECK(particle("기자회의") == "기자회|의");
  CHECK(particle("조사결과") == "조사결|과");
  CHECK(particle("회의") == "회의");
  CHECK(particle("결과") == "결과");
  CHECK(particle("나이") == "나이");
}

// What may have been meant by a word that nothing holds.
#include <doctest.h>

#include "search/correct.h"
#include "tests/search/small_corpus.h"

using namespace hanji;

namespace {

const SmallCorpus& small() {
  static const SmallCorpus index(
      {article_of("라브로프 장관", {"라브로프는 러시아의 장관이다. 라브로프가 말했다."}),
       article_of("대통령실 발표", {"대통령실은 한미정상회담을 대통령실이 한미정상회담이"}),
       article_of("KBS 뉴스", {"KBS는 hello를 말했다. 라일락은 라일락이"}),
       article_of("떡볶이", {"떡볶이는 맵다. 떡볶이가 있다."})});
  return index;
}

} // namespace

TEST_CASE("로마자 자판으로 친 한글을 찾고 그렇다고 말한다") {
  CHECK(small().titles("fkqmfhvm") == "라브로프 장관");
  CHECK(small().corrections("fkqmfhvm") == "fkqmfhvm → 라브로프");
  CHECK(small().titles("EjrqhRdl") == "떡볶이");
  CHECK(small().titles("fkqmfhvmrk") == "라브로프 장관");   // 라브로프가
  CHECK(small().titles("fkqmfhvmdprp") == "라브로프 장관"); // 라브로프에게
  CHECK(small().titles("fkqm") == "라브로프 장관");
}

TEST_CASE("한글 자판으로 친 로마자를 찾고 그렇다고 말한다") {
  CHECK(small().titles("ㅏㅠㄴ") == "KBS 뉴스");
  CHECK(small().corrections("ㅏㅠㄴ") == "ㅏㅠㄴ → kbs");
  CHECK(small().titles("ㅗ디ㅣㅐ") == "KBS 뉴스");
  CHECK(small().titles("ㅗ디ㅣ") == "KBS 뉴스"); // 치는 가운데
}

TEST_CASE("첫소리만 쳐도 찾는다, 섞어 쳐도") {
  CHECK(small().titles("ㄹㅂㄹㅍ") == "라브로프 장관");
  CHECK(small().corrections("ㄹㅂㄹㅍ") == "ㄹㅂㄹㅍ → 라브로프");
  CHECK(small().titles("라ㅂ로") == "라브로프 장관");
  CHECK(small().titles("ㄷㅌㄹㅅ") == "대통령실 발표");
  CHECK(small().titles("ㄷㅌㄹ") == "대통령실 발표"); // 앞부분
  CHECK(small().titles("ㄸㅂㅇ") == "떡볶이");
  CHECK(small().titles("ㅎㅎㅎㅎ") == "");
}

TEST_CASE("첫소리이면서 다른 글자판의 글쇠이기도 하면, 더 많은 글에 있는 것이다") {
  const SmallCorpus corpus({article_of("김민희 배우", {"김민희가 왔다. 김민희는 배우다."}),
                            article_of("김민희", {"둘째"}), article_of("검색", {"rag는 글을 찾아 붙인다."}),
                            article_of("test", {"test는 시험"}), article_of("시험", {"test를 쓴다."})});
  CHECK(corpus.corrections("ㄱㅁㅎ") == "ㄱㅁㅎ → 김민희"); // rag
  CHECK(corpus.titles_in_order("ㄱㅁㅎ") == "김민희 배우 김민희");
  CHECK(corpus.corrections("ㅅㄷㄴㅅ") == "ㅅㄷㄴㅅ → test");
  CHECK(corpus.titles_in_order("ㅅㄷㄴㅅ") == "test 시험");
}

TEST_CASE("잘못 누른 글쇠 하나는 바로잡는다") {
  CHECK(small().titles("라브로브") == "라브로프 장관"); // 틀렸다
  CHECK(small().corrections("라브로브") == "라브로브 → 라브로프");
  CHECK(small().titles("라브르프") == "라브로프 장관");
  CHECK(small().titles("다브로프") == "라브로프 장관");   // 첫 글쇠라도
  CHECK(small().titles("라브로ㅍ") == "라브로프 장관");   // 빠졌다
  CHECK(small().titles("라로프") == "");                  // 둘이 빠졌다
  CHECK(small().titles("라브롶프") == "라브로프 장관");   // 두 번 눌렀다
  CHECK(small().titles("라ㅡ브로프") == "라브로프 장관"); // 하나 더 눌렀다
  CHECK(small().titles("떢볶이") == "떡볶이");
  CHECK(small().titles("대통련실") == "대통령실 발표");
}

TEST_CASE("두 글쇠가 뒤바뀌어도 바로잡는다") {
  CHECK(small().titles("라브롲ㅡㅍ").empty()); // 셋은 아니다
  CHECK(small().titles("라ㅡㅂ로프") == "라브로프 장관");
}

TEST_CASE("긴 낱말에서는 글쇠 둘까지 바로잡는다") {
  CHECK(small().titles("한비정상회닫") == "대통령실 발표");
  CHECK(small().corrections("한비정상회닫") == "한비정상회닫 → 한미정상회담");
  CHECK(small().titles("러브르프") == ""); // 짧은 낱말에서는 하나
}

TEST_CASE("조사가 붙은 낱말도 바로잡는다") { CHECK(small().titles("라브로브에게서") == "라브로프 장관"); }

TEST_CASE("그대로 있는 말은 바로잡지 않는다") {
  CHECK(small().corrections("라브로프") == "");
  CHECK(small().corrections("라브로프는") == "");
  CHECK(small().corrections("러시아") == "");
  CHECK(small().corrections("hello") == "");
  CHECK(small().corrections("장관 라브로브") == "라브로브 → 라브로프");
  const SmallCorpus both(
      {article_of("라브로프", {"라브로프는 라브로프가"}), article_of("오타", {"라브로브"})});
  CHECK(both.titles("라브로브") == "오타");
  CHECK(both.corrections("라브로브") == "");
}

TEST_CASE("따옴표 안의 말과 빼라는 말은 바로잡지 않는다") {
  CHECK(small().titles("\"라브로브\"") == "");
  CHECK(small().corrections("\"라브로브\"") == "");
  CHECK(small().corrections("장관 -라브로브") == "");
}

TEST_CASE("아무것도 닮지 않은 말은 그대로 둔다") {
  CHECK(small().titles("쀍뷁쀍뷁") == "");
  CHECK(small().corrections("쀍뷁쀍뷁") == "");
  CHECK(small().titles("xyzzy") == "");
}

TEST_CASE("바로잡은 말은 본문에서 밝혀진다") {
  const std::vector<Hit> hits = small().hits("라브로브");
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].snippet == "라브로프는 러시아의 장관이다. 라브로프가 말했다.");
  CHECK(hits[0].ranges == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 4}, {17, 21}});
}

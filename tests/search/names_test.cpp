// Names in code and names from abroad are found by the words that they are made of, and without accents.
#include <doctest.h>

#include "tests/search/small_corpus.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

const SmallCorpus& small() {
  static const SmallCorpus index(
      {article_of("코드", {"getUserName()과 parse_query_string, HTMLInputElement를 쓴다."}),
       article_of("여행", {"Zürich의 Café에서 résumé를 썼다. iPhone도 썼다."}),
       article_of("딴것", {"overland와 headphones는 한 낱말이다."})});
  return index;
}

} // namespace

TEST_CASE("이름의 낱말: 큰 글자나 밑줄로 갈린 낱말로도, 온 이름으로도 찾는다") {
  for (const std::string_view query :
       {"get", "user", "name", "username", "UserName", "getusername", "getUserName", "query", "parse query",
        "html", "input", "element", "inputElement"}) {
    CAPTURE(std::string(query));
    CHECK(small().titles(query) == "코드");
  }
  CHECK(small().titles("phone") == "여행");
  CHECK(small().titles("land") != "딴것"); // 갈리지 않은 낱말의 뒷도막은 낱말이 아니다
}

TEST_CASE("악센트: 있어도 없어도 같다") {
  for (const std::string_view query : {"zurich", "Zürich", "cafe", "café", "resume", "re\u0301sume\u0301"}) {
    CAPTURE(std::string(query));
    CHECK(small().titles(query) == "여행");
  }
  const Hit hit = small().hits("cafe")[0];
  REQUIRE(hit.ranges.size() == 1);
  CHECK(to_utf8(
            to_utf32(hit.snippet).substr(hit.ranges[0].first, hit.ranges[0].second - hit.ranges[0].first)) ==
        "Café");
}

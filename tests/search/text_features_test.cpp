#include <doctest.h>

#include "search/text_features.h"
#include "tests/search/small_corpus.h"

using namespace hanji;

namespace {

TextFeatures features(std::string_view text, std::string_view asked) {
  const Query query = parse_query(asked);
  return text_features_of(article_of("글", {std::string(text)}), query,
                          FoundWords(query.words.size(), FoundWord{.weight = 1}));
}

const std::string far_away(100, 'x');

} // namespace

TEST_CASE("가까움: 낱말이 한 문장 안에 모인 만큼") {
  CHECK(features("목재 선박은 통상 길이 백 미터가 한계다", "선박은 길이 한계").window > 0.9);
  CHECK(features("선박은 " + far_away + " 길이", "선박은 길이").window == doctest::Approx(0.5));
  CHECK(features("다른 글이다", "선박은 길이").window == 0);
}

TEST_CASE("가까움: 두 글자씩 한 구절에 모인 만큼, 묻는 말은 세지 않는다") {
  CHECK(features("노아의 방주는 삼층이다", "노아의 방주는").bigrams == 1);
  CHECK(features("노아의 방주는 삼층이다", "노아의 방주는 무엇인가?").bigrams == 1);
  CHECK(features("노아의 방주는", "노아의 방주를").bigrams ==
        doctest::Approx(4 / 5.0)); // 노아 아의 의방 방주, 주를
  CHECK(features("노아 " + far_away + " 방주", "노아 방주").bigrams == doctest::Approx(1 / 3.0));
}

TEST_CASE("가까움: 세 글자씩은 어디에 있든") {
  CHECK(features("탐험가가 " + far_away + " 목재를", "탐험가가 목재를").trigrams == doctest::Approx(3 / 5.0));
  CHECK(features("목재", "탐험가가 목재를").trigrams == 0);
}

TEST_CASE("가까움: 빼는 낱말과 묻기만 하는 물음에는 없다") {
  CHECK(features("노아의 방주", "노아의 -방주").bigrams == 1);
  const TextFeatures none = features("누구인가 왜", "누구인가 왜");
  CHECK(none.bigrams == 0);
  CHECK(none.trigrams == 0);
}

TEST_CASE("물음의 답은 그 말투를 되풀이하는 글에 있다") {
  const SmallCorpus index(
      {article_of("하나", {"노아의 방주는 길었다. " + far_away + " 세 층으로 지은 집은 구성이 달랐다."}),
       article_of("둘", {"노아의 방주는 세 층으로 구성되었다. " + far_away + " 집은 달랐다."})});
  CHECK(index.titles("노아의 방주는 몇 층으로 구성되었는가") == "둘 하나");
}

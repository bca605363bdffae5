#include <doctest.h>

#include "search/closeness.h"
#include "tests/search/small_index.h"

using namespace hanji;

namespace {

Closeness closeness(std::string_view text, std::string_view asked) {
  const Query query = parse_query(asked);
  const std::vector<float> weights(query.words.size(), 1.0F);
  return closeness_of(article_of("글", {std::string(text)}), query, FoundWords(query.words.size()), weights);
}

const std::string far_away(100, 'x');

} // namespace

TEST_CASE("가까움: 낱말이 한 문장 안에 모인 만큼") {
  CHECK(closeness("목재 선박은 통상 길이 백 미터가 한계다", "선박은 길이 한계").words > 0.9);
  CHECK(closeness("선박은 " + far_away + " 길이", "선박은 길이").words == doctest::Approx(0.5));
  CHECK(closeness("다른 글이다", "선박은 길이").words == 0);
}

TEST_CASE("가까움: 두 글자씩 한 구절에 모인 만큼, 묻는 말은 세지 않는다") {
  CHECK(closeness("노아의 방주는 삼층이다", "노아의 방주는").pairs == 1);
  CHECK(closeness("노아의 방주는 삼층이다", "노아의 방주는 무엇인가?").pairs == 1);
  CHECK(closeness("노아의 방주는", "노아의 방주를").pairs ==
        doctest::Approx(4 / 5.0)); // 노아 아의 의방 방주, 주를
  CHECK(closeness("노아 " + far_away + " 방주", "노아 방주").pairs == doctest::Approx(1 / 3.0));
}

TEST_CASE("가까움: 세 글자씩은 어디에 있든") {
  CHECK(closeness("탐험가가 " + far_away + " 목재를", "탐험가가 목재를").runs == doctest::Approx(3 / 5.0));
  CHECK(closeness("목재", "탐험가가 목재를").runs == 0);
}

TEST_CASE("가까움: 빼는 낱말과 묻기만 하는 물음에는 없다") {
  CHECK(closeness("노아의 방주", "노아의 -방주").pairs == 1);
  const Closeness none = closeness("누구인가 왜", "누구인가 왜");
  CHECK(none.pairs == 0);
  CHECK(none.runs == 0);
}

TEST_CASE("물음의 답은 그 말투를 되풀이하는 글에 있다") {
  const SmallIndex index(
      {article_of("하나", {"노아의 방주는 길었다. " + far_away + " 세 층으로 지은 집은 구성이 달랐다."}),
       article_of("둘", {"노아의 방주는 세 층으로 구성되었다. " + far_away + " 집은 달랐다."})});
  CHECK(index.titles("노아의 방주는 몇 층으로 구성되었는가") == "둘 하나");
}

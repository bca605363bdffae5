#include <doctest.h>

#include "article/facts.h"

using namespace hanji;

TEST_CASE("글의 사실: 읽는 시간은 폭으로, 폭이 없으면 한 수로 말한다") {
  const Tongue korean = tongue_of("ko-KR");
  CHECK(time_to_read(korean, {2, 4}) == "읽는 데 2–4분");
  CHECK(time_to_read(korean, {1, 1}) == "읽는 데 1분");
  CHECK(time_to_read(tongue_of("en"), {14, 22}) == "14–22 min");
}

TEST_CASE("글의 사실: 꼬리표는 갈래가 말한 것을 되풀이하지 않고, 그 글들을 찾는 말로 이끈다") {
  Article article;
  article.categories = {"바다"};
  article.tags = {"봄나물", "바다", "봄나물", "자전거 여행"};
  CHECK(tags_beside_categories(article) == std::vector<std::string>{"봄나물", "자전거 여행"});
  CHECK(tag_as_told("봄나물") == "#봄나물");
  CHECK(tag_as_told("#봄나물") == "#봄나물");
  CHECK(query_of_tag(Tongue::korean, "봄나물") == "태그:봄나물");
  CHECK(query_of_tag(Tongue::korean, "자전거 \"여행\"") == "태그:\"자전거 여행\"");
  CHECK(query_of_tag(Tongue::english, "C++") == "tag:C++");
}

TEST_CASE("글의 사실: 수는 세 자리마다 끊고, 날은 그 나라 말로 부른다") {
  CHECK(count_of_articles(tongue_of(""), 1501) == "글 1,501편");
  CHECK(count_of_articles(Tongue::english, 1) == "1 article");
  CHECK(month_heading(Tongue::korean, {2024, 7, 27}) == "2024년 7월");
  CHECK(month_heading(Tongue::english, {2024, 7, 27}) == "2024-07");
  CHECK(month_heading(Tongue::korean, {}).empty());
  CHECK(day_of_month(Tongue::korean, {2024, 7, 27}) == "7월 27일 토요일");
  CHECK(day_of_month(Tongue::korean, {2024, 2, 29}) == "2월 29일 목요일");
  CHECK(day_of_month(Tongue::korean, {2000, 1, 1}) == "1월 1일 토요일");
  CHECK(day_of_month(Tongue::korean, {}).empty());
  CHECK(long_date(Tongue::korean, {2024, 7, 27}) == "2024년 7월 27일");
}

#include <doctest.h>

#include "reader/words.h"

using namespace hanji;

TEST_CASE("말: 읽는 시간은 폭으로, 폭이 없으면 한 수로 말한다") {
  const Words& korean = words_for("ko-KR");
  CHECK(time_to_read(korean, {2, 4}) == "읽는 데 2–4분");
  CHECK(time_to_read(korean, {1, 1}) == "읽는 데 1분");
  CHECK(time_to_read(words_for("en"), {14, 22}) == "14–22 min");
}

TEST_CASE("말: 수는 세 자리마다 끊고, 달은 그 나라 말로 부른다") {
  CHECK(count_of_articles(words_for(""), 1501) == "글 1,501편");
  CHECK(count_of_articles(words_for("en"), 1) == "1 article");
  CHECK(count_of_hits(words_for("ko"), 12, 12, false) == "글 12편에서 찾았습니다");
  CHECK(count_of_hits(words_for("ko"), 100, 100, true) == "글 100편 이상에서 찾았습니다");
  CHECK(count_of_hits(words_for("ko"), 1443, 0, false) == "모두 든 글은 없고, 일부가 든 글 1,443편");
  CHECK(count_of_hits(words_for("ko"), 40, 3, false) == "모두 든 글 3편, 일부가 든 글까지 40편");
  CHECK(count_of_hits(words_for("en"), 1, 1, false) == "1 article found");
  CHECK(count_of_hits(words_for("en"), 200, 200, true) == "More than 200 articles found");
  CHECK(count_of_hits(words_for("en"), 2, 0, false) == "None holds every word, 2 articles some");
  CHECK(count_of_hits(words_for("en"), 9, 1, false) == "1 of 9 articles with every word");
  CHECK(month_heading(words_for("ko"), {2024, 7, 27}) == "2024년 7월");
  CHECK(day_of_month(words_for("ko"), {2024, 7, 27}) == "7월 27일 토요일");
  CHECK(day_of_month(words_for("ko"), {2024, 2, 29}) == "2월 29일 목요일");
  CHECK(day_of_month(words_for("ko"), {2000, 1, 1}) == "1월 1일 토요일");
  CHECK(day_of_month(words_for("ko"), {}).empty());
  CHECK(long_date(words_for("ko"), {2024, 7, 27}) == "2024년 7월 27일");
  CHECK(month_heading(words_for("en"), {2024, 7, 27}) == "2024-07");
}

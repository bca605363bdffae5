#include <doctest.h>

#include "reader/words.h"

using namespace hanji;

TEST_CASE("말: 찾은 글의 수는 세 자리마다 끊고, 날짜 없는 달에도 이름이 있다") {
  CHECK(count_of_hits(words_for("ko"), 12, 12, false) == "글 12편에서 찾았습니다");
  CHECK(count_of_hits(words_for("ko"), 100, 100, true) == "글 100편 이상에서 찾았습니다");
  CHECK(count_of_hits(words_for("ko"), 1443, 0, false) == "모두 든 글은 없고, 일부가 든 글 1,443편");
  CHECK(count_of_hits(words_for("ko"), 40, 3, false) == "모두 든 글 3편, 일부가 든 글까지 40편");
  CHECK(count_of_hits(words_for("en"), 1, 1, false) == "1 article found");
  CHECK(count_of_hits(words_for("en"), 200, 200, true) == "More than 200 articles found");
  CHECK(count_of_hits(words_for("en"), 2, 0, false) == "None holds every word, 2 articles some");
  CHECK(count_of_hits(words_for("en"), 9, 1, false) == "1 of 9 articles with every word");
  CHECK(month_heading(words_for("ko"), {2024, 7, 27}) == "2024년 7월");
  CHECK_FALSE(month_heading(words_for("ko"), {}).empty());
}

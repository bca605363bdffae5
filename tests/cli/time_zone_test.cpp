#include <doctest.h>

#include "cli/time_zone.h"
#include "tests/skip.h"

using namespace hanji;

TEST_CASE("발행인의 시간대로 옮긴 시각은 서머타임까지 맞다") {
  const auto seoul = local_time_in("Asia/Seoul");
  if (!seoul) return skip("no time zone data here (package tzdata)");
  CHECK((*seoul)({2024, 7, 26, 15, 30, 5}) == Date{2024, 7, 27, 0, 30, 5});
  CHECK((*seoul)({1988, 7, 1, 0, 0, 0}) == Date{1988, 7, 1, 10, 0, 0});
  CHECK((*seoul)({2024, 12, 31, 15, 0, 60}) == Date{2025, 1, 1, 0, 1, 0});
  const auto paris = local_time_in("Europe/Paris");
  CHECK((*paris)({2024, 7, 1, 12, 0, 0}).hour == 14);
  CHECK((*paris)({2024, 1, 1, 12, 0, 0}).hour == 13);
}

TEST_CASE("모르는 시간대는 없는 것으로 친다") {
  CHECK_FALSE(local_time_in(""));
  CHECK_FALSE(local_time_in("서울"));
  CHECK_FALSE(local_time_in("../../etc/passwd"));
  CHECK_FALSE(local_time_in("/etc/passwd"));
}

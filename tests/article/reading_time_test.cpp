#include <doctest.h>

#include <string>

#include "article/reading_time.h"

using namespace hanji;

namespace {

ReadingTime time_of(std::string_view unit, int times, BlockKind kind = BlockKind::paragraph) {
  Article article;
  article.blocks.emplace_back();
  article.blocks.back().kind = kind;
  for (int i = 0; i < times; ++i) article.blocks.back().text += unit;
  return reading_time(article);
}

} // namespace

TEST_CASE("읽는 시간: 음절을 세고, 빈칸과 부호는 세지 않는다") {
  CHECK(time_of("", 0) == ReadingTime{1, 1});
  CHECK(time_of("가", 590) == ReadingTime{1, 1});
  CHECK(time_of("가, ", 1660) == ReadingTime{2, 4}); // the median article
  CHECK(time_of("漢字 ", 830) == ReadingTime{2, 4});
  CHECK(time_of("가", 10'000) == ReadingTime{13, 24});
}

TEST_CASE("읽는 시간: 다른 글자의 낱말과 수는 세 음절로 치고, 코드는 치지 않는다") {
  CHECK(time_of("Hangul 2024 ", 830 / 3) == ReadingTime{2, 4});
  CHECK(time_of("KBS는 ", 415) == ReadingTime{2, 4});
  CHECK(time_of("가", 10'000, BlockKind::code) == ReadingTime{1, 1});
}

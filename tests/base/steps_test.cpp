#include <doctest.h>

#include <memory>
#include <utility>

#include "base/steps.h"

using namespace hanji;

namespace {

Steps count_to(int most, int& count) {
  while (count < most) {
    ++count;
    co_await next_step;
  }
}

Steps both(int& a, int& b) {
  Steps first = count_to(2, a);
  while (first.step()) co_await next_step;
  Steps second = count_to(2, b);
  while (second.step()) co_await next_step;
}

Steps keep(std::shared_ptr<int> value) {
  co_await next_step;
  ++*value;
}

} // namespace

TEST_CASE("걸음: 쉬는 데까지만 하고, 다시 부르면 이어서 한다") {
  int count = 0;
  Steps steps = count_to(2, count);
  CHECK(count == 0); // nothing before the first step
  CHECK(steps.step());
  CHECK(count == 1);
  CHECK(steps.step());
  CHECK(!steps.step());
  CHECK(steps.done());
  CHECK(!steps.step()); // stays done
  CHECK(count == 2);
}

TEST_CASE("걸음: 안의 일도 걸음마다 쉬고, finish는 끝까지 한다") {
  int a = 0, b = 0;
  Steps steps = both(a, b);
  CHECK(steps.step());
  CHECK(a == 1);
  steps.finish();
  CHECK(a == 2);
  CHECK(b == 2);
}

TEST_CASE("걸음: 그만두면 쥐고 있던 것을 놓고, 남은 일은 하지 않는다") {
  const auto value = std::make_shared<int>(0);
  Steps steps = keep(value);
  CHECK(steps.step());
  CHECK(value.use_count() > 1);
  steps = Steps();
  CHECK(value.use_count() == 1);
  CHECK(*value == 0);
  CHECK(Steps().done());
}

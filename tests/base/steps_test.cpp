#include <doctest.h>

#include <memory>
#include <new>
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
  co_await count_to(2, a);
  co_await count_to(2, b);
}

Steps keep(std::shared_ptr<int> value) {
  co_await next_step;
  ++*value;
}

Task<int> sum_of(int a, int b) {
  co_await next_step;
  co_return a + b;
}

Task<int> sum_of_three() { co_return co_await sum_of(co_await sum_of(1, 2), 3); }

Steps fails_within(int& steps) {
  const auto fails = [](int& counted) -> Steps {
    ++counted;
    co_await next_step;
    throw std::bad_alloc();
  };
  co_await fails(steps);
  ++steps;
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

TEST_CASE("걸음: 안의 일이 낸 값을 받고, 그 일의 걸음마다 쉰다") {
  Task<int> sum = sum_of_three();
  CHECK(sum.step());
  CHECK(sum.step());
  CHECK_FALSE(sum.step());
  CHECK(sum.take() == 6);
  CHECK(sum_of_three().take() == 6);
}

TEST_CASE("걸음: 안에서 던진 것은 걷게 한 이에게 오고, 그 일은 거기서 끝난다") {
  int count = 0;
  Steps steps = fails_within(count);
  CHECK(steps.step());
  CHECK_THROWS_AS(steps.step(), std::bad_alloc);
  CHECK(steps.done());
  CHECK_FALSE(steps.step());
  CHECK(count == 1);
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

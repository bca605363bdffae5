// Work that is done a little at a time: a coroutine that stops where its body says `co_await next_step`, so
// that whoever calls may do something else between (draw a frame, take a keystroke) or drop the rest. What it
// was given by reference has to stay where it is until the work is done or dropped. Cost: one allocation for
// each.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace hanji {

constexpr std::suspend_always next_step{};

class [[nodiscard]] Steps {
public:
  struct promise_type {
    Steps get_return_object() { return Steps(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };

  Steps() = default; // nothing is to be done
  Steps(Steps&& other) noexcept : work_(std::exchange(other.work_, {})) {}
  Steps& operator=(Steps&& other) noexcept {
    std::swap(work_, other.work_);
    return *this;
  }
  ~Steps() {
    if (work_) work_.destroy();
  }

  bool done() const { return !work_ || work_.done(); }
  // Does a little more. False: that was the last of it.
  bool step() {
    if (!done()) work_.resume();
    return !done();
  }
  void finish() {
    while (step()) {
    }
  }

private:
  explicit Steps(std::coroutine_handle<promise_type> work) : work_(work) {}
  std::coroutine_handle<promise_type> work_;
};

} // namespace hanji

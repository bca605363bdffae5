// Work that is done a little at a time: a coroutine that stops where its body says `co_await next_step`, so
// that whoever calls may do something else between (draw a frame, take a keystroke) or drop the rest.
//
// Lifetimes. Between two steps anything may happen to the world outside. So a task that somebody keeps takes
// what it works on by value, and what is large as a snapshot: a shared pointer to something that never
// changes. Only a task within a task, a local of the one that started it, takes references, and only to
// locals that were declared before it: they cannot go before it does. Cost: one allocation for each.
//
// A task does another within itself by `co_await other()`: the steps of that are its own, and what came of it
// is the value. Whoever has no time to share asks for all at once: `other().take()`, or `.finish()`.
#pragma once

#include <coroutine>
#include <optional>
#include <type_traits>
#include <utility>

namespace hanji {

constexpr std::suspend_always next_step{};

template <class T>
struct TaskResult {
  std::optional<T> value;
  void return_value(T given) { value = std::move(given); }
};
template <>
struct TaskResult<void> {
  void return_void() {}
};

// What any task knows of itself, and of the one within it that it waits for.
struct TaskState {
  std::coroutine_handle<> work;
  TaskState* within = nullptr;
  bool failed = false; // the one within has thrown

  bool done() const { return failed || work.done(); }
  bool step() {
    while (!done()) {
      if (within != nullptr) {
        failed = true; // unless it comes back
        const bool more = within->step();
        failed = false;
        if (more) return true;
        within = nullptr;
      }
      work.resume();
      if (within == nullptr) return !work.done();
    }
    return false;
  }
};

template <class T>
class [[nodiscard]] Task {
public:
  struct promise_type : TaskState, TaskResult<T> {
    Task get_return_object() {
      const auto handle = std::coroutine_handle<promise_type>::from_promise(*this);
      work = handle;
      return Task(handle);
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { throw; } // memory was refused: it comes to whoever steps; the task is done
  };

  Task() = default; // nothing is to be done
  Task(Task&& other) noexcept : work_(std::exchange(other.work_, {})) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(work_, other.work_);
    return *this;
  }
  ~Task() {
    if (work_) work_.destroy();
  }

  bool done() const { return !work_ || work_.promise().done(); }
  // Does a little more. False: that was the last of it.
  bool step() { return work_ && work_.promise().step(); }
  void finish() {
    while (step()) {
    }
  }
  // What came of it, once it is done; does what is left.
  T take()
    requires(!std::is_void_v<T>)
  {
    finish();
    return std::move(*work_.promise().value);
  }

  // Within another task.
  bool await_ready() const { return done(); }
  template <class Outer>
  void await_suspend(std::coroutine_handle<Outer> outer) {
    outer.promise().within = &work_.promise();
  }
  T await_resume() {
    if constexpr (!std::is_void_v<T>) return take();
  }

private:
  explicit Task(std::coroutine_handle<promise_type> work) : work_(work) {}
  std::coroutine_handle<promise_type> work_;
};

using Steps = Task<void>;

} // namespace hanji

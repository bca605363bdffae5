// Runs work(0) … work(count - 1) on `jobs` threads, each taking the next number that nobody has. The first
// exception stops the rest and is thrown to the caller.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace hanji {

template <class Work>
void for_each_parallel(std::size_t count, unsigned jobs, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex failing;
  const auto run = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      const std::lock_guard lock(failing);
      failure = std::current_exception();
      next = count;
    }
  };
  {
    struct Joined { // std::jthread, which not every library has yet
      std::vector<std::thread> threads;
      ~Joined() {
        for (std::thread& thread : threads) thread.join();
      }
    } all;
    for (unsigned i = 1; i < jobs && i < count; ++i) all.threads.emplace_back(run);
    run();
  }
  if (failure) std::rethrow_exception(failure);
}

} // namespace hanji

// How far a long step is: on a terminal a bar with rate and remaining time that moves on its line, into a
// pipe a plain line now and then and one at the end of each step, and nothing when quiet. No C++ progress-bar
// library is packaged by Debian, so this small one is ours. `advance` may be called from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

#include "cli/console.h"

namespace hanji {

class Progress {
public:
  Progress(Console& console, bool quiet) : console_(console), quiet_(quiet) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void begin(std::string step, std::size_t total); // "Reading posts"
  void advance();
  void end();
  void clear(); // wipes an unfinished bar, so that an error begins on a line of its own

private:
  using Clock = std::chrono::steady_clock;
  void draw(std::size_t done);
  double seconds() const { return std::chrono::duration<double>(Clock::now() - began_).count(); }

  Console& console_;
  const bool quiet_;
  std::string step_;
  std::size_t total_ = 0;
  std::atomic<std::size_t> done_ = 0;
  Clock::time_point began_, next_draw_;
  std::mutex drawing_;
  bool drawn_ = false;
};

} // namespace hanji

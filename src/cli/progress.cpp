#include "cli/progress.h"

#include <algorithm>
#include <cstdio>

namespace hanji {
namespace {

using namespace std::chrono_literals;

std::string formatted(const char* pattern, auto... values) {
  char text[160];
  std::snprintf(text, sizeof text, pattern, values...);
  return text;
}

} // namespace

void Progress::begin(std::string step, std::size_t total) {
  step_ = std::move(step);
  total_ = total;
  done_ = 0;
  began_ = Clock::now();
  next_draw_ = began_ + (console_.terminal ? 100ms : 5s);
}

void Progress::advance() {
  const std::size_t done = ++done_;
  if (quiet_) return;
  const std::unique_lock lock(drawing_, std::try_to_lock);
  if (!lock || Clock::now() < next_draw_) return;
  next_draw_ = Clock::now() + (console_.terminal ? 100ms : 5s);
  draw(done);
}

void Progress::draw(std::size_t done) {
  constexpr std::size_t width = 30;
  const double rate = static_cast<double>(done) / seconds();
  const std::size_t total = std::max(done, total_); // which may be an estimate
  const double left = static_cast<double>(total - done) / rate;
  const std::string numbers = formatted("%zu/%zu  %.0f/s  %.0f s left", done, total, rate, left);
  if (console_.terminal) {
    const std::size_t filled = total == 0 ? width : width * done / total;
    console_.out << '\r' << step_ << " [" << std::string(filled, '#') << std::string(width - filled, '.')
                 << "] " << numbers << "\033[K" << std::flush;
    drawn_ = true;
  } else {
    console_.out << step_ << ": " << numbers << std::endl;
  }
}

void Progress::end() {
  if (quiet_) return;
  clear();
  console_.out << step_ << ": " << done_ << formatted(" in %.2f s", seconds()) << std::endl;
}

void Progress::clear() {
  if (drawn_) console_.out << "\r\033[K" << std::flush;
  drawn_ = false;
}

} // namespace hanji

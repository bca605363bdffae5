// Where a command speaks: results and progress to `out`, warnings and errors to `err`. And what it takes for
// the time. Tests give string streams and a time of their own.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <ostream>

#include "base/result.h"

namespace hanji {

struct Console {
  std::ostream& out;
  std::ostream& err;
  bool terminal = false; // `out` is one: progress may move on its line, matches may be bold
  std::optional<std::chrono::sys_seconds> now{}; // none: what the machine's clock shows
};

enum ExitCode : std::uint8_t {
  exit_done = 0,
  exit_strict = 1,
  exit_usage = 2,
  exit_files = 3,
  exit_fault = 70
};

// "where: error: message"; answers exit_files, so that a command can end with it.
int report_error(Console& console, const Error& error);

} // namespace hanji

#include <unistd.h>

#include <csignal>
#include <iostream>

#include "cli/commands.h"
#include "text/icu_data.h"

extern "C" const std::byte icudt76_dat[];
extern "C" const std::uint32_t icudt76_dat_bytes;

int main(int count, char** arguments) {
  std::ios::sync_with_stdio(false);
  std::signal(SIGXFSZ, SIG_IGN); // past a limit on the size of files, writing is an error like a full disk
  hanji::Console console{std::cout, std::cerr, isatty(STDOUT_FILENO) != 0};
  if (const auto used = hanji::use_icu_data({icudt76_dat, icudt76_dat_bytes}); !used) {
    hanji::report_error(console, used.error());
    return hanji::exit_fault;
  }
  return hanji::run_hanji(std::vector<std::string>(arguments + 1, arguments + count), console);
}

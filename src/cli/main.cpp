#include <unistd.h>

#include <iostream>

#include "cli/commands.h"

int main(int count, char** arguments) {
  std::ios::sync_with_stdio(false);
  hanji::Console console{std::cout, std::cerr, isatty(STDOUT_FILENO) != 0};
  return hanji::run_hanji(std::vector<std::string>(arguments + 1, arguments + count), console);
}

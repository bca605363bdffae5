#include "cli/console.h"

namespace hanji {

int report_error(Console& console, const Error& error) {
  if (!error.where.empty()) console.err << error.where << ": ";
  console.err << "error: " << error.message << '\n';
  return exit_files;
}

} // namespace hanji

#include "cli/diagnostics.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

#include "cli/read_posts.h"

namespace hanji {
namespace {

constexpr std::size_t most_warnings_printed = 20;

} // namespace

std::string line_of(const Diagnostic& diagnostic) {
  std::string line = diagnostic.file;
  if (diagnostic.line > 0) line += ":" + std::to_string(diagnostic.line);
  if (diagnostic.line > 0 && diagnostic.column > 0) line += ":" + std::to_string(diagnostic.column);
  line += ": warning: " + diagnostic.message;
  if (!diagnostic.recovery.empty()) line += " (" + diagnostic.recovery + ")";
  return line + "\n";
}

nlohmann::ordered_json json_of(const Diagnostic& diagnostic) {
  return {{"file", diagnostic.file}, {"line", diagnostic.line},       {"column", diagnostic.column},
          {"code", diagnostic.code}, {"message", diagnostic.message}, {"recovery", diagnostic.recovery}};
}

std::map<std::string, std::size_t> warnings_by_kind(const Reading& reading) {
  std::map<std::string, std::size_t> counts;
  for (const Diagnostic& warning : reading.warnings) ++counts[warning.code];
  return counts;
}

void print_warnings(const Reading& reading, Console& console, bool quiet) {
  for (const Skipped& skipped : reading.skipped) {
    if (skipped.refused) {
      console.err << skipped.file << skipped.place << ": error: " << skipped.reason
                  << " (this post is left out)\n";
    }
  }
  const auto& warnings = reading.warnings;
  if (quiet || warnings.empty()) return;
  for (const Diagnostic& warning :
       std::span(warnings).first(std::min(most_warnings_printed, warnings.size())))
    console.err << line_of(warning);
  if (warnings.size() > most_warnings_printed) {
    console.err << "and " << warnings.size() - most_warnings_printed
                << " more warnings (--report FILE lists them)\n";
  }
  console.err << warnings.size() << (warnings.size() == 1 ? " warning:" : " warnings:");
  const char* separator = " ";
  for (const auto& [code, count] : warnings_by_kind(reading)) {
    console.err << separator << count << ' ' << code;
    separator = ", ";
  }
  console.err << '\n';
}

} // namespace hanji

#include "cli/diagnostics.h"

#include <nlohmann/json.hpp>

namespace hanji {

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

} // namespace hanji

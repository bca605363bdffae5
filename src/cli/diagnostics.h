// Diagnostics as people and as programs read them.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

#include "post/diagnostic.h"

namespace hanji {

std::string line_of(const Diagnostic& diagnostic); // "file:line:column: warning: message (recovery)"
nlohmann::ordered_json json_of(const Diagnostic& diagnostic);

} // namespace hanji

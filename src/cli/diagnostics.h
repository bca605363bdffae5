// Diagnostics as people and as programs read them.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <map>
#include <string>

#include "cli/console.h"
#include "post/diagnostic.h"

namespace hanji {

struct Reading; // read_posts.h

std::string line_of(const Diagnostic& diagnostic); // "file:line:column: warning: message (recovery)"
nlohmann::ordered_json json_of(const Diagnostic& diagnostic);

// The list after a build: what was left out, the first 20 warnings, and how many there are of each kind.
void print_warnings(const Reading& reading, Console& console, bool quiet);
std::map<std::string, std::size_t> warnings_by_kind(const Reading& reading);

} // namespace hanji

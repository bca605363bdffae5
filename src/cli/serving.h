// What `hanji serve` says, whoever serves: cpp-httplib (cli/serve_command.cpp) or Node
// (cli/node_serve_command.cpp).
#pragma once

#include <string>

#include "cli/commands.h"

namespace hanji {

Error no_site_at(const fs::path& folder);
Error no_port_at(const ServeOptions& options);
std::string say_served(const ServeOptions& options, int port, Console& console); // answers the address

} // namespace hanji

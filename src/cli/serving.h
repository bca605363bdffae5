// What the commands that serve say.
#pragma once

#include <string>

#include "cli/commands.h"

namespace hanji {

Error no_site_at(const fs::path& folder);
Error no_port_at(const std::string& host, int port);
std::string address_of(const std::string& host, int port); // that a browser of this machine finds

} // namespace hanji

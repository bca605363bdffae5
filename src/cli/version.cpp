#include "cli/commands.h"

namespace hanji {

std::string_view version() { return HANJI_VERSION; }

} // namespace hanji

#include "cli/commands.h"

namespace hanji {

int check_site_command(const CheckSiteOptions& options, Console& console) {
  return report_error(console, {ErrorKind::unreadable,
                                "addresses are not looked at by the tool under Node, which asks no hosts: "
                                "build the native one with ./dev build native",
                                options.address});
}

} // namespace hanji

#include "cli/serving.h"
#include "cli/site_answers.h"
#include "cli/site_server.h"

namespace hanji {

int serve_command(const ServeOptions& options, Console& console) {
  if (!fs::exists(options.site / "index.html")) return report_error(console, no_site_at(options.site));
  SiteServer server([&](const SiteRequest& request) { return answer_request(options.site, request); });
  const int port = server.bind(options.host, options.port);
  if (port < 0) return report_error(console, no_port_at(options.host, options.port));
  const std::string address = address_of(options.host, port);
  console.out << "Serving " << options.site.string() << " at " << address << "  (Ctrl-C stops)" << std::endl;
  if (options.open) open_in_browser(address);
  return server.run() ? exit_done
                      : report_error(console, {ErrorKind::unreadable, "the server stopped", address});
}

} // namespace hanji

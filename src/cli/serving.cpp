#include "cli/serving.h"

namespace hanji {

Error no_site_at(const fs::path& folder) {
  return {ErrorKind::not_found, "there is no site here; make one with: hanji build <posts> --out <site>",
          folder.string()};
}

Error no_port_at(const ServeOptions& options) {
  return {ErrorKind::unwritable,
          "this address cannot be served, most likely because the port is in use; choose another with --port",
          options.host + ":" + std::to_string(options.port)};
}

std::string say_served(const ServeOptions& options, int port, Console& console) {
  const std::string address =
      "http://" + (options.host == "0.0.0.0" ? "127.0.0.1" : options.host) + ":" + std::to_string(port) + "/";
  console.out << "Serving " << options.site.string() << " at " << address << "  (Ctrl-C stops)" << std::endl;
  return address;
}

} // namespace hanji

#include "cli/serving.h"

namespace hanji {

Error no_site_at(const fs::path& folder) {
  return {ErrorKind::not_found, "there is no site here; make one with: hanji build <posts> --out <site>",
          folder.string()};
}

Error no_port_at(const std::string& host, int port) {
  return {ErrorKind::unwritable,
          "this address cannot be served, most likely because the port is in use; choose another with --port",
          host + ":" + std::to_string(port)};
}

std::string address_of(const std::string& host, int port) {
  return "http://" + (host == "0.0.0.0" ? "127.0.0.1" : host) + ":" + std::to_string(port) + "/";
}

} // namespace hanji

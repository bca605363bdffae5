// `hanji serve` by Node's server (node/server.js), which lives in Node's first thread and asks here for each
// answer.
#include <emscripten.h>
#include <nlohmann/json.hpp>

#include <semaphore>

#include "cli/serving.h"
#include "cli/site_answers.h"
#include "text/percent.h"

namespace hanji {
namespace {

// One site is served by a process; the command's own thread waits in serve_command all along.
struct Served {
  fs::path site;
  int port = -1;
  std::binary_semaphore listens{0}, ends{0};
  SiteAnswer answer; // to the last request
  std::string head;  // of it, as JSON
};
Served& served() {
  static Served one;
  return one;
}

} // namespace
} // namespace hanji

extern "C" {

void node_listen(const char* host, int port);
void node_open(const char* address);

// The port that was got, or -1.
EMSCRIPTEN_KEEPALIVE void hanji_listens(int port) {
  hanji::served().port = port;
  hanji::served().listens.release();
}

// `request`: JSON, and the room for it:
// {"method","target","accepts","if_none_match","if_range","wants_part"}. Gives
// {"status","headers","type","whole"}, its end a zero; the body follows by the other two.
EMSCRIPTEN_KEEPALIVE const char* hanji_answer(const char* request) {
  using Json = nlohmann::json;
  const Json asked = Json::parse(request);
  const std::string target = asked["target"];
  hanji::Served& served = hanji::served();
  served.answer = hanji::answer_request(
      served.site, {asked["method"], hanji::percent_decoded(target.substr(0, target.find_first_of("?#"))),
                    asked["accepts"], asked["if_none_match"], asked["if_range"], asked["wants_part"]});
  served.head = Json{{"status", served.answer.status},
                     {"headers", served.answer.headers},
                     {"type", served.answer.type},
                     {"whole", served.answer.whole}}
                    .dump(-1, ' ', false, Json::error_handler_t::replace);
  return served.head.c_str();
}
EMSCRIPTEN_KEEPALIVE const char* hanji_body() { return hanji::served().answer.body.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t hanji_body_bytes() { return hanji::served().answer.body.size(); }

} // extern "C"

namespace hanji {

int serve_command(const ServeOptions& options, Console& console) {
  if (!fs::exists(options.site / "index.html")) return report_error(console, no_site_at(options.site));
  served().site = options.site;
  node_listen(options.host.c_str(), options.port);
  served().listens.acquire();
  if (served().port < 0) return report_error(console, no_port_at(options));
  const std::string address = say_served(options, served().port, console);
  if (options.open) node_open(address.c_str());
  served().ends.acquire(); // never
  return exit_done;
}

} // namespace hanji

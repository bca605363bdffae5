// Node's server (node/server.js), which lives in Node's first thread and asks here for each answer.
#include <emscripten.h>
#include <nlohmann/json.hpp>

#include <semaphore>
#include <utility>

#include "cli/site_server.h"
#include "text/percent.h"

namespace hanji {

struct SiteServer::Server {
  AnswerSite ask;
  std::string events;
  int port = -1;
  std::binary_semaphore listens{0}, ends{0};
  SiteAnswer answer; // to the last request
  std::string head;  // of it, as JSON
};

namespace {

SiteServer::Server*& served() {
  static SiteServer::Server* one = nullptr;
  return one;
}

} // namespace
} // namespace hanji

extern "C" {

void node_listen(const char* host, int port, const char* events);
void node_tell(const char* line);
void node_open(const char* address);

// The port that was got, or -1.
EMSCRIPTEN_KEEPALIVE void hanji_listens(int port) {
  hanji::served()->port = port;
  hanji::served()->listens.release();
}

// `request`: JSON, and the room for it:
// {"method","target","accepts","if_none_match","if_range","wants_part"}. Gives
// {"status","headers","type","whole"}, its end a zero; the body follows by the other two.
EMSCRIPTEN_KEEPALIVE const char* hanji_answer(const char* request) {
  using Json = nlohmann::json;
  const Json asked = Json::parse(request);
  const std::string target = asked["target"];
  hanji::SiteServer::Server& served = *hanji::served();
  served.answer =
      served.ask({asked["method"], hanji::percent_decoded(target.substr(0, target.find_first_of("?#"))),
                  asked["accepts"], asked["if_none_match"], asked["if_range"], asked["wants_part"]});
  served.head = Json{{"status", served.answer.status},
                     {"headers", served.answer.headers},
                     {"type", served.answer.type},
                     {"whole", served.answer.whole}}
                    .dump(-1, ' ', false, Json::error_handler_t::replace);
  return served.head.c_str();
}
EMSCRIPTEN_KEEPALIVE const char* hanji_body() { return hanji::served()->answer.body.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t hanji_body_bytes() { return hanji::served()->answer.body.size(); }

} // extern "C"

namespace hanji {

SiteServer::SiteServer(AnswerSite answer, std::string events) : server_(std::make_unique<Server>()) {
  server_->ask = std::move(answer);
  server_->events = std::move(events);
  served() = server_.get();
}

SiteServer::~SiteServer() = default;

int SiteServer::bind(const std::string& host, int port) {
  node_listen(host.c_str(), port, server_->events.c_str());
  server_->listens.acquire();
  return server_->port;
}

bool SiteServer::run() {
  server_->ends.acquire(); // never
  return true;
}

void SiteServer::tell(const std::string& line) { node_tell(line.c_str()); }

void open_in_browser(const std::string& address) { node_open(address.c_str()); }

} // namespace hanji

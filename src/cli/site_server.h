// The server of `hanji serve` and `hanji preview`: cpp-httplib, or Node's own under Node
// (node_site_server.cpp), where a process has one. What it answers is another's; it adds parts of files, and
// a stream of events.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/site_answers.h"

namespace hanji {

using AnswerSite = std::function<SiteAnswer(const SiteRequest&)>; // asked by many threads

class SiteServer {
public:
  // `events`: the path of the stream (server-sent events, HTML 9.2), or nothing.
  explicit SiteServer(AnswerSite answer, std::string events = {});
  SiteServer(const SiteServer&) = delete;
  ~SiteServer();

  int bind(const std::string& host, int port); // the port that was got, or -1; 0 asks for any
  bool run();                                  // answers; comes back where the server has failed
  void
  tell(const std::string& line); // an event to all who listen, and to who comes later until there is another

  struct Server;

private:
  std::unique_ptr<Server> server_;
};

void open_in_browser(const std::string& address);

} // namespace hanji

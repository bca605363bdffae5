#include "cli/site_server.h"

#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <utility>

namespace hanji {
namespace {

// A listener who has gone is found by writing to him.
constexpr std::chrono::seconds longest_silence{10};
constexpr std::string_view still_here = ":\n\n";

void set_answer(SiteAnswer answer, httplib::Response& response) {
  for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  // Of a file the library makes a part, where one is asked for.
  if (answer.status != httplib::OK_200 || answer.whole) response.status = answer.status;
  if (!answer.type.empty()) response.set_content(std::move(answer.body), answer.type);
}

} // namespace

struct SiteServer::Server {
  AnswerSite answer;
  std::string events;
  httplib::Server http;

  std::mutex telling;
  std::condition_variable told;
  std::string last;         // event
  std::uint64_t number = 0; // of it; 0: there was none yet

  void answer_request(const httplib::Request& request, httplib::Response& response) {
    if (!events.empty() && request.path == events) return send_events(response);
    set_answer(answer({request.method, request.path, request.get_header_value("Accept-Encoding"),
                       request.get_header_value("If-None-Match"), request.get_header_value("If-Range"),
                       !request.ranges.empty()}),
               response);
  }

  void send_events(httplib::Response& response) {
    response.set_header("Cache-Control", "no-store");
    response.status = httplib::OK_200;
    response.set_chunked_content_provider(
        "text/event-stream", [this, heard = std::uint64_t{0}](std::size_t, httplib::DataSink& sink) mutable {
          std::unique_lock lock(telling);
          told.wait_for(lock, longest_silence, [&] { return number != heard; });
          const std::string sent = number == heard ? std::string(still_here) : "data: " + last + "\n\n";
          heard = number;
          lock.unlock();
          return sink.write(sent.data(), sent.size());
        });
  }
};

SiteServer::SiteServer(AnswerSite answer, std::string events) : server_(std::make_unique<Server>()) {
  server_->answer = std::move(answer);
  server_->events = std::move(events);
  httplib::Server& http = server_->http;
  http.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    server_->answer_request(request, response);
    return httplib::Server::HandlerResponse::Handled;
  });
  http.set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
    // Of the file, not of what is sent.
    if (response.status == httplib::NotModified_304) response.headers.erase("Content-Length");
    if (response.status == httplib::NotFound_404) response.headers.erase("Accept-Ranges"); // told by HEAD
  });
  // A kept-alive connection holds a thread; two browsers with a few frames each must not wait for one
  // another.
  http.new_task_queue = [] { return new httplib::ThreadPool(64); };
  http.set_tcp_nodelay(true);
  // The library would share the port with another server of ours, and each would get half of the requests.
  http.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
}

SiteServer::~SiteServer() = default;

int SiteServer::bind(const std::string& host, int port) {
  if (port == 0) return server_->http.bind_to_any_port(host);
  return server_->http.bind_to_port(host, port) ? port : -1;
}

bool SiteServer::run() { return server_->http.listen_after_bind(); }

void SiteServer::tell(const std::string& line) {
  {
    const std::lock_guard lock(server_->telling);
    server_->last = line;
    ++server_->number;
  }
  server_->told.notify_all();
}

void open_in_browser(const std::string& address) {
  if (fork() != 0) return;
#ifdef __APPLE__
  execlp("open", "open", address.c_str(), nullptr);
#else
  execlp("xdg-open", "xdg-open", address.c_str(), nullptr);
#endif
  _exit(127);
}

} // namespace hanji

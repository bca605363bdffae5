#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/serving.h"
#include "cli/site_answers.h"

namespace hanji {
namespace {

void open_browser(const std::string& address) {
  if (fork() != 0) return;
#ifdef __APPLE__
  execlp("open", "open", address.c_str(), nullptr);
#else
  execlp("xdg-open", "xdg-open", address.c_str(), nullptr);
#endif
  _exit(127);
}

void answer(const fs::path& site, const httplib::Request& request, httplib::Response& response) {
  SiteAnswer answer =
      answer_request(site, {request.method, request.path, request.get_header_value("Accept-Encoding"),
                            request.get_header_value("If-None-Match"), request.get_header_value("If-Range"),
                            !request.ranges.empty()});
  for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  // Of a file the library makes a part, where one is asked for.
  if (answer.status != httplib::OK_200 || answer.whole) response.status = answer.status;
  if (!answer.type.empty()) response.set_content(std::move(answer.body), answer.type);
}

} // namespace

int serve_command(const ServeOptions& options, Console& console) {
  if (!fs::exists(options.site / "index.html")) return report_error(console, no_site_at(options.site));
  httplib::Server server;
  server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
    answer(options.site, request, response);
    return httplib::Server::HandlerResponse::Handled;
  });
  server.set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
    // Of the file, not of what is sent.
    if (response.status == httplib::NotModified_304) response.headers.erase("Content-Length");
    if (response.status == httplib::NotFound_404) response.headers.erase("Accept-Ranges"); // told by HEAD
  });
  // A kept-alive connection holds a thread; two browsers with a few frames each must not wait for one
  // another.
  server.new_task_queue = [] { return new httplib::ThreadPool(64); };
  server.set_tcp_nodelay(true);
  // The library would share the port with another server of ours, and each would get half of the requests.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  const int port = options.port == 0                                 ? server.bind_to_any_port(options.host)
                   : server.bind_to_port(options.host, options.port) ? options.port
                                                                     : -1;
  if (port < 0) return report_error(console, no_port_at(options));
  const std::string address = say_served(options, port, console);
  if (options.open) open_browser(address);
  return server.listen_after_bind()
             ? exit_done
             : report_error(console, {ErrorKind::unreadable, "the server stopped", address});
}

} // namespace hanji

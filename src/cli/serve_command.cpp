#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/commands.h"

namespace hanji {
namespace {

void name_media_types(httplib::Server& server) {
  for (const auto& [ending, type] : std::initializer_list<std::pair<const char*, const char*>>{
           {"html", "text/html; charset=utf-8"},
           {"js", "text/javascript; charset=utf-8"},
           {"mjs", "text/javascript; charset=utf-8"},
           {"css", "text/css; charset=utf-8"},
           {"json", "application/json"},
           {"webmanifest", "application/manifest+json"},
           {"wasm", "application/wasm"},
           {"dat", "application/octet-stream"},
           {"bin", "application/octet-stream"},
           {"svg", "image/svg+xml"},
           {"png", "image/png"},
           {"jpg", "image/jpeg"},
           {"jpeg", "image/jpeg"},
           {"gif", "image/gif"},
           {"webp", "image/webp"},
           {"avif", "image/avif"},
           {"ico", "image/x-icon"},
           {"bmp", "image/bmp"},
           {"tiff", "image/tiff"},
           {"jxl", "image/jxl"},
           {"heic", "image/heic"},
           {"txt", "text/plain; charset=utf-8"}}) {
    server.set_file_extension_and_mimetype_mapping(ending, type);
  }
}

// What is named by its hash never changes.
const char* cache_rule(const std::string& path) {
  const bool hashed = path.starts_with("/page-") || path.starts_with("/media/") ||
                      path.starts_with("/fonts/") || (path.starts_with("/bundle/") && path.ends_with(".bin"));
  return hashed ? "max-age=31536000, immutable" : "no-cache";
}

void open_browser(const std::string& address) {
  if (fork() != 0) return;
#ifdef __APPLE__
  execlp("open", "open", address.c_str(), nullptr);
#else
  execlp("xdg-open", "xdg-open", address.c_str(), nullptr);
#endif
  _exit(127);
}

} // namespace

int serve_command(const ServeOptions& options, Console& console) {
  if (!fs::exists(options.site / "index.html")) {
    return report_error(console, {ErrorKind::not_found,
                                  "there is no site here; make one with: hanji build <posts> --out <site>",
                                  options.site.string()});
  }
  httplib::Server server;
  name_media_types(server);
  server.set_mount_point("/", options.site.string());
  server.set_post_routing_handler([](const httplib::Request& request, httplib::Response& response) {
    response.set_header("Cache-Control", response.status < 300 ? cache_rule(request.path) : "no-cache");
    response.set_header("X-Content-Type-Options", "nosniff");
    // Pages of other origins load it as a module script, which asks for this.
    if (request.path == "/embed.js") response.set_header("Access-Control-Allow-Origin", "*");
  });
  // As static hosts do.
  server.set_error_handler([&](const httplib::Request&, httplib::Response& response) {
    if (response.status != httplib::NotFound_404 || !response.body.empty()) return;
    if (const Result<std::string> page = read_file(options.site / "404.html"))
      response.set_content(*page, "text/html; charset=utf-8");
    else
      response.set_content("404\n", "text/plain");
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
  if (port < 0) {
    return report_error(
        console,
        {ErrorKind::unwritable,
         "this address cannot be served, most likely because the port is in use; choose another with --port",
         options.host + ":" + std::to_string(options.port)});
  }
  const std::string address =
      "http://" + (options.host == "0.0.0.0" ? "127.0.0.1" : options.host) + ":" + std::to_string(port) + "/";
  console.out << "Serving " << options.site.string() << " at " << address << "  (Ctrl-C stops)" << std::endl;
  if (options.open) open_browser(address);
  return server.listen_after_bind()
             ? exit_done
             : report_error(console, {ErrorKind::unreadable, "the server stopped", address});
}

} // namespace hanji

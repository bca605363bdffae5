#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "base/bytes.h"
#include "cli/commands.h"
#include "cli/compression.h"
#include "cli/entry_cache.h"
#include "cli/hosting.h"
#include "cli/page_addresses.h"

namespace hanji {
namespace {

const std::map<std::string, std::string> media_types{{"html", "text/html; charset=utf-8"},
                                                     {"js", "text/javascript; charset=utf-8"},
                                                     {"mjs", "text/javascript; charset=utf-8"},
                                                     {"css", "text/css; charset=utf-8"},
                                                     {"json", "application/json"},
                                                     {"webmanifest", "application/manifest+json"},
                                                     {"wasm", "application/wasm"},
                                                     {"dat", "application/octet-stream"},
                                                     {"bin", "application/octet-stream"},
                                                     {"gz", "application/gzip"},
                                                     {"br", "application/octet-stream"},
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
                                                     {"txt", "text/plain; charset=utf-8"}};

// By what the library knows beside ours.
std::string media_type_of(const fs::path& file) {
  std::map<std::string, std::string> types = media_types;
  return httplib::detail::find_content_type(file.string(), types, "application/octet-stream");
}

// RFC 9110, 13.1.2: a list of tags, perhaps weak ones, or a star.
bool names_tag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view each = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    each.remove_prefix(std::min(each.find_first_not_of(" \t"), each.size()));
    each = each.substr(0, each.find_last_not_of(" \t") + 1);
    if (each.starts_with("W/")) each.remove_prefix(2);
    if (each == "*" || each == tag) return true;
  }
  return false;
}

// The file compressed: what lies beside it and is no older, else made now; nothing where that gains nothing.
std::optional<std::string> packed_file(const fs::path& file, const FileStamp& stamp, const std::string& bytes,
                                       Coding coding) {
  const fs::path beside = file.string() + std::string(ending_of(coding));
  if (const std::optional<FileStamp> known = stamp_of(beside); known && (*known)[1] >= stamp[1]) {
    if (Result<std::string> packed = read_file(beside)) return *std::move(packed);
  }
  std::string packed = compressed(as_bytes(bytes), coding, Effort::quick);
  if (packed.size() > bytes.size() - bytes.size() / 10) return {};
  return packed;
}

// The site's file of that path, as static hosts send it: with a tag, compressed where the browser takes that,
// or the part that it asks for. False: there is none.
bool answer_with_file(const fs::path& site, const httplib::Request& request, httplib::Response& response) {
  if (request.method != "GET" && request.method != "HEAD") return false;
  if (!request.path.starts_with('/') || !httplib::detail::is_valid_path(request.path)) return false;
  const fs::path file = site.string() + request.path + (request.path.ends_with('/') ? "index.html" : "");
  std::error_code ignored;
  if (fs::is_directory(file, ignored)) {
    response.set_redirect(address_of_path(request.path + "/"), httplib::MovedPermanently_301);
    return true;
  }
  const std::optional<FileStamp> stamp = stamp_of(file);
  if (!stamp) return false;
  Result<std::string> bytes = read_file(file, std::numeric_limits<std::uint32_t>::max());
  if (!bytes) return false;

  std::string tag = std::to_string((*stamp)[1]) + "-" + std::to_string((*stamp)[0]);
  const bool may_be_packed = is_compressible(file.string()) && bytes->size() > fewest_compressed_bytes;
  if (may_be_packed) response.set_header("Vary", "Accept-Encoding");
  if (may_be_packed && request.ranges.empty()) {
    for (const Coding coding : accepted_codings(request.get_header_value("Accept-Encoding"))) {
      if (coding == Coding::identity) break;
      std::optional<std::string> packed = packed_file(file, *stamp, *bytes, coding);
      if (!packed) continue;
      bytes = *std::move(packed);
      tag += "-" + std::string(token_of(coding));
      response.set_header("Content-Encoding", std::string(token_of(coding)));
      break;
    }
  }
  tag = "\"" + tag + "\"";
  response.set_header("ETag", tag);
  response.set_header("Accept-Ranges", "bytes");
  if (names_tag(request.get_header_value("If-None-Match"), tag)) {
    response.status = httplib::NotModified_304;
    response.headers.erase("Content-Encoding"); // of a body that does not come
    return true;
  }
  if (request.has_header("If-Range") && request.get_header_value("If-Range") != tag)
    response.status = httplib::OK_200; // a part of another file would not fit: the whole
  response.set_content(*std::move(bytes), media_type_of(file));
  return true;
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
  server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
    return answer_with_file(options.site, request, response) ? httplib::Server::HandlerResponse::Handled
                                                             : httplib::Server::HandlerResponse::Unhandled;
  });
  server.set_post_routing_handler([](const httplib::Request& request, httplib::Response& response) {
    const bool is_same = response.status == httplib::NotModified_304;
    const bool forever = (response.status < 300 || is_same) && never_changes(request.path.substr(1));
    if (is_same) response.headers.erase("Content-Length"); // of the file, not of what is sent
    response.set_header("Cache-Control", forever ? "max-age=31536000, immutable" : "no-cache");
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

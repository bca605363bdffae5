// `hanji check <url>` against hosts of our own that err, one way each.
#include <doctest.h>
#include <httplib.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include "base/bytes.h"
#include "cli/check_site.h"
#include "cli/compression.h"
#include "cli/hosting.h"
#include "tests/cli/workshop.h"
#include "text/percent.h"

using namespace hanji;

namespace {

using httplib::Request, httplib::Response;

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// A host that sends a folder as it should, but for what `odd` does: before (true: it has answered) or after.
struct Host {
  fs::path folder;
  std::function<bool(const Request&, Response&)> before;
  std::function<void(const Request&, Response&)> after;
  httplib::Server server;
  int port = 0;
  std::thread thread;
  std::atomic<int> asked = 0;

  explicit Host(fs::path of) : folder(std::move(of)) {
    server.set_pre_routing_handler([this](const Request& request, Response& response) {
      ++asked;
      if (!before || !before(request, response)) send(request.path, response);
      if (after) after(request, response);
      return httplib::Server::HandlerResponse::Handled;
    });
    server.new_task_queue = [] { return new httplib::ThreadPool(12); };
    server.set_keep_alive_timeout(1);
    port = server.bind_to_any_port("127.0.0.1");
    thread = std::thread([this] { server.listen_after_bind(); });
    server.wait_until_ready();
  }
  Host(const Host&) = delete;
  ~Host() {
    server.stop();
    thread.join();
  }
  std::string url(const std::string& path = "/") const {
    return "http://127.0.0.1:" + std::to_string(port) + path;
  }

  static std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::string type_of(const std::string& path) {
    const std::string ending = fs::path(path).extension().string();
    if (ending == ".html") return "text/html; charset=utf-8";
    if (ending == ".js" || ending == ".mjs") return "text/javascript";
    if (ending == ".css") return "text/css";
    if (ending == ".json") return "application/json";
    if (ending == ".webmanifest") return "application/manifest+json";
    if (ending == ".wasm") return "application/wasm";
    return ending == ".svg" ? "image/svg+xml" : "application/octet-stream";
  }
  void send(std::string path, Response& response) const {
    if (path.ends_with('/')) path += "index.html";
    const fs::path file = folder.string() + path;
    if (fs::is_directory(file)) return response.set_redirect(address_of(path + "/"), 301);
    response.set_header("ETag", "\"1\"");
    response.set_header("Access-Control-Allow-Origin", "*");
    if (!fs::is_regular_file(file)) {
      response.status = 404;
      response.set_header("Cache-Control", "no-cache");
      return response.set_content(read(folder / "404.html"), "text/html; charset=utf-8");
    }
    response.status = 200;
    response.set_header("Cache-Control",
                        never_changes(path.substr(1)) ? "max-age=31536000, immutable" : "no-cache");
    response.set_content(read(file), type_of(path));
  }
  static std::string address_of(const std::string& path) { return path_of_name(path); }
  static void set(Response& response, const std::string& name, const std::string& value) {
    response.headers.erase(name);
    response.set_header(name, value);
  }
};

struct Site : Workshop {
  Site() {
    write("page/index.html",
          "<!DOCTYPE html><html lang=\"{{lang}}\"{{attributes}}><title>{{title}}</title>"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; script-src 'self' "
          "'wasm-unsafe-eval' 'sha256-abc='; style-src 'self' 'sha256-def='\">"
          "<meta name=\"generator\" content=\"Hanji {{hanji}}\">{{head}}<link rel=\"manifest\" "
          "href=\"{{root}}manifest.webmanifest\">"
          "{{font}}<style>{{style}}</style>"
          "<script src=\"{{page}}/host.js\"></script>{{main}}");
    write("page/hanji.wasm", "wasm");
    write("page/shell.css", "a{}");
    write("page/embed.js", "1");
    write("page/large.js", std::string(60'000, 'x'));
    for (int i = 0; i < 9; ++i) {
      write_post("2024-01-1" + std::to_string(i) + "-글" + std::to_string(i) + ".md",
                 "글 " + std::to_string(i), "본문.");
      write_post("2024-02-1" + std::to_string(i) + "-plain" + std::to_string(i) + ".md", "plain", "본문.");
    }
    write_post("2024-03-01-film.md", "film", "![](/film.mp4)\n\n[film](/film.mp4)");
    write("posts/film.mp4", std::string(3000, 'm'));
    REQUIRE(build() == exit_done);
  }
  int check(const std::string& url, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"check", url, "--timeout", "5"});
    return run(more);
  }
};

Site& site() { // built once: no story changes it
  static Site the_site;
  return the_site;
}

std::string program() {
  for (const std::string& name : site().files("site")) {
    if (name.starts_with("page-")) return name.substr(0, name.find('/'));
  }
  return "";
}

// "[code]" of each line, with its severity: "error soft_404".
std::vector<std::string> codes_in(const std::string& lines) {
  std::vector<std::string> codes;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    const std::size_t open = line.rfind('[');
    const std::string severity = says(line, ": error: ")     ? "error"
                                 : says(line, ": warning: ") ? "warning"
                                                             : "note";
    codes.push_back(severity + " " + line.substr(open + 1, line.size() - open - 2));
  }
  return codes;
}

bool has_code(const std::vector<std::string>& codes, const std::string& code) {
  return std::ranges::find(codes, code) != codes.end();
}

void pack(Response& response, Coding coding, int times = 1) {
  for (int i = 0; i < times; ++i) response.body = compressed(as_bytes(response.body), coding, Effort::quick);
}

std::string redirected(const Request& request, Response& response, const std::string& to) {
  response.set_redirect(to, 302);
  return request.path;
}

// A machine that is no web server: gets each connection once something was asked.
struct Raw {
  int listener = -1, port = 0;
  std::thread thread;
  std::atomic<bool> ends = false;

  explicit Raw(std::function<void(int, const std::atomic<bool>&)> answer) {
    listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    socklen_t size = sizeof address;
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
    listen(listener, 8);
    thread = std::thread([this, answer = std::move(answer)] {
      while (true) {
        const int connection = accept(listener, nullptr, nullptr);
        if (connection < 0 || ends) return;
        answer(connection, ends);
        close(connection);
      }
    });
  }
  Raw(const Raw&) = delete;
  ~Raw() {
    ends = true;
    shutdown(listener, SHUT_RDWR);
    thread.join();
    close(listener);
  }
  std::string url(const std::string& scheme = "http") const {
    return scheme + "://127.0.0.1:" + std::to_string(port) + "/";
  }
};

void hear(int connection) {
  std::array<char, 4096> question{};
  recv(connection, question.data(), question.size(), 0);
}
bool put(int connection, std::string_view bytes) {
  return send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

double seconds_of(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

} // namespace

TEST_CASE("곳 살피기: 바르게 보내는 곳에는 탈이 없고, 작은 누리집은 모두 묻는다") {
  Host host(site().at("site"));
  CHECK(site().check(host.url()) == exit_done);
  INFO(site().err);
  CHECK(codes_in(site().err) == std::vector<std::string>{"note no_compression", "note no_range"});
  CHECK(says(site().out, " 0 errors, 0 warnings, 2 notes\n"));

  CHECK(site().check(host.url("/index.html"), {"--all"}) == exit_done);
  const std::string build = site().read("site/build.json");
  CHECK(says(site().out, " files, "));
  CHECK_FALSE(says(site().out, " of "));
  // Every file but those that build.json leaves to others.
  std::size_t files = 0;
  for (const std::string& name : site().files("site")) {
    const bool no_part = name == "build.json" || name == "files.json" || name == "404.html" ||
                         name == "_headers" || name == "robots.txt" || name == "sitemap.xml" ||
                         name == "feed.xml" || name == "feed.json" || name == "service_worker.js";
    files += no_part ? 0 : 1;
  }
  CHECK(says(site().out, "\n" + std::to_string(files + 1) + " files, ")); // and the folder's address
}

TEST_CASE("곳 살피기: 탈마다 제 이름이 있고, 읽기와 찾기를 깨는 것만 실패다") {
  struct Story {
    std::string code; // with its severity
    std::function<bool(const Request&, Response&)> before;
    std::function<void(const Request&, Response&)> after;
  };
  const auto ends = [](const Request& request, std::string_view ending) {
    return request.path.ends_with(ending);
  };
  const auto typed = [ends](std::string ending, std::string type) {
    return [=](const Request& request, Response& response) {
      if (ends(request, ending)) Host::set(response, "Content-Type", type);
    };
  };
  const auto header = [](std::string name, std::string value) {
    return [=](const Request&, Response& response) { Host::set(response, name, value); };
  };
  const std::string home = site().read("site/index.html");
  const auto lost = [](auto is_lost) {
    return [=](const Request& request, Response& response) {
      if (!is_lost(request.path)) return false;
      response.status = 404;
      response.set_content("lost", "text/html");
      return true;
    };
  };
  const auto body = [ends](std::string ending, auto change) {
    return [=](const Request& request, Response& response) {
      if (ends(request, ending) && response.status == 200) change(response);
    };
  };
  const std::vector<Story> stories{
      {"error wrong_type", {}, typed(".js", "text/plain")},
      {"error wrong_type", {}, typed(".css", "text/plain")},
      {"error wrong_type", {}, typed(".svg", "text/xml")},
      {"error wrong_type", {}, typed(".html", "application/octet-stream")},
      {"error wrong_charset", {}, typed(".html", "text/html; charset=EUC-KR")},
      {"warning wasm_type", {}, typed(".wasm", "application/octet-stream")},
      {"warning wasm_type", {}, typed(".wasm", "application/wasm; charset=utf-8")},
      {"note other_type", {}, typed(".webmanifest", "application/octet-stream")},
      {"note other_type", {}, typed(".json", "text/plain")},
      {"warning worker", {}, typed("service_worker.js", "text/plain")},
      {"warning worker", lost([](const std::string& path) { return path == "/service_worker.js"; }), {}},
      {"warning kept_too_long", {}, header("Cache-Control", "public, max-age=31536000, immutable")},
      {"warning kept_too_long", {}, header("Cache-Control", "max-age=99999999999999999999")},
      {"note no_store", {}, header("Cache-Control", "no-store")},
      {"note not_kept", {}, header("Cache-Control", "max-age=600")},
      {"note no_tag", {}, [](const Request&, Response& response) { response.headers.erase("ETag"); }},
      {"note no_frames", {}, header("X-Frame-Options", "DENY")},
      {"note no_frames", {}, header("Content-Security-Policy", "frame-ancestors 'self'")},
      {"error policy", {}, header("Content-Security-Policy", "script-src 'self' 'unsafe-inline'")},
      {"error policy", {}, header("Content-Security-Policy", "script-src 'self' 'wasm-unsafe-eval'")},
      {"error policy", {}, header("Content-Security-Policy", "connect-src 'none'")},
      {"error policy", {}, header("Content-Security-Policy", "sandbox")},
      {"warning policy", {}, header("Content-Security-Policy", "worker-src 'none'")},
      {"note no_cors",
       {},
       [](const Request&, Response& response) { response.headers.erase("Access-Control-Allow-Origin"); }},
      {"note resource_policy", {}, header("Cross-Origin-Resource-Policy", "same-origin")},
      {"warning soft_404",
       {},
       [=](const Request&, Response& response) {
         if (response.status != 404) return;
         response.status = 200;
         response.set_content(home, "text/html; charset=utf-8");
       }},
      {"warning soft_404",
       [=](const Request& request, Response& response) {
         return request.path.starts_with("/hanji-check-") && !redirected(request, response, "/").empty();
       },
       {}},
      {"note lost_status",
       {},
       [](const Request&, Response& response) {
         if (response.status == 404) response.status = 403;
       }},
      {"note no_404_page",
       {},
       [](const Request&, Response& response) {
         if (response.status == 404) response.set_content("Not Found", "text/plain");
       }},
      {"error missing", lost([](const std::string& path) { return path.ends_with("host.js"); }), {}},
      {"error missing", lost([](const std::string& path) { return path.starts_with("/bundle/search"); }), {}},
      {"error names_lost",
       lost([](const std::string& path) { return !path_of_name(path).starts_with(path); }),
       {}},
      {"error forbidden",
       [](const Request& request, Response& response) {
         response.status = 403;
         return request.path.starts_with("/bundle/search");
       },
       {}},
      {"error failing",
       [](const Request& request, Response& response) {
         response.status = 500;
         return request.path.starts_with("/bundle/search");
       },
       {}},
      {"warning throttled",
       [](const Request& request, Response& response) {
         response.status = 429;
         response.set_header("Retry-After", "0");
         return request.path == "/embed.js";
       },
       {}},
      {"error html_instead",
       [=](const Request& request, Response& response) {
         response.set_content(home, "text/html");
         return request.path.ends_with(".bin");
       },
       {}},
      {"error changed", {}, body("host.js", [](Response& response) { response.body[0] = '?'; })},
      {"error changed",
       {},
       body(".bin", [](Response& response) { response.body += std::string(100'000, 'x'); })},
      {"error truncated", {}, body("large.js", [](Response& response) { response.body.resize(50); })},
      {"error line_endings",
       {},
       body("index.html",
            [](Response& response) {
              for (std::size_t at = 0; (at = response.body.find('\n', at)) != std::string::npos; at += 2)
                response.body.insert(at, "\r");
            })},
      {"warning rewritten",
       {},
       body(".html", [](Response& response) { response.body += "<script src=/cdn-cgi/x.js></script>"; })},
      {"error mixed_builds",
       {},
       body("plain1.html",
            [](Response& response) {
              for (std::size_t at = 0; (at = response.body.find("page-", at)) != std::string::npos; ++at)
                response.body.replace(at, 21, "page-0123456789abcdef");
            })},
      {"error mixed_builds",
       {},
       body("bundle.json", [](Response& response) { response.body.insert(1, " "); })},
      {"error compressed_twice",
       {},
       body("large.js",
            [](Response& response) {
              pack(response, Coding::gzip, 2);
              response.set_header("Content-Encoding", "gzip");
            })},
      {"error compression_unsaid",
       {},
       body("large.js", [](Response& response) { pack(response, Coding::gzip); })},
      {"error compression_unsaid",
       {},
       body("large.js", [](Response& response) { pack(response, Coding::brotli); })},
      {"error compression_unsaid",
       {},
       body("build.json", [](Response& response) { pack(response, Coding::gzip); })},
      {"error compression_unknown",
       {},
       body("large.js", [](Response& response) { response.set_header("Content-Encoding", "zstd"); })},
      {"error compression_broken",
       {},
       body("large.js", [](Response& response) { response.set_header("Content-Encoding", "br"); })},
      {"error leads_away",
       [](const Request& request, Response& response) {
         return request.path.ends_with(".bin") &&
                !redirected(request, response, "https://cdn.example/x").empty();
       },
       {}},
      {"note html_stripped",
       [](const Request& request, Response& response) {
         const bool bare = request.path.starts_with("/a/") && !request.path.ends_with(".html");
         if (bare) {
           Host::set(response, "Cache-Control", "no-cache");
           response.set_content(site().read("site" + request.path + ".html"), "text/html");
         }
         return bare ||
                (request.path.starts_with("/a/") &&
                 !redirected(request, response, path_of_name(request.path.substr(0, request.path.size() - 5)))
                      .empty());
       },
       {}},
      {"error redirect_loop",
       [](const Request& request, Response& response) {
         return request.path == "/embed.js" && !redirected(request, response, "/embed.js?x").empty();
       },
       {}},
      {"error no_index",
       [](const Request& request, Response& response) {
         response.status = 403;
         return request.path == "/";
       },
       {}},
      {"error newer_format",
       {},
       body("build.json", [](Response& response) { response.body = R"({"format": 2})"; })},
      {"error damaged_build",
       {},
       body("build.json", [](Response& response) { response.body = std::string(100'000, '['); })},
      {"error html_instead", {}, body("build.json", [=](Response& response) { response.body = home; })},
  };
  Host host(site().at("site"));
  for (const Story& story : stories) {
    host.before = story.before;
    host.after = story.after;
    const int exit = site().check(host.url());
    INFO("expected: ", story.code, "\n", site().err, site().out);
    const std::vector<std::string> codes = codes_in(site().err);
    CHECK(has_code(codes, story.code));
    const bool any_error =
        std::ranges::any_of(codes, [](const std::string& code) { return code.starts_with("error"); });
    CHECK(exit == (any_error ? exit_files : exit_done));
    if (!story.code.starts_with("error")) CHECK_FALSE(any_error);
    CHECK(codes.size() <= 8); // one fault is not many
  }
}

TEST_CASE("곳 살피기: 같은 탈은 몇이나 되는지와 본보기 하나로 한 번만 말한다") {
  Host host(site().at("site"));
  host.after = [](const Request& request, Response& response) {
    if (request.path.ends_with(".js")) Host::set(response, "Content-Type", "text/plain");
  };
  CHECK(site().check(host.url(), {"--all"}) == exit_files);
  INFO(site().err);
  CHECK(says(site().err, "embed.js: error: comes as text/plain"));
  CHECK(says(site().err, " more like it ("));
  const std::vector<std::string> codes = codes_in(site().err);
  CHECK(std::ranges::count(codes, "error wrong_type") == 1);

  CHECK(site().check(host.url(), {"--json"}) == exit_files);
  CHECK(site().err.empty());
  CHECK(says(site().out, R"({"code":"wrong_type","severity":"error","url":"http://127.0.0.1:)"));
  CHECK(std::ranges::count(site().out, '\n') >= 3);
}

TEST_CASE("곳 살피기: 무엇이 그곳에 있는지, 어디로 보내는지 말한다") {
  Host host(site().at("site"));
  Host other(site().at("nothing"));
  other.before = [&](const Request& request, Response& response) {
    if (request.path == "/moved/") return !redirected(request, response, host.url()).empty();
    if (request.path == "/round/") return !redirected(request, response, "/round/").empty();
    if (request.path != "/") return false;
    response.set_content("<html><title>나의\x1b[31m 집</title><meta name=\"generator\" content=\"Hugo 0.1\">",
                         "text/html");
    return true;
  };
  CHECK(site().check(other.url()) == exit_files);
  CHECK(codes_in(site().err) == std::vector<std::string>{"error not_hanji"});
  CHECK(says(site().err, "“나의 [31m 집” is there, made by Hugo 0.1"));
  CHECK(site().check(other.url("/moved/")) == exit_done);
  CHECK(has_code(codes_in(site().err), "note redirect_elsewhere"));
  CHECK(site().check(other.url("/round/")) == exit_files);
  CHECK(codes_in(site().err) == std::vector<std::string>{"error redirect_loop"});
}

TEST_CASE("곳 살피기: 글의 주소를 받아도 그 누리집을 찾는다") {
  Host host(site().at("site"));
  CHECK(site().check(host.url("/a/2024-02-11-plain1.html?q=x#y")) == exit_done);
  INFO(site().err);
  CHECK(says(site().out, " 0 errors"));
  CHECK(says(site().err, host.url() + ": note: sends")); // of the site's own address
}

TEST_CASE("곳 살피기: 아랫폴더에 있는 누리집과 빗금 없는 주소") {
  const fs::path folder = site().at("above");
  if (!fs::exists(folder)) {
    fs::create_directories(folder);
    fs::copy(site().at("site"), folder / "blog", fs::copy_options::recursive);
  }
  Host host(folder);
  CHECK(site().check(host.url("/blog")) == exit_done);
  host.before = [&](const Request& request, Response& response) {
    if (request.path != "/blog") return false;
    host.send("/blog/", response);
    return true;
  };
  CHECK(site().check(host.url("/blog")) == exit_files);
  CHECK(has_code(codes_in(site().err), "error no_slash"));
  host.before = [&](const Request& request, Response& response) {
    response.status = 404;
    return request.path == "/blog";
  };
  CHECK(site().check(host.url("/blog/")) == exit_done);
  CHECK(has_code(codes_in(site().err), "warning no_slash"));
}

TEST_CASE("곳 살피기: macOS가 풀어 쓴 한글 이름을 알아본다") {
  Host host(site().at("site"));
  host.before = [&](const Request& request, Response& response) {
    if (decomposed(request.path) != request.path) {
      response.status = 404;
      return true;
    }
    std::string name = request.path;
    for (const std::string& file : site().files("site")) {
      if (decomposed("/" + file) == name && "/" + file != name) name = "/" + file;
    }
    host.send(name, response);
    return true;
  };
  CHECK(site().check(host.url(), {"--all"}) == exit_files);
  INFO(site().err);
  const std::vector<std::string> codes = codes_in(site().err);
  CHECK(has_code(codes, "error names_decomposed"));
  CHECK_FALSE(has_code(codes, "error names_lost"));
  CHECK(says(site().err, "rsync --iconv"));
}

TEST_CASE("곳 살피기: 다른 판이 지은 누리집이라고 말한다") {
  const WebAddress here = *parse_web_address("https://example.org/");
  const auto answer = [&](const std::string& name) {
    HttpAnswer given;
    given.address = address_of_file(here, name);
    given.message.status = 200;
    given.message.body = site().read("site/" + name);
    return given;
  };
  SiteReport report;
  report.site = here;
  CHECK_FALSE(
      judge_build(report, answer("build.json"), answer("bundle/bundle.json"), answer("index.html"), version())
          .empty());
  CHECK(std::ranges::none_of(report.findings,
                             [](const Finding& each) { return each.code == "other_version"; }));
  judge_build(report, answer("build.json"), answer("bundle/bundle.json"), answer("index.html"), "9.9.9");
  CHECK(
      std::ranges::any_of(report.findings, [](const Finding& each) { return each.code == "other_version"; }));
}

TEST_CASE("곳 살피기: 큰 누리집에서는 갈래마다 몇을 묻고, 모두 묻는 길을 말한다") {
  Workshop large;
  for (int i = 0; i < 450; ++i) large.write_post("글" + std::to_string(i) + ".md", "글", "본문.");
  REQUIRE(large.build() == exit_done);
  Host host(large.at("site"));
  CHECK(large.run({"check", host.url(), "--timeout", "5"}) == exit_done);
  CHECK(says(large.out, "0 errors"));
  CHECK(says(large.out, " (--all asks for every file)\n"));
  CHECK(host.asked < 200);
  CHECK(large.run({"check", host.url(), "--timeout", "5", "--all"}) == exit_done);
  CHECK_FALSE(says(large.out, "--all"));
  CHECK(host.asked > 400);
}

TEST_CASE("곳 살피기: 목록이 오지 않으면 다 보지 못했다고 말한다") {
  Host host(site().at("site"));
  host.before = [](const Request& request, Response& response) {
    response.status = 404;
    return request.path.starts_with("/bundle/files-");
  };
  CHECK(site().check(host.url()) == exit_files);
  CHECK(says(site().out, "did not come is not known)"));
}

TEST_CASE("곳 살피기: 사이에 새로 놓인 누리집을 알아본다") {
  Host host(site().at("site"));
  std::atomic<int> times = 0;
  host.after = [&](const Request& request, Response& response) {
    if (request.path != "/build.json" || ++times < 2) return;
    const std::size_t id = response.body.find("\"id\":\"") + 6;
    response.body.replace(id, 16, "0123456789abcdef");
  };
  CHECK(site().check(host.url()) == exit_done);
  CHECK(has_code(codes_in(site().err), "warning changed_meanwhile"));
}

TEST_CASE("곳 살피기: 찾기만 둔 곳은 bundle.json이 이르는 것을 본다") {
  REQUIRE(site().run({"build", site().at("posts").string(), "--out", site().at("search").string(), "--page",
                      site().at("page").string(), "--search-only"}) == exit_done);
  Host host(site().at("search"));
  CHECK(site().check(host.url()) == exit_done);
  CHECK(has_code(codes_in(site().err), "note older_site"));
  host.after = [](const Request& request, Response& response) {
    if (request.path.ends_with(".bin")) response.body += "x";
  };
  CHECK(site().check(host.url()) == exit_files);
}

TEST_CASE("곳 살피기: 답하지 않는 까닭을 이름한다") {
  const auto code_of = [](const std::string& url) {
    CHECK(site().run({"check", url, "--timeout", "0.3"}) == exit_files);
    const std::vector<std::string> codes = codes_in(site().err);
    return codes.size() == 1 ? codes[0] : site().err;
  };
  CHECK(code_of("http://nowhere.invalid/") == "error no_such_host");
  int closed = 0;
  {
    closed = Raw([](int, const std::atomic<bool>&) {}).port;
  }
  CHECK(code_of("http://127.0.0.1:" + std::to_string(closed) + "/") == "error refused");
  CHECK(code_of("http://127.0.0.1:0/") != "");

  const auto raw = [&](std::function<void(int)> answer) {
    const Raw host([answer = std::move(answer)](int connection, const std::atomic<bool>&) {
      hear(connection);
      answer(connection);
    });
    return code_of(host.url());
  };
  CHECK(raw([](int) {}) == "error unreachable");
  CHECK(raw([](int to) { put(to, "SSH-2.0-OpenSSH_9.2\r\n"); }) == "error not_http");
  CHECK(raw([](int to) { put(to, "HTTP/1.1 20x OK\r\n\r\n"); }) == "error not_http");
  CHECK(raw([](int to) { put(to, "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"); }) == "error not_http");
  // A status line of a million letters, headers without end, a line without end.
  CHECK(raw([](int to) { put(to, "HTTP/1.1 200 " + std::string(1'000'000, 'a') + "\r\n\r\n"); }) ==
        "error not_http");
  CHECK(raw([](int to) {
          put(to, "HTTP/1.1 200 OK\r\n");
          while (put(to, "X-Header: 1\r\n")) continue;
        }) == "error not_http");
  CHECK(raw([](int to) {
          put(to, "HTTP/1.1 200 OK\r\nX: ");
          while (put(to, std::string(1000, 'a'))) continue;
        }) == "error not_http");
  CHECK(raw([](int to) {
          for (int i = 0; i < 20; ++i) put(to, "HTTP/1.1 100 Continue\r\n\r\n");
        }) == "error not_http");
  { // TLS asked of who does not speak it
    const Raw host([](int connection, const std::atomic<bool>&) {
      hear(connection);
      put(connection, "HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    CHECK(code_of(host.url("https")) == "error no_tls");
  }
}

TEST_CASE("곳 살피기: 끝없는 몸과 느린 방울도 제때 끝난다") {
  const auto time_of = [](std::function<void(int, const std::atomic<bool>&)> answer) {
    const Raw host(std::move(answer));
    return seconds_of([&] {
      CHECK(site().run({"check", host.url(), "--timeout", "0.3", "--connections", "2"}) == exit_files);
    });
  };
  CHECK(time_of([](int connection, const std::atomic<bool>& ends) {
          hear(connection);
          put(connection, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
          while (!ends && put(connection, std::string(65536, 'x'))) continue;
        }) < 60);
  CHECK(time_of([](int connection, const std::atomic<bool>& ends) { // silence
          hear(connection);
          std::array<char, 16> end{};
          while (!ends && recv(connection, end.data(), end.size(), 0) > 0) continue;
        }) < 5);
  // Drops, each within the silence, which together are longer than the whole may be.
  const HttpBounds bounds{1, std::chrono::milliseconds(200), 1'000'000};
  const Raw drops([](int connection, const std::atomic<bool>& ends) {
    hear(connection);
    put(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    while (!ends && put(connection, "x")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  });
  HttpAnswer answer;
  CHECK(seconds_of([&] { answer = ask({*parse_web_address(drops.url()), {}, 100'000, false}, bounds); }) < 5);
  CHECK(answer.failure == HttpFailure::silent);
}

TEST_CASE("곳 살피기: 답이 잇달아 없으면 그만둔다") {
  Host host(site().at("site"));
  const std::string url = host.url();
  host.before = [&](const Request& request, Response& response) {
    if (!request.path.starts_with("/a/") && !request.path.starts_with("/bundle/")) return false;
    if (request.path == "/bundle/bundle.json" || request.path.starts_with("/bundle/files-")) return false;
    response.set_content_provider(10, "text/plain",
                                  [](std::size_t, std::size_t, httplib::DataSink&) { return false; });
    return true;
  };
  CHECK(site().check(url, {"--all"}) == exit_files);
  INFO(site().err);
  CHECK(host.asked < 200);
  CHECK(site().err.size() < 4000);
}

TEST_CASE("곳 살피기: 너무 많이 묻는다는 곳은 오래 붙들지 않는다") {
  Host host(site().at("site"));
  host.before = [](const Request& request, Response& response) {
    response.status = 429;
    response.set_header("Retry-After", "0");
    return request.path != "/" && request.path != "/build.json" && !request.path.starts_with("/bundle/");
  };
  CHECK(site().check(host.url()) == exit_files);
  const std::vector<std::string> codes = codes_in(site().err);
  CHECK(has_code(codes, "warning throttled"));
  CHECK(has_code(codes, "error gave_up"));
}

TEST_CASE("곳 살피기: 스스로 서명한 증명서와 이름이 다른 증명서를 이름하고, 믿는 것은 받는다") {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
  REQUIRE(key);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"),
                             -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(certificate.get(), names, -1);
  X509_EXTENSION_free(names);
  REQUIRE(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                  SSL_CTX_free);
  SSL_CTX_use_certificate(context.get(), certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), key.get());

  const Raw host([&](int connection, const std::atomic<bool>&) {
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls(SSL_new(context.get()), SSL_free);
    SSL_set_fd(tls.get(), connection);
    if (SSL_accept(tls.get()) != 1) return;
    std::array<char, 4096> question{};
    SSL_read(tls.get(), question.data(), static_cast<int>(question.size()));
    const std::string_view answer =
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    SSL_write(tls.get(), answer.data(), static_cast<int>(answer.size()));
    SSL_shutdown(tls.get());
  });
  CHECK(site().check(host.url("https")) == exit_files);
  CHECK(codes_in(site().err) == std::vector<std::string>{"error certificate"});
  CHECK(says(site().err, "self-signed certificate"));

  // Whom the system trusts is taken.
  const fs::path trusted = site().at("trusted.pem");
  FILE* file = fopen(trusted.c_str(), "w");
  PEM_write_X509(file, certificate.get());
  fclose(file);
  setenv("SSL_CERT_FILE", trusted.c_str(), 1);
  CHECK(site().check(host.url("https")) == exit_files);
  CHECK(codes_in(site().err) == std::vector<std::string>{"error not_hanji"});
  CHECK(site().check("https://localhost:" + std::to_string(host.port) + "/") == exit_files);
  CHECK(codes_in(site().err) == std::vector<std::string>{"error certificate"});
  CHECK(says(site().err, "hostname mismatch"));
  unsetenv("SSL_CERT_FILE");
}

TEST_CASE("곳 살피기: 주소가 아닌 것과 폴더에 맞지 않는 선택은 쓰임새의 잘못이다") {
  CHECK(site().run({"check", "http://"}) == exit_files);
  CHECK(site().run({"check", "https://a b/"}) == exit_files);
  CHECK(site().run({"check", site().at("site").string(), "--json"}) == exit_usage);
  CHECK(says(site().err, "not for folders"));
  CHECK(site().run({"check", site().at("site").string()}) == exit_done);
}

TEST_CASE("누리 주소: 브라우저가 읽는 대로") {
  const auto text = [](std::string_view address) {
    const auto parsed = parse_web_address(address);
    return parsed ? text_of(*parsed) : "";
  };
  CHECK(text("HTTP://Example.ORG") == "http://example.org/");
  CHECK(text("https://example.org:443/글 하나/?q=가#절") ==
        "https://example.org/%EA%B8%80%20%ED%95%98%EB%82%98/?q=%EA%B0%80");
  CHECK(text("https://한글.한국/") == "https://xn--bj0bj06e.xn--3e0b707e/");
  CHECK(text("https://bücher.example:8443/a/./b/../c") == "https://xn--bcher-kva.example:8443/a/c");
  CHECK(text("http://[::1]:80/") == "http://[::1]/");
  CHECK(text("http://a/../..") == "http://a/");
  for (const char* bad : {"", "http://", "ftp://a/", "http://a:0/", "http://a:99999/", "http://me:secret@a/",
                          "http://[::1", "http://a\xff/", "http://./", "http://a b/", "http://a\nb/"})
    CHECK_MESSAGE(text(bad).empty(), bad);
  const WebAddress base = *parse_web_address("https://a.example/x/y?z");
  const auto to = [&](std::string_view reference) { return text_of(*resolve(base, reference)); };
  CHECK(to("//b.example/q") == "https://b.example/q");
  CHECK(to("../w") == "https://a.example/w");
  CHECK(to("?n") == "https://a.example/x/y?n");
  CHECK(to("http://c.example") == "http://c.example/");
  CHECK_FALSE(resolve(base, "javascript:alert(1)"));
  CHECK(shown(*parse_web_address("https://a/%EA%B8%80%20%0A%FF")) == "https://a/글%20%0A%FF");
  CHECK(path_of_name("a/글 1.html") == "a/%EA%B8%80%201.html");
}

TEST_CASE("HTTP 답: 어떻게 잘려 와도 같은 답이고, 넘치면 그만 읽는다") {
  const auto read = [](std::string_view bytes, std::size_t piece, std::uint64_t most) {
    return read_message(
        [&](std::span<char> to) {
          const std::size_t count = std::min({piece, to.size(), bytes.size()});
          std::ranges::copy(bytes.substr(0, count), to.begin());
          bytes.remove_prefix(count);
          return count;
        },
        most);
  };
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{100'000}}) {
    const auto chunked = read(
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200\r\nTransfer-Encoding: chunked\r\nA: 1\r\n"
        " 2\nA:3\r\n\r\n4;x=y\r\nwxyz\r\n2\r\nab\r\n0\r\nT: 1\r\n\r\n",
        piece, 100);
    REQUIRE(chunked);
    CHECK(chunked->status == 200);
    CHECK(chunked->body == "wxyzab");
    CHECK(value_of(chunked->headers, "a") == "1 2, 3");
    CHECK(chunked->may_go_on);
    CHECK_FALSE(chunked->cut_short);
    const auto until_end = read("HTTP/1.0 200 OK\n\nabc", piece, 100);
    REQUIRE(until_end);
    CHECK(until_end->body == "abc");
    CHECK_FALSE(until_end->may_go_on);
    CHECK(read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", piece, 100)->cut_short);
    CHECK(read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabcdefghi", piece, 5)->longer);
    CHECK(read("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabcdefghi", piece, 5)->body == "abcde");
    CHECK(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\nabcdefghi", piece, 5)
              ->longer);
    CHECK(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", piece, 5)->cut_short);
    CHECK_FALSE(read("HTTP/1.1 200 OK\r\nA: b\r\n", piece, 5));
    CHECK_FALSE(read("HTTP/2 200\r\n\r\n", piece, 5));
  }
}

TEST_CASE("내용 정책: 무엇을 막는지 브라우저처럼 읽는다") {
  const WebAddress here = *parse_web_address("https://blog.example.org/x/");
  const PageHashes hashes{{"'sha256-abc='"}, {"'sha256-def='"}};
  const auto forbids = [&](std::string_view policy) {
    std::vector<Forbidden> all;
    for (const ForbiddenBy& each : forbidden_by(policy, here, hashes)) all.push_back(each.what);
    return all;
  };
  using All = std::vector<Forbidden>;
  using enum Forbidden;
  CHECK(forbids("").empty());
  CHECK(forbids("upgrade-insecure-requests; default-src * 'unsafe-inline' 'unsafe-eval'").empty());
  CHECK(forbids("default-src 'self'") == All{inline_script, wasm, styles});
  CHECK(forbids("default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'").empty());
  CHECK(forbids("script-src 'self' 'sha256-abc=' 'wasm-unsafe-eval'").empty());
  CHECK(forbids("script-src 'self' 'unsafe-inline' 'nonce-1' 'wasm-unsafe-eval'") == All{inline_script});
  CHECK(forbids("SCRIPT-SRC https: 'UNSAFE-INLINE' 'WASM-unsafe-eval'").empty());
  CHECK(forbids("script-src *.example.org 'sha256-abc=' 'unsafe-eval'; script-src 'none'").empty());
  CHECK(forbids("script-src https://example.org 'sha256-abc=' 'unsafe-eval'") == All{scripts, workers});
  CHECK(forbids("connect-src 'none', worker-src 'none'") == All{fetching, workers});
  CHECK(forbids("frame-ancestors https://a.example") == All{frames});
  CHECK(forbids("frame-ancestors *").empty());
  CHECK(forbids("sandbox allow-scripts").empty());
  CHECK(forbids("sandbox") == All{everything});
  CHECK(forbids(";;,, ;\t,") == All{});
}

TEST_CASE("푼 것: 줄인 것을 되살리고, 넘치거나 상하면 아무것도 아니다") {
  const std::string text(5000, 'a');
  for (const Coding coding : all_codings) {
    const std::string packed = compressed(as_bytes(text), coding, Effort::quick);
    CHECK(unpacked(packed, coding, 5000) == text);
    CHECK_FALSE(unpacked(packed, coding, 4999));
    CHECK_FALSE(unpacked(packed + "x", coding, 9000));
    CHECK_FALSE(unpacked(packed.substr(0, packed.size() - 1), coding, 9000));
    CHECK_FALSE(unpacked("", coding, 9000));
    CHECK_FALSE(unpacked("plain text", coding, 9000));
  }
}

TEST_CASE("묻는 것 고르기: 갈래마다 처음과 끝이 있고, 큰 누리집에서도 적다") {
  std::vector<ListedFile> files;
  for (int i = 0; i < 50'000; ++i) files.push_back({"a/" + std::to_string(i) + ".html", 1, {}, 8});
  for (int i = 0; i < 1000; ++i) files.push_back({"bundle/search/" + std::to_string(i) + ".bin", 1, {}, 8});
  files.push_back({"a/한글 이름.html", 1, {}, 8});
  files.push_back({"media/A.png", 1, {}, 8});
  const std::vector<std::size_t> chosen = choose_files(files);
  CHECK(chosen.size() < 40);
  for (const std::size_t i :
       {std::size_t{0}, std::size_t{50'000}, std::size_t{50'999}, std::size_t{51'000}, std::size_t{51'001}})
    CHECK(std::ranges::find(chosen, i) != chosen.end());
}

TEST_CASE("build.json: 쓴 것을 되읽고, 남의 것은 가려 읽는다") {
  const Result<BuildList> build = read_build_list(site().read("site/build.json"));
  REQUIRE(build);
  CHECK(build->program == program());
  REQUIRE_FALSE(build->lists.empty());
  const Result<std::vector<ListedFile>> list =
      read_list_of_files(site().read("site/" + build->lists[0].file.name));
  REQUIRE(list);
  CHECK(list->front().name == build->lists[0].first);
  const auto with_file = [](const std::string& entry) {
    return read_build_list(R"({"format":1,"id":"x","program":"page-1","files":[)" + entry +
                           R"(],"lists":[]})")
        .has_value();
  };
  const std::string hash(64, 'a');
  CHECK(with_file("[\"a\",1,\"" + hash + "\"]"));
  for (const std::string& name :
       {std::string("../a"), std::string("/a"), std::string("a//b"), std::string("a/.."), std::string(""),
        std::string(3000, 'a'), std::string("a\\n")})
    CHECK_FALSE(with_file("[\"" + name + "\",1,\"" + hash + "\"]"));
  CHECK_FALSE(with_file("[\"a\",-1,\"" + hash + "\"]"));
  CHECK_FALSE(with_file("[\"a\",99999999999,\"" + hash + "\"]"));
  CHECK_FALSE(with_file("[\"a\",1,\"xyz\"]"));
  CHECK_FALSE(with_file("[]"));
  CHECK_FALSE(read_list_of_files(std::string(1'000'000, '[')));
  CHECK_FALSE(read_list_of_files("{}"));
}

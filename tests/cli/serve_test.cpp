// `serve` as a process of its own: that is how it is used, and how it ends.
#include <doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>

#include "tests/cli/workshop.h"
#include "tests/skip.h"

using namespace hanji;

namespace {

struct Process {
  pid_t id = -1;
  FILE* output = nullptr; // both streams

  explicit Process(std::vector<std::string> command) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    std::vector<char*> arguments;
    for (std::string& argument : command) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    id = fork();
    if (id == 0) {
      dup2(ends[1], STDOUT_FILENO);
      dup2(ends[1], STDERR_FILENO);
      close(ends[0]);
      execv(arguments[0], arguments.data());
      _exit(127);
    }
    close(ends[1]);
    output = fdopen(ends[0], "r");
  }
  Process(const Process&) = delete;
  ~Process() {
    fclose(output);
    if (id > 0) {
      kill(id, SIGTERM);
      waitpid(id, nullptr, 0);
    }
  }
  std::string line() {
    std::array<char, 4096> text{};
    return fgets(text.data(), text.size(), output) ? text.data() : "";
  }
  int exit_code() {
    int status = 0;
    waitpid(id, &status, 0);
    id = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
};

std::string tool() {
  const fs::path beside = fs::read_symlink("/proc/self/exe").parent_path();
  for (const fs::path& place : {beside / "hanji", beside.parent_path() / "hanji"}) {
    if (fs::is_regular_file(place)) return place.string();
  }
  return {};
}

// With what stands before it: options of curl's.
std::string fetch(std::vector<std::string> options, const std::string& address) {
  options.insert(options.begin(), {"/usr/bin/curl", "-s"});
  options.push_back(address);
  Process curl(options);
  std::string all;
  std::array<char, 4096> bytes{};
  while (const std::size_t got = fread(bytes.data(), 1, bytes.size(), curl.output))
    all.append(bytes.data(), got);
  return all;
}

std::string fetch_headers(const std::string& address) {
  Process curl({"/usr/bin/curl", "-s", "-I", address});
  std::string all;
  for (std::string line = curl.line(); !line.empty(); line = curl.line()) all += line;
  return all;
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("serve says where it is, gives right types and cache rules, and leaves a used port alone") {
  if (tool().empty() || !fs::exists("/usr/bin/curl"))
    return skip("the tool is not built beside the tests, or curl is not here");
  Workshop workshop;
  workshop.write_post("글.md", "글", "본문.");
  workshop.write("page/hanji.wasm", "wasm");
  REQUIRE(workshop.build() == exit_done);
  const std::string site = workshop.at("site").string();

  Process server({tool(), "serve", site, "--port", "0"});
  const std::string line = server.line();
  REQUIRE(says(line, "http://127.0.0.1:"));
  const std::string address = line.substr(line.find("http://"), line.find("  (") - line.find("http://"));

  const std::string home = fetch_headers(address);
  CHECK(says(home, "200"));
  CHECK(says(home, "text/html; charset=utf-8"));
  CHECK(says(home, "Cache-Control: no-cache"));
  CHECK(says(fetch_headers(address + "bundle/bundle.json"), "Cache-Control: no-cache"));
  for (const std::string& name : workshop.files("site")) {
    const std::string headers = fetch_headers(address + name);
    if (name.ends_with(".wasm")) CHECK(says(headers, "application/wasm"));
    if (name.ends_with(".mjs")) CHECK(says(headers, "text/javascript"));
    if (name.ends_with(".webmanifest")) CHECK(says(headers, "application/manifest+json"));
    if (name.ends_with(".bin") || name.starts_with("page-")) CHECK(says(headers, "immutable"));
  }
  CHECK(says(fetch_headers(address + "../" + workshop.folder.filename().string()), "404"));
  CHECK(says(fetch_headers(address + "none"), "404"));
  CHECK(says(fetch_headers(address + "none"), "text/html; charset=utf-8")); // the site's own 404.html

  const std::string port = address.substr(address.rfind(':') + 1);
  Process second({tool(), "serve", site, "--port", port.substr(0, port.size() - 1)});
  CHECK(says(second.line(), "--port"));
  CHECK(second.exit_code() == exit_files);

  Process nowhere({tool(), "serve", workshop.at("nowhere").string()});
  CHECK(says(nowhere.line(), "there is no site here"));
  CHECK(nowhere.exit_code() == exit_files);
}

TEST_CASE("preview says where it is, tells of each change, and leaves a used port alone and nothing behind") {
  if (tool().empty() || !fs::exists("/usr/bin/curl"))
    return skip("the tool is not built beside the tests, or curl is not here");
  Workshop workshop;
  workshop.write_post("글.md", "글", "본문.");
  const std::string posts = workshop.at("posts").string(), page = workshop.at("page").string();
  const auto line_with = [](Process& process, std::string_view part) {
    std::string line;
    do line = process.line();
    while (!line.empty() && !says(line, part));
    return line;
  };
  Process preview({tool(), "preview", posts, "--page", page, "--port", "0"});
  const std::string line = line_with(preview, "http://127.0.0.1:");
  REQUIRE_FALSE(line.empty());
  const std::string address = line.substr(line.find("http://"), line.find("  (") - line.find("http://"));
  CHECK(says(fetch({}, address + "a/%EA%B8%80.html"), "본문."));

  Process events({"/usr/bin/curl", "-sN", address + ".hanji-preview/events"});
  CHECK(says(line_with(events, "data: "), "\"problems\": []"));
  workshop.write_post("글.md", "글", "고친 본문.\n\n<b>닫지 않은");
  CHECK(says(line_with(events, "data: "), "글.md"));
  CHECK(says(fetch({}, address + "a/%EA%B8%80.html"), "고친 본문."));
  CHECK(says(line_with(preview, "_posts/글.md: "), " s"));

  const std::string port = address.substr(address.rfind(':') + 1);
  Process second({tool(), "preview", posts, "--page", page, "--port", port.substr(0, port.size() - 1)});
  CHECK(says(line_with(second, "--port"), "in use"));
  CHECK(second.exit_code() == exit_files);
  Process nowhere({tool(), "preview", workshop.at("nowhere").string()});
  CHECK(says(nowhere.line(), "there is no such folder of posts"));
  CHECK(nowhere.exit_code() == exit_files);

  kill(preview.id, SIGINT);
  int status = 0;
  waitpid(preview.id, &status, 0);
  preview.id = -1;
  CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGINT));
  CHECK(workshop.files("posts") == std::vector<std::string>{"_posts/글.md"});
  CHECK_FALSE(fs::exists(workshop.at("site")));
}

TEST_CASE("serve sends what the browser takes: compressed, a part, or nothing new") {
  if (tool().empty() || !fs::exists("/usr/bin/curl"))
    return skip("the tool is not built beside the tests, or curl is not here");
  Workshop workshop;
  workshop.write_post("글.md", "글", "본문.");
  workshop.write("page/host.js", std::string(5000, 'x'));
  REQUIRE(workshop.build() == exit_done);
  Process server({tool(), "serve", workshop.at("site").string(), "--port", "0"});
  const std::string line = server.line();
  const std::string address = line.substr(line.find("http://"), line.find("  (") - line.find("http://"));
  const std::string page = address + "index.html", whole = workshop.read("site/index.html");
  const auto headers = [&](std::vector<std::string> options, const std::string& of) {
    options.insert(options.end(), {"-D", "-", "-o", "/dev/null"});
    return fetch(std::move(options), of);
  };
  const auto accepting = [](const std::string& codings) {
    return std::vector<std::string>{"-H", "Accept-Encoding: " + codings};
  };
  const auto value_of = [](const std::string& all, const std::string& name) {
    const std::size_t at = all.find("\r\n" + name + ": ");
    if (at == all.npos) return std::string();
    const std::size_t begin = at + name.size() + 4;
    return all.substr(begin, all.find('\r', begin) - begin);
  };

  // By weight, once, and the same told by HEAD.
  CHECK(value_of(headers({}, page), "Content-Encoding").empty());
  CHECK(value_of(headers({}, page), "Vary") == "Accept-Encoding");
  CHECK(value_of(headers(accepting("gzip, br"), page), "Content-Encoding") == "br");
  CHECK(value_of(headers(accepting("gzip, br;q=0.1"), page), "Content-Encoding") == "gzip");
  CHECK(value_of(headers(accepting("gzip;q=0"), page), "Content-Encoding").empty());
  CHECK(fetch({"--compressed", "-H", "Accept-Encoding: gzip"}, page) == whole);
  CHECK(fetch({}, page) == whole);
  std::vector<std::string> head = accepting("gzip");
  head.push_back("-I");
  const std::string told = fetch(head, page), sent = headers(accepting("gzip"), page);
  for (const char* name : {"Content-Length", "Content-Encoding", "ETag", "Content-Type", "Vary"}) {
    CHECK(value_of(told, name) == value_of(sent, name));
    CHECK_FALSE(value_of(sent, name).empty());
  }
  CHECK(value_of(headers(accepting("gzip"), address + "icon.svg"), "Content-Encoding").empty()); // small

  // What was compressed beforehand goes out as it is; what is older than its file does not.
  workshop.write("site/index.html.gz", "beforehand");
  CHECK(fetch(accepting("gzip"), page) == "beforehand");
  CHECK(value_of(headers(accepting("gzip"), page + ".gz"), "Content-Encoding").empty());
  CHECK(value_of(headers({}, page + ".gz"), "Content-Type") == "application/gzip");
  fs::last_write_time(workshop.at("site/index.html.gz"),
                      fs::last_write_time(workshop.at("site/index.html")) - std::chrono::seconds(1));
  CHECK(fetch({"--compressed", "-H", "Accept-Encoding: gzip"}, page) == whole);

  // Nothing new: for the same coding alone.
  const std::string plain = value_of(headers({}, page), "ETag"), packed = value_of(sent, "ETag");
  CHECK(plain != packed);
  const std::string same = headers({"-H", "If-None-Match: \"x\", W/" + plain}, page);
  CHECK(says(same, "304"));
  CHECK(value_of(same, "Cache-Control") == "no-cache");
  CHECK(value_of(same, "ETag") == plain);
  CHECK(value_of(same, "Content-Length").empty());
  CHECK(says(headers({"-H", "If-None-Match: " + packed}, page), "200"));
  workshop.write("site/index.html", whole + " ");
  CHECK(says(headers({"-H", "If-None-Match: " + plain}, page), "200"));
  workshop.write("site/index.html", whole);

  // A part is of the file as it is.
  const std::string part = headers({"-r", "2-5", "-H", "Accept-Encoding: gzip"}, page);
  CHECK(says(part, "206"));
  CHECK(value_of(part, "Content-Encoding").empty());
  CHECK(value_of(part, "Content-Range") == "bytes 2-5/" + std::to_string(whole.size()));
  CHECK(fetch({"-r", "2-5"}, page) == whole.substr(2, 4));
  CHECK(fetch({"-r", "2-5", "-H", "If-Range: \"other\""}, page) == whole);
  CHECK(says(headers({"-r", "900000-"}, page), "416"));

  CHECK(says(headers({}, address + "a"), "301"));
  CHECK(says(headers({"-X", "POST"}, page), "404"));
  CHECK(says(headers({"--path-as-is"}, address + "../../etc/passwd"), "404"));
  CHECK(says(headers({"--path-as-is"}, address + "%2e%2e/posts/_posts/%EA%B8%80.md"), "404"));
}

// `serve` as a process of its own: that is how it is used, and how it ends.
#include <doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

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

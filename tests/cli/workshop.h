// A folder for one test, with small posts and a stand-in for the page; the tool is called as a function.
#pragma once

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace hanji {

struct Workshop {
  fs::path folder;
  std::string out, err; // of the last run
  std::optional<std::chrono::sys_seconds> now{};

  Workshop() {
    static int count = 0;
    folder = fs::temp_directory_path() /
             ("hanji-test-" + std::to_string(getpid()) + "-" + std::to_string(count++));
    fs::create_directories(folder);
    setenv("XDG_CACHE_HOME", at("cache").c_str(), 1); // the tests' builds remember posts, but not in our home
    write("page/index.html",
          "<html lang=\"{{lang}}\"{{attributes}}><title>{{title}}</title>{{head}}{{font}}<style>{{style}}</"
          "style><script "
          "src=\"{{page}}/host.js\"></script><form action=\"{{root}}search.html\"></form>{{main}}");
    write("page/host.js", "import './other.mjs'");
    write("page/other.mjs", "");
    write("page/service_worker.js", "const version = '{{version}}', page = '{{page}}'");
    write("page/manifest.webmanifest", "{\"name\": \"{{title}}\"}");
    write("page/icon.svg", "<svg/>");
    write("page/offline.html", "<title>{{title}}</title>");
    for (const char* name : {"static_page.css", "static_page.js"})
      fs::copy_file(fs::path(HANJI_SOURCE_DIR) / "shell" / name, at("page") / name);
  }
  Workshop(const Workshop&) = delete;
  ~Workshop() { fs::remove_all(folder); }

  fs::path at(const std::string& name) const { return folder / name; }
  void write(const std::string& name, std::string_view text) const {
    fs::create_directories(at(name).parent_path());
    std::ofstream(at(name), std::ios::binary) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream in(at(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write_post(const std::string& name, const std::string& title, const std::string& body) const {
    write("posts/_posts/" + name, "---\ntitle: " + title + "\ncategories: [시험]\n---\n" + body + "\n");
  }

  int run(const std::vector<std::string>& arguments) {
    std::ostringstream output, errors;
    Console console{output, errors, false, now};
    const int code = run_hanji(arguments, console);
    out = output.str();
    err = errors.str();
    return code;
  }
  int build(std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"build",  at("posts").string(), "--out", at("site").string(),
                                       "--page", at("page").string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  std::vector<std::string> files(const std::string& below) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(at(below))) {
      if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), at(below)).string());
    }
    return names;
  }
};

} // namespace hanji

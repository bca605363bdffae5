// Holds every #include under src/ to the table of rooms in src/README.md: own headers only from rooms below,
// foreign headers only in the rooms that own that foreign code. And holds CMakeLists.txt to the same table.
#include <doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

struct Room {
  Names below;   // rooms that it may include
  Names foreign; // targets of foreign code that it may include
};

// Transitive on purpose: a header of a room below may show types of rooms below it.
const std::map<std::string, Room> rooms = {
    {"base", {{}, {"sha256"}}},
    {"text", {{"base"}, {"icu"}}},
    {"article", {{"base", "text"}, {}}},
    {"post",
     {{"base", "text", "article"}, {"yaml-cpp", "tomlplusplus", "nlohmann_json", "md4c", "gumbo", "stb"}}},
    {"bundle", {{"base", "text", "article"}, {"nlohmann_json"}}},
    {"index", {{"base", "text", "article"}, {}}},
    {"search", {{"base", "text", "article", "index"}, {}}},
    {"module", {{"base", "text", "article", "bundle", "index", "search"}, {"nlohmann_json", "emscripten"}}},
    {"layout", {{"base", "text", "article"}, {}}},
    {"reader", {{"base", "text", "article", "bundle", "index", "search", "layout"}, {"imgui"}}},
    {"app",
     {{"base", "text", "article", "bundle", "index", "search", "layout", "reader"},
      {"nlohmann_json", "imgui", "imgui_backend", "emscripten"}}},
    {"cli",
     {{"base", "text", "article", "post", "bundle", "index", "search", "layout"},
      {"CLI11", "httplib", "nlohmann_json", "zlib", "brotli", "openssl", "quickjs", "emscripten"}}},
};

// Whose header it is; "" for the standard library's. What is unknown here is allowed nowhere.
std::string owner_of(const std::string& header) {
  static const std::vector<std::pair<std::regex, std::string>> owners = {
      {std::regex("unicode/.*|hanja_readings\\.inc"), "icu"},
      {std::regex("tomcrypt.*"), "sha256"},
      {std::regex("yaml-cpp/.*"), "yaml-cpp"},
      {std::regex("toml\\+\\+/.*"), "tomlplusplus"},
      {std::regex("md4c.*|entity\\.h"), "md4c"},
      {std::regex("gumbo\\.h"), "gumbo"},
      {std::regex("stb_image\\.h"), "stb"},
      {std::regex("nlohmann/.*"), "nlohmann_json"},
      {std::regex("(backends/)?imgui_impl_.*"), "imgui_backend"},
      {std::regex("imgui.*|imstb_.*"), "imgui"},
      {std::regex("emscripten.*|GLES[23].*|webgl/.*"), "emscripten"},
      {std::regex("CLI/.*"), "CLI11"},
      {std::regex("httplib\\.h"), "httplib"},
      {std::regex("zlib\\.h"), "zlib"},
      {std::regex("brotli/.*"), "brotli"},
      {std::regex("openssl/.*"), "openssl"},
      {std::regex("quickjs.*"), "quickjs"},
      {std::regex("[a-z0-9_]+(\\.h)?|(sys|netinet|arpa)/[a-z]+\\.h"), ""},
  };
  for (const auto& [pattern, owner] : owners) {
    if (std::regex_match(header, pattern)) return owner;
  }
  return "unknown";
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const fs::path source = HANJI_SOURCE_DIR;

} // namespace

TEST_CASE("방은 표가 허락한 것만 포함한다") {
  static const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  int seen = 0;
  for (const auto& entry : fs::recursive_directory_iterator(source / "src")) {
    const auto extension = entry.path().extension();
    if (extension != ".h" && extension != ".cpp") continue;
    const auto place = entry.path().lexically_relative(source / "src");
    const auto name = place.begin()->string();
    REQUIRE_MESSAGE(rooms.contains(name), "src/" << place.generic_string() << " lies in no room");
    const auto& room = rooms.at(name);

    std::istringstream lines(read(entry.path()));
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
      std::smatch match;
      if (!std::regex_search(line, match, include)) continue;
      ++seen;
      const std::string header = match[2];
      INFO("src/", place.generic_string(), ":", number, " includes ", header);
      const auto first = header.substr(0, header.find('/'));
      if (header.find('/') != std::string::npos && rooms.contains(first)) {
        CHECK_MESSAGE((first == name || room.below.contains(first)), name << " may not include " << first);
        CHECK_MESSAGE(match[1] == "\"", "our own headers are included with quotes");
        CHECK_MESSAGE(fs::exists(source / "src" / header), "there is no such header");
      } else {
        const auto owner = owner_of(header);
        CHECK_MESSAGE((owner.empty() || room.foreign.contains(owner)), owner << " is not for " << name);
        CHECK_MESSAGE(match[1] == "<", "a header of our own is named by its room: \"room/header.h\"");
      }
    }
  }
  CHECK(seen > 0);
}

TEST_CASE("CMakeLists.txt의 방은 같은 표를 따른다") {
  const auto text = read(source / "CMakeLists.txt");
  static const std::regex call(R"((?:^|\n) *hanji_room\((\w+)([^)]*)\))");
  Names found;
  for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it) {
    const std::string name = (*it)[1];
    INFO("hanji_room(", name, " …)");
    found.insert(name);
    REQUIRE(rooms.contains(name));
    const auto& room = rooms.at(name);
    Names below, foreign;
    Names* list = nullptr;
    std::istringstream words((*it)[2]);
    for (std::string word; words >> word;) {
      if (word == "DEPENDS") {
        list = &below;
      } else if (word == "FOREIGN") {
        list = &foreign;
      } else {
        REQUIRE(list != nullptr);
        list->insert(word == "${imgui_backend}" ? word : word.substr(0, word.find("::")));
      }
    }
    CHECK(below == room.below);
    for (const auto& target : foreign) {
      CHECK_MESSAGE((target == "${imgui_backend}" ? name == "app" : room.foreign.contains(target)), target);
    }
  }
  for (const auto& [name, room] : rooms) {
    CHECK_MESSAGE(found.contains(name), name << " is missing");
    CHECK_MESSAGE(fs::is_directory(source / "tests" / name), "tests/" << name << " is missing");
  }
}

TEST_CASE("src/README.md의 표에는 방마다 한 줄이 있고, 거기 적힌 시작할 파일은 모두 있다") {
  static const std::regex row(R"(^\| (\w+) \|.*\| ([^|]+) \|$)"), file(R"(`([\w.]+)`)");
  std::map<std::string, Names> listed;
  std::istringstream lines(read(source / "src/README.md"));
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, row) || !rooms.contains(match[1])) continue;
    const std::string begin_at = match[2];
    for (std::sregex_iterator it(begin_at.begin(), begin_at.end(), file), end; it != end; ++it)
      listed[match[1]].insert((*it)[1]);
  }
  for (const auto& [name, about] : rooms) {
    CHECK_MESSAGE(!listed[name].empty(), name << " has no row");
    for (const std::string& each : listed[name])
      CHECK_MESSAGE(fs::exists(source / "src" / name / each),
                    "src/" << name << "/" << each << " is not there");
  }
}

// One version: CMakeLists.txt has it, everything else says the same.
#include <doctest.h>
#include <nlohmann/json.hpp>

#include <regex>

#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

std::string source(const char* name) {
  std::ifstream in(fs::path(HANJI_SOURCE_DIR) / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string first_match(const std::string& text, const char* pattern) {
  std::smatch match;
  return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : std::string();
}

} // namespace

TEST_CASE("버전: 적힌 곳마다 같은 수다") {
  const std::string number = first_match(source("CMakeLists.txt"), R"(project\(hanji VERSION ([0-9.]+))");
  REQUIRE_FALSE(number.empty());
  CHECK(version() == number);
  CHECK(nlohmann::json::parse(source("package.json"))["version"] == number);
  const auto lock = nlohmann::json::parse(source("package-lock.json"));
  CHECK(lock["version"] == number);
  CHECK(lock["packages"][""]["version"] == number);
  CHECK(first_match(source("CHANGELOG.md"), R"(## \[([0-9.]+)\])") == number); // the newest that is released
}

TEST_CASE("버전: 도구가 말하고, 지은 누리집에도 적힌다") {
  Workshop workshop;
  const std::string number(version());
  CHECK(workshop.run({"--version"}) == exit_done);
  CHECK(workshop.out == "hanji " + number + "\n");
  CHECK(workshop.run({"--versoin"}) == exit_usage);
  CHECK(workshop.err.find("did you mean --version?") != std::string::npos);

  workshop.write("page/index.html", source("shell/index.html"));
  workshop.write_post("2024-01-01-하나.md", "첫 글", "밀물과 썰물.");
  REQUIRE(workshop.build() == exit_done);
  CHECK(
      workshop.read("site/index.html").find("<meta name=\"generator\" content=\"Hanji " + number + "\">\n") !=
      std::string::npos);
  CHECK(workshop.read("site/bundle/bundle.json").ends_with(",\"generator\":\"hanji " + number + "\"}\n"));
}

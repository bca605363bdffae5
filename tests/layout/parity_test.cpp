// Our emulation of Chromium against what Chromium does (tests/browser/line_breaks.mjs holds Chromium to the
// same file).
#include <doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "layout/line_break.h"

using namespace hanji;

namespace {

std::string broken(std::string_view text, BreakRule rule) {
  std::string out;
  std::uint32_t begin = 0;
  for (const LineOpportunity& each : line_opportunities(text, rule)) {
    out += text.substr(begin, each.offset - begin);
    if (each.offset < text.size()) out += "|";
    begin = each.offset;
  }
  return out;
}

} // namespace

TEST_CASE("크로미엄의 줄바꿈을 흉내 낼 수 있다") {
  std::ifstream file(std::filesystem::path(HANJI_SOURCE_DIR) / "tests/layout/data/chromium_breaks.txt");
  REQUIRE(file);
  int rows = 0;
  for (std::string line; std::getline(file, line); ++rows) {
    std::istringstream row(line);
    std::string name, normal, keep_all;
    std::getline(row, name, '\t');
    std::getline(row, normal, '\t');
    std::getline(row, keep_all, '\t');
    CAPTURE(name);
    std::string text = normal;
    std::erase(text, '|');
    CHECK(broken(text, BreakRule::chromium_normal) == normal);
    CHECK(broken(text, BreakRule::chromium_keep_all) == keep_all);
  }
  CHECK(rows > 30);
}

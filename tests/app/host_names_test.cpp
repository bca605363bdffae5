// The boundary has four lists of names; they must agree (src/README.md §9).
#include <doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

static std::string read(const char* file) {
  std::ifstream in(std::filesystem::path(HANJI_SOURCE_DIR) / file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Every word of `text` that begins with `prefix` and stands before `after`; without the prefix.
static std::set<std::string> names(const std::string& text, const std::string& prefix, char after) {
  std::set<std::string> found;
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at + 1)) {
    std::size_t end = at + prefix.size();
    while (end < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_'))
      ++end;
    if (end < text.size() && text[end] == after)
      found.insert(text.substr(at + prefix.size(), end - at - prefix.size()));
  }
  return found;
}

TEST_CASE("boundary: host.h, host.js, host_library.js and exports.txt name the same calls") {
  const std::string header = read("src/app/host.h"), javascript = read("shell/host.js"),
                    library = read("shell/host_library.js"), exports = read("src/app/exports.txt");
  const std::set<std::string> out = names(header, "void host_", '('),
                              out_numbers = names(header, "double host_", '(');
  REQUIRE(out.size() > 8);
  for (const std::set<std::string>& all : {out, out_numbers}) {
    for (const std::string& name : all) {
      INFO(name);
      CHECK(library.find("'" + name + "'") != std::string::npos);
      CHECK(javascript.find("    " + name + ": ") != std::string::npos);
    }
  }
  const std::set<std::string> exported = names(exports, "hanji_", '\n');
  std::set<std::string> declared = names(header, " hanji_", '(');
  for (const std::string& name : names(header, "*hanji_", '(')) declared.insert(name);
  CHECK(declared == exported);
  const std::set<std::string> called = names(javascript, "_hanji_", '(');
  CHECK(called == exported);
}

// What hosts are told of a site, and what they may send compressed.
#include <doctest.h>
#include <zlib.h>

#include <chrono>
#include <sstream>

#include "cli/compression.h"
#include "cli/hosting.h"
#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

struct Rule {
  std::string path, cache;
};

std::vector<Rule> rules_of(const std::string& text) {
  std::vector<Rule> rules;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('/'))
      rules.push_back({line, ""});
    else if (line.starts_with("  Cache-Control: "))
      rules.back().cache = line.substr(17);
  }
  return rules;
}

bool fits(std::string_view rule, std::string_view path) {
  const std::size_t star = rule.find('*');
  if (star == rule.npos) return rule == path;
  const std::string_view end = rule.substr(star + 1);
  return path.size() + 1 >= rule.size() && path.starts_with(rule.substr(0, star)) && path.ends_with(end);
}

std::string unzipped(const std::string& bytes) {
  std::string text(1 << 20, '\0');
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

struct Packed : Workshop {
  Packed() {
    for (int i = 0; i < 3; ++i)
      write_post("2024-01-1" + std::to_string(i) + "-글.md", "글 " + std::to_string(i), "본문.");
    write("page/host.js", std::string(3000, 'x'));
    write("page/noise.wasm", noise());
    REQUIRE(build({"--precompress"}) == exit_done);
  }
  static std::string noise() {
    std::string bytes;
    for (std::uint32_t i = 0, state = 1; i < 3000; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> 24);
    }
    return bytes;
  }
  std::vector<std::string> packed() const {
    std::vector<std::string> names;
    for (const std::string& name : files("site")) {
      if (name.ends_with(".gz") || name.ends_with(".br")) names.push_back(name);
    }
    return names;
  }
};

using Codings = std::vector<Coding>;

} // namespace

TEST_CASE("둘 곳: _headers는 파일마다 기억할 동안을 한 번만 말한다") {
  Workshop workshop;
  workshop.write_post("2024-01-02-글.md", "글", "![그림](/a.svg)");
  workshop.write("posts/a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>)");
  REQUIRE(workshop.build({"--base-url", "https://example.org"}) == exit_done);
  const std::vector<Rule> rules = rules_of(workshop.read("site/_headers"));
  for (const std::string& name : workshop.files("site")) {
    INFO(name);
    std::string said;
    int times = 0;
    for (const Rule& rule : rules) {
      if (rule.cache.empty() || !fits(rule.path, "/" + name)) continue;
      said = rule.cache;
      ++times;
    }
    CHECK(times <= 1);
    if (never_changes(name)) CHECK(said == "public, max-age=31536000, immutable");
    if (!never_changes(name))
      CHECK((said == "no-cache" || said.empty())); // a host's own rule: asked for anew
    if (name.ends_with(".html") || name.ends_with(".js") || name.ends_with(".json"))
      CHECK(times == (name == "feed.json" ? 0 : 1));
  }
  CHECK(never_changes("bundle/search/index-0123456789abcdef.bin.gz"));
  CHECK_FALSE(never_changes("bundle/bundle.json.br"));
}

TEST_CASE("둘 곳: 발행인의 _headers는 앞서 놓았든 우리 것을 고쳤든 그대로다") {
  Workshop workshop;
  workshop.write_post("2024-01-02-글.md", "글", "글");
  REQUIRE(workshop.build() == exit_done);
  const std::string ours = workshop.read("site/_headers");
  for (const std::string& own : {ours + "/나의/*\n  X-Mine: 1\n", std::string("내 것")}) {
    workshop.write("site/_headers", own);
    for (int again = 0; again < 3; ++again) {
      REQUIRE(workshop.build() == exit_done);
      CHECK(workshop.read("site/_headers") == own);
      CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
    }
  }
  fs::remove(workshop.at("site/_headers"));
  REQUIRE(workshop.build() == exit_done);
  CHECK(workshop.read("site/_headers") == ours);
}

TEST_CASE("미리 줄이기: 줄인 것은 저마다 제 파일이고, 줄지 않는 것과 작은 것에는 없다") {
  Packed site;
  REQUIRE(site.packed().size() > 10);
  for (const std::string& name : site.packed()) {
    INFO(name);
    const std::string whole = site.read("site/" + name.substr(0, name.size() - 3));
    CHECK(whole.size() > fewest_compressed_bytes);
    CHECK(site.read("site/" + name).size() <= whole.size() - whole.size() / 10);
    if (name.ends_with(".gz")) CHECK(unzipped(site.read("site/" + name)) == whole);
    CHECK(name.find("noise") == name.npos);
    CHECK(name.find("other") == name.npos);
  }
  CHECK(fs::exists(site.at("site/index.html.gz")));
  CHECK(fs::exists(site.at("site/index.html.br")));
  CHECK(site.run({"check", site.at("site").string()}) == exit_done);
  site.write("site/index.html.br", "x");
  CHECK(site.run({"check", site.at("site").string()}) == exit_files);
}

TEST_CASE("미리 줄이기: 다시 지어도 같은 바이트이고, 바뀌지 않은 것은 제 시각을 지킨다") {
  Packed site;
  const auto then = fs::file_time_type::clock::now() - std::chrono::hours(2);
  for (const std::string& name : site.files("site")) fs::last_write_time(site.at("site/" + name), then);
  site.write_post("2024-01-11-글.md", "글 1", "밀물.");
  const std::string edited = site.read("site/404.html.gz");
  site.write("site/404.html.gz", std::string(edited.size(), 'x'));
  fs::last_write_time(site.at("site/404.html.gz"), then);
  REQUIRE(site.build({"--precompress"}) == exit_done);
  CHECK(site.read("site/404.html.gz") == edited);
  CHECK(fs::last_write_time(site.at("site/a/2024-01-12-글.html.br")) == then);
  CHECK(fs::last_write_time(site.at("site/a/2024-01-11-글.html.br")) != then);
  REQUIRE(site.run({"build", site.at("posts").string(), "--out", site.at("whole").string(), "--page",
                    site.at("page").string(), "--fresh", "--precompress", "--jobs", "3"}) == exit_done);
  for (const std::string& name : site.files("whole"))
    CHECK(site.read("site/" + name) == site.read("whole/" + name));
  CHECK(site.files("site").size() == site.files("whole").size());
}

TEST_CASE("미리 줄이기: 그만두면 줄인 것은 하나도 남지 않는다") {
  for (const bool damaged : {false, true}) {
    Packed site;
    site.write("site/c/my.html.gz", "내 것"); // of nothing of ours
    if (damaged) site.write("site/files.json", "{");
    REQUIRE(site.build() == exit_done);
    CHECK(site.packed() == std::vector<std::string>{"c/my.html.gz"});
  }
}

TEST_CASE("미리 줄이기: 발행인의 404.html 곁에 우리 것을 줄인 것은 없다") {
  Packed site;
  site.write("site/404.html", std::string(5000, 'y'));
  REQUIRE(site.build({"--precompress"}) == exit_done);
  CHECK(site.read("site/404.html").starts_with("yyy"));
  CHECK_FALSE(fs::exists(site.at("site/404.html.gz")));
  CHECK_FALSE(fs::exists(site.at("site/404.html.br")));
  CHECK(site.run({"check", site.at("site").string()}) == exit_done);
}

TEST_CASE("Accept-Encoding은 무게를 따라 읽힌다") {
  using enum Coding;
  CHECK(accepted_codings("") == Codings{identity});
  CHECK(accepted_codings("gzip, deflate, br, zstd") == Codings{brotli, gzip, identity});
  CHECK(accepted_codings("gzip;q=1.0, br;q=0.5") == Codings{gzip, brotli, identity});
  CHECK(accepted_codings("GZip ; Q=0.2 , br;q=0") == Codings{gzip, identity});
  CHECK(accepted_codings("*") == Codings{brotli, gzip, identity});
  CHECK(accepted_codings("*;q=0.5, br;q=0") == Codings{gzip, identity});
  CHECK(accepted_codings("identity, gzip;q=0.5") == Codings{identity, gzip});
  CHECK(accepted_codings("identity;q=0, x-gzip") == Codings{gzip});
  CHECK(accepted_codings("*;q=0") == Codings{});
  CHECK(accepted_codings("gzip;q=2, br;q=x, ;, ,") == Codings{identity});
  CHECK(accepted_codings("brotli, gzipped") == Codings{identity});
}

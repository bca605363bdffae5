#include <doctest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

void build_small_site(Workshop& workshop) {
  workshop.write_post("2024-01-01-하나.md", "첫 글", "## 장관\n\n라브로프 장관은 말했다.");
  workshop.write_post("2024-01-02-둘.md", "둘째 글", "밀물과 썰물.");
  REQUIRE(workshop.build() == exit_done);
}

// The name of a file of the bundle that begins so.
std::string bundle_file(const Workshop& workshop, const std::string& begin) {
  for (const std::string& name : workshop.files("site/bundle")) {
    if (name.starts_with(begin)) return "site/bundle/" + name;
  }
  return {};
}

} // namespace

TEST_CASE("wrong usage names the nearest thing that exists") {
  Workshop workshop;
  CHECK(workshop.run({"build", "posts", "--ot", "site"}) == exit_usage);
  CHECK(says(workshop.err, "unknown option --ot; did you mean --out?"));
  CHECK(workshop.run({"search", "site", "말", "--limt=3"}) == exit_usage);
  CHECK(says(workshop.err, "--limit"));
  CHECK(workshop.run({"biuld"}) == exit_usage);
  CHECK(says(workshop.err, "did you mean build?"));
  CHECK(workshop.run({}) == exit_usage);
  CHECK(workshop.run({"build", "posts"}) == exit_usage);
  CHECK(says(workshop.err, "--out"));
  CHECK(workshop.run({"serve", "site", "--port", "99999"}) == exit_usage);
  CHECK(workshop.run({"search", "site"}) == exit_usage);
}

TEST_CASE("every command helps with an example") {
  Workshop workshop;
  CHECK(workshop.run({"--help"}) == exit_done);
  for (const char* command : {"build", "serve", "search", "show", "check"}) {
    CHECK(says(workshop.run({"--help"}) == 0 ? workshop.out : "", command));
    CHECK(workshop.run({command, "--help"}) == exit_done);
    CHECK(says(workshop.out, std::string("hanji ") + command + " "));
    CHECK(says(workshop.out, "Example:"));
  }
}

TEST_CASE("찾은 글은 정해진 필드로 적힌다") {
  Workshop workshop;
  build_small_site(workshop);
  REQUIRE(workshop.run({"search", workshop.at("site").string(), "라브로프", "--json"}) == exit_done);
  const auto hit = nlohmann::ordered_json::parse(workshop.out);
  std::string fields;
  for (const auto& [name, value] : hit.items()) fields += name + " ";
  CHECK(fields == "rank slug section title date score snippet ranges page ");
  CHECK(hit["slug"] == "2024-01-01-하나");
  CHECK(hit["section"] == "장관");
  CHECK(hit["date"] == "2024-01-01");
  CHECK(hit["snippet"] == "라브로프 장관은 말했다.");
  CHECK(hit["page"].get<std::string>().starts_with("a/"));
  CHECK(hit["ranges"] == nlohmann::ordered_json::parse("[[0,4]]"));

  CHECK(workshop.run({"search", workshop.at("site").string(), "장관은"}) == exit_done);
  CHECK(says(workshop.out, "1. 첫 글  2024-01-01\n   #/2024-01-01-하나/장관\n"));
  CHECK(workshop.run({"search", workshop.at("site").string(), "없는말"}) == exit_done);
  CHECK(says(workshop.out, "No article"));
}

TEST_CASE("찾은 까닭은 낱말과 특징으로 적히고, 더하면 점수이다") {
  Workshop workshop;
  build_small_site(workshop);
  const std::string site = workshop.at("site").string();
  REQUIRE(workshop.run({"search", site, "장관이", "--explain", "--json"}) == exit_done);
  const auto hit = nlohmann::json::parse(workshop.out);
  const auto& why = hit["explanation"];
  CHECK(why["tier"] == "inflected");
  CHECK(why["words"][0]["word"] == "장관이");
  CHECK(why["words"][0]["rule"] == "particle");
  CHECK(why["words"][0]["form"] == "장관");
  CHECK(why["words"][0]["place"] == "heading");
  double sum = 0;
  for (const auto& feature : why["features"]) {
    CHECK(feature["value"].get<double>() * feature["weight"].get<double>() ==
          doctest::Approx(feature["score"].get<double>()));
    sum += feature["score"].get<double>();
  }
  CHECK(sum == doctest::Approx(hit["score"].get<double>()));
  CHECK(why["sum"].get<double>() == doctest::Approx(sum));

  CHECK(workshop.run({"search", site, "장관이", "--explain"}) == exit_done);
  CHECK(says(workshop.out, "inflected, by the rule particle «장관»"));
  CHECK(says(workshop.out, "sum  "));
  CHECK(workshop.run({"search", site, "--batch", "q", "--explain"}) == exit_usage);
}

TEST_CASE("a batch answers in order, one line for each query") {
  Workshop workshop;
  build_small_site(workshop);
  workshop.write("queries.jsonl", "{\"id\":\"b\",\"query\":\"밀물\"}\n\n{\"id\":7,\"query\":\"없는말\"}\n");
  REQUIRE(workshop.run({"search", workshop.at("site").string(), "--batch",
                        workshop.at("queries.jsonl").string()}) == exit_done);
  std::istringstream lines(workshop.out);
  std::string line;
  REQUIRE(std::getline(lines, line));
  const auto first = nlohmann::json::parse(line);
  CHECK(first["id"] == "b");
  CHECK(first["hits"][0]["slug"] == "2024-01-02-둘");
  CHECK(first["micros"].is_number());
  REQUIRE(std::getline(lines, line));
  CHECK(nlohmann::json::parse(line)["id"] == 7);
  CHECK(nlohmann::json::parse(line)["hits"].empty());

  workshop.write("queries.jsonl", "{\"id\":1,\"query\":\"밀물\"}\n{\"id\":2}\n");
  CHECK(workshop.run({"search", workshop.at("site").string(), "--batch",
                      workshop.at("queries.jsonl").string()}) == exit_files);
  CHECK(says(workshop.err, "queries.jsonl:2:1: error: "));
}

TEST_CASE("a damaged file is found by check and told by search, which goes on with the rest") {
  Workshop workshop;
  build_small_site(workshop);
  for (const char* kind : {"search/", "articles-"}) {
    const std::string name = bundle_file(workshop, kind);
    const std::string bytes = workshop.read(name);
    workshop.write(name, bytes.substr(0, bytes.size() / 2));
    CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_files);
    CHECK(says(workshop.err, name));
    CHECK(workshop.run({"search", workshop.at("site").string(), "라브로프"}) == exit_done);
    CHECK(says(workshop.err, "damaged"));
    workshop.write(name, bytes);
  }
  fs::remove(workshop.at("site/index.html"));
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_files);
  CHECK(says(workshop.err, "index.html"));
  workshop.write("site/bundle/bundle.json", "{");
  CHECK(workshop.run({"search", workshop.at("site").string(), "말"}) == exit_files);
  CHECK(workshop.run({"search", workshop.at("nowhere").string(), "말"}) == exit_files);
  CHECK(says(workshop.err, "hanji build"));
}

TEST_CASE("show prints how a post was understood") {
  Workshop workshop;
  workshop.write_post("2024-01-01-하나.md", "첫 글", "## 머리\n\n**굵은** 글.");
  const std::string post = workshop.at("posts/_posts/2024-01-01-하나.md").string();
  CHECK(workshop.run({"show", post}) == exit_done);
  CHECK(says(workshop.out, "첫 글"));
  REQUIRE(workshop.run({"show", post, "--json"}) == exit_done);
  const auto json = nlohmann::json::parse(workshop.out);
  CHECK(json["title"] == "첫 글");
  CHECK(json["blocks"][0]["kind"] == "heading");
  CHECK(json["blocks"][1]["inlines"][0]["bold"] == true);
  CHECK(workshop.run({"show", workshop.at("none.md").string()}) == exit_files);
  CHECK(says(workshop.err, "none.md: error: there is no such file"));

  workshop.write("hidden.md", "---\ntitle: 숨은 글\npublished: false\npermalink: /숨은/\n---\n글\n");
  const std::string hidden = workshop.at("hidden.md").string();
  CHECK(workshop.run({"show", hidden}) == exit_done);
  CHECK(workshop.out.starts_with("left out of a site: “published: false” says that this post is not "
                                 "public, line 3\npermalink: /숨은/\npage: 숨은/\nslug: hidden\n"));
  CHECK(says(workshop.err, "hidden.md:3:12: warning: “published: false” says"));
  REQUIRE(workshop.run({"show", hidden, "--json"}) == exit_done);
  const auto shown = nlohmann::json::parse(workshop.out);
  CHECK(shown["published"] == false);
  CHECK(shown["permalink"] == "/숨은/");
  workshop.write("_drafts/draft.md", "---\ntitle: 초고\n---\n글\n");
  CHECK(workshop.run({"show", workshop.at("_drafts/draft.md").string()}) == exit_done);
  CHECK(workshop.out.starts_with(
      "left out of a site: it lies in a folder of drafts\npage: a/draft.html\nslug: draft\n"));
}

TEST_CASE("CP949로 적힌 파일은 그렇게 읽힌다") {
  Workshop workshop;
  // 똠방각하 쓔웅: beyond EUC-KR
  workshop.write("memo.txt", "\xB8\xDE\xB8\xF0\n\n\x8C\x63\xB9\xE6\xB0\xA2\xC7\xCF \x99\xD9\xBF\xF5\n");
  REQUIRE(workshop.run({"show", workshop.at("memo.txt").string()}) == exit_done);
  CHECK(says(workshop.out, "메모"));
  CHECK(says(workshop.out, "똠방각하"));
  CHECK(says(workshop.err,
             "memo.txt:1:1: warning: the file is CP949 (EUC-KR) (read as that; save it as UTF-8)"));
}

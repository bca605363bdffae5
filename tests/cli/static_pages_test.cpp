// The pages of a site that need no program.
#include <doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

#include "cli/page_addresses.h"
#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

} // namespace

TEST_CASE("글마다 프로그램 없이 읽는 페이지가 하나씩 있다") {
  Workshop workshop;
  workshop.write_post("2024-01-02-첫-글.md", "첫 <글> & 끝",
                      "## 마디\n\n[다음](#/2024-01-03-둘째/마디) [밖](https://example.org)\n\n## 또");
  workshop.write_post("2024-01-03-둘째.md", "둘째", "## 마디\n\n글");
  REQUIRE(workshop.build() == exit_done);
  const std::string page = workshop.read("site/a/2024-01-02-첫-글.html");
  CHECK(holds(page, "<h1>첫 &lt;글&gt; &amp; 끝</h1>"));
  CHECK(holds(page, "<time datetime=\"2024-01-02\">2024년 1월 2일</time>"));
  CHECK(holds(page, "<h2 id=\"마디\" data-b=\"0\">마디</h2>"));
  CHECK(holds(page, "<a href=\"2024-01-03-%EB%91%98%EC%A7%B8.html#%EB%A7%88%EB%94%94\" "
                    "data-route=\"#/2024-01-03-%EB%91%98%EC%A7%B8/%EB%A7%88%EB%94%94\">다음</a>"));
  CHECK(holds(page, "<a href=\"https://example.org\">밖</a>"));
  CHECK(holds(page, "<nav class=\"contents\""));
  CHECK(holds(page, "<a rel=\"next\" href=\"2024-01-03-%EB%91%98%EC%A7%B8.html\">둘째</a>"));
  CHECK(holds(
      page,
      "<a href=\"../c/%EC%8B%9C%ED%97%98.html\" data-route=\"#/category/%EC%8B%9C%ED%97%98\">시험</a>"));
  CHECK(count_of(page, "{{") == 0);
  CHECK(holds(workshop.read("site/index.html"), "a/2024-01-02-"));
  CHECK(holds(workshop.read("site/c/시험.html"), "../a/2024-01-02-"));
  CHECK(holds(workshop.read("site/404.html"), "search.html"));
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
}

TEST_CASE("주소를 모르면 절대 주소를 쓰지 않고, 알면 사이트 지도와 구독을 만든다") {
  Workshop workshop;
  workshop.write("posts/_config.yml", "timezone: Asia/Seoul\n");
  workshop.write_post("2024-01-02-글.md", "글",
                      "![그림](https://example.org/a.png)\n\n</title> ]]> </script>");
  REQUIRE(workshop.build() == exit_done);
  CHECK_FALSE(fs::exists(workshop.at("site/sitemap.xml")));
  CHECK_FALSE(holds(workshop.read("site/a/2024-01-02-글.html"), "canonical"));
  REQUIRE(workshop.build({"--base-url", "https://example.org/blog"}) == exit_done);
  const std::string page = workshop.read("site/a/2024-01-02-글.html");
  CHECK(
      holds(page, "<link rel=\"canonical\" href=\"https://example.org/blog/a/2024-01-02-%EA%B8%80.html\">"));
  CHECK(holds(page, "<meta property=\"og:image\" content=\"https://example.org/a.png\">"));
  CHECK(holds(workshop.read("site/sitemap.xml"),
              "<loc>https://example.org/blog/a/2024-01-02-%EA%B8%80.html</loc>"));
  CHECK(
      holds(workshop.read("site/feed.xml"), "<id>https://example.org/blog/a/2024-01-02-%EA%B8%80.html</id>"));
  CHECK(holds(workshop.read("site/feed.xml"), "<updated>2024-01-02T00:00:00+09:00</updated>"));
  CHECK(holds(workshop.read("site/404.html"), "action=\"https://example.org/blog/search.html\""));
  CHECK(holds(workshop.read("site/feed.json"), "\"date_published\": \"2024-01-02T00:00:00+09:00\""));
  CHECK(holds(page, "type=\"application/feed+json\" href=\"https://example.org/blog/feed.json\""));
  CHECK(holds(workshop.read("site/robots.txt"), "Sitemap: https://example.org/blog/sitemap.xml"));
}

TEST_CASE("글마다 품는 이가 읽을 oEmbed가 있고, 새 글은 남의 것을 바꾸지 않는다") {
  Workshop workshop;
  workshop.write_post("2024-01-02-글.md", "첫 \"글\" & <끝>", "가");
  workshop.write("posts/_posts/2024-01-03-둘.md",
                 "---\ntitle: 둘\npermalink: /2024/둘/\nauthor: 한 사람\n---\n나\n");
  REQUIRE(workshop.build() == exit_done);
  CHECK_FALSE(fs::exists(workshop.at("site/a/2024-01-02-글.oembed.json")));
  CHECK_FALSE(holds(workshop.read("site/a/2024-01-02-글.html"), "oembed"));
  REQUIRE(workshop.build({"--base-url", "https://example.org/blog", "--title", "누리집"}) == exit_done);
  const auto json = [&](const std::string& name) {
    return nlohmann::json::parse(workshop.read("site/" + name));
  };
  CHECK(holds(workshop.read("site/a/2024-01-02-글.html"),
              "<link rel=\"alternate\" type=\"application/json+oembed\" "
              "href=\"https://example.org/blog/a/2024-01-02-%EA%B8%80.oembed.json\">"));
  const nlohmann::json first = json("a/2024-01-02-글.oembed.json"),
                       second = json("2024/둘/index.oembed.json");
  CHECK(first["version"] == "1.0");
  CHECK(first["type"] == "rich");
  CHECK(first["title"] == "첫 \"글\" & <끝>");
  CHECK(first["provider_name"] == "누리집");
  CHECK(first["provider_url"] == "https://example.org/blog/");
  const std::string html = first["html"];
  CHECK(holds(html, "<iframe src=\"https://example.org/blog/a/2024-01-02-%EA%B8%80.html?embed\""));
  CHECK(holds(html, "title=\"첫 &quot;글&quot; &amp; &lt;끝&gt;\""));
  CHECK(second["author_name"] == "한 사람");
  CHECK(holds(second["html"].get<std::string>(), "src=\"https://example.org/blog/2024/%EB%91%98/?embed\""));
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);

  const fs::path file = workshop.at("site/a/2024-01-02-글.oembed.json");
  const auto then = fs::last_write_time(file) - std::chrono::hours(1);
  fs::last_write_time(file, then);
  workshop.write_post("2024-01-04-셋.md", "셋", "다");
  REQUIRE(workshop.build({"--base-url", "https://example.org/blog", "--title", "누리집"}) == exit_done);
  CHECK(fs::last_write_time(file) == then);
  CHECK(fs::exists(workshop.at("site/a/2024-01-04-셋.oembed.json")));
}

TEST_CASE("페이지마다 찾는 이와 미리 보기가 읽을 것이 있다") {
  Workshop workshop;
  workshop.write("posts/_config.yml", "title: 누리집\nurl: https://example.org\ntimezone: Asia/Seoul\n");
  workshop.write("posts/가.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>)");
  workshop.write_post("2024-01-01-앞.md", "앞", "앞 글");
  workshop.write("posts/_posts/2024-01-02-글.md",
                 "---\ntitle: 글\ndate: 2024-01-02 09:30\nlast_modified_at: 2024-02-03\nauthor: 지은이\n"
                 "categories: [시험]\ntags: [하나]\n---\n첫 문장.\n\n![가](/가.svg) "
                 "![나](https://example.org/나.png)\n");
  REQUIRE(workshop.build() == exit_done);
  const std::string page = workshop.read("site/a/2024-01-02-글.html");
  CHECK(holds(page, "<meta name=\"description\" content=\"첫 문장."));
  CHECK(holds(page, "<link rel=\"prev\" href=\"2024-01-01-%EC%95%9E.html\">"));
  CHECK(holds(page, "<meta property=\"og:locale\" content=\"ko_KR\">"));
  CHECK(holds(page, "<meta property=\"og:image\" content=\"https://example.org/%EB%82%98.png\">"));
  CHECK(holds(page, "<meta name=\"twitter:card\" content=\"summary_large_image\">"));
  CHECK(holds(page, "<meta property=\"article:published_time\" content=\"2024-01-02T09:30:00+09:00\">"));
  CHECK(holds(page, "\"@type\":\"NewsArticle\""));
  CHECK(holds(page, "\"datePublished\":\"2024-01-02T09:30:00+09:00\",\"dateModified\":\"2024-02-03\""));
  CHECK(holds(page, "\"author\":{\"@type\":\"Person\",\"name\":\"지은이\"}"));
  CHECK(holds(page,
              "\"position\":2,\"name\":\"시험\",\"item\":\"https://example.org/c/%EC%8B%9C%ED%97%98.html\""));
  CHECK(holds(page, "<a href=\"../?q=%ED%83%9C%EA%B7%B8%3A%ED%95%98%EB%82%98\" "
                    "data-route=\"#/search?q=%ED%83%9C%EA%B7%B8%3A%ED%95%98%EB%82%98\">#하나</a>"));
  const std::string home = workshop.read("site/index.html");
  CHECK(holds(home, "<meta name=\"description\" content=\"글 2편 · 글 · 앞\">"));
  CHECK(holds(home, "<link rel=\"canonical\" href=\"https://example.org/\">"));
  CHECK(holds(home, "\"urlTemplate\":\"https://example.org/search.html?q={search_term_string}\""));
  const std::string category = workshop.read("site/c/시험.html");
  CHECK(holds(category, "\"@type\":\"BreadcrumbList\""));
  CHECK(holds(category, "<meta property=\"og:title\" content=\"시험\">"));
  const std::string sitemap = workshop.read("site/sitemap.xml");
  CHECK(holds(sitemap, "<loc>https://example.org/</loc>"));
  CHECK(holds(sitemap, "</loc><lastmod>2024-02-03</lastmod>"));
  CHECK(holds(workshop.read("site/feed.xml"), "<published>2024-01-02T09:30:00+09:00</published>"));
  CHECK(holds(workshop.read("site/feed.xml"), "<author><name>지은이</name>"));

  // Nobody has said by which clock.
  workshop.write("posts/_config.yml", "title: 누리집\nurl: https://example.org\n");
  REQUIRE(workshop.build() == exit_done);
  CHECK(holds(workshop.read("site/a/2024-01-02-글.html"), "\"datePublished\":\"2024-01-02\""));
}

TEST_CASE("주소를 모르는 누리집은 빠진 것을 한 번 알리고, --strict로도 지어진다") {
  Workshop workshop;
  workshop.write_post("2024-01-02-글.md", "글", "글");
  workshop.write_post("2024-01-03-글.md", "글", "글");
  REQUIRE(workshop.build({"--strict"}) == exit_done);
  CHECK(count_of(workshop.err, "no canonical addresses") == 1);
  CHECK(holds(workshop.err, "1 warning: 1 no_site_url"));
  REQUIRE(workshop.build({"--base-url", "https://example.org"}) == exit_done);
  CHECK(workshop.err.empty());
  REQUIRE(workshop.run({"build", workshop.at("posts").string(), "--search-only", "--out",
                        workshop.at("search").string(), "--page", workshop.at("page").string()}) ==
          exit_done);
  CHECK(workshop.err.empty());
}

TEST_CASE("달마다 페이지가 하나씩 있고, 새 글은 제 달의 것만 바꾼다") {
  Workshop workshop;
  workshop.write_post("2023-12-31-앞.md", "앞", "글");
  workshop.write_post("2024-01-02-하나.md", "하나", "글");
  workshop.write_post("2024-01-03-둘.md", "둘", "글");
  workshop.write_post("날짜-없음.md", "날짜 없음", "글");
  REQUIRE(workshop.build() == exit_done);
  CHECK(holds(workshop.read("site/index.html"), "<a href=\"archive.html\">달별로 보기</a>"));
  const std::string all = workshop.read("site/archive.html"),
                    last = workshop.read("site/archive/2024-01.html");
  CHECK(holds(
      all, "2024년</h2>\n<ul class=\"bare\">\n<li><a href=\"archive/2024-01.html\">1월</a> <small>글 2편"));
  CHECK(all.find("archive/2024-01.html") < all.find("archive/2023-12.html"));
  CHECK(all.find("archive/2023-12.html") < all.find("archive/undated.html"));
  CHECK(last.find(">둘</a>") < last.find(">하나</a>"));
  CHECK(holds(last, "<a rel=\"next\" href=\"2023-12.html\">"));
  CHECK(holds(workshop.read("site/archive/undated.html"), ">날짜 없음</a>"));
  const std::string before = workshop.read("site/archive/2023-12.html");
  workshop.write_post("2024-01-04-셋.md", "셋", "글");
  REQUIRE(workshop.build() == exit_done);
  CHECK(workshop.read("site/archive/2023-12.html") == before);
  CHECK(count_of(workshop.read("site/archive/2024-01.html"), "<li class=\"entry") == 3);

  workshop.write("posts/_config.yml", "lang: en\n");
  REQUIRE(workshop.build() == exit_done);
  CHECK(holds(workshop.read("site/index.html"), "<a href=\"archive.html\">By month</a>"));
  CHECK(holds(workshop.read("site/archive.html"),
              "<a href=\"archive/2023-12.html\">December</a> <small>1 article<"));
}

TEST_CASE("이름을 말하지 않은 누리집은 글이 있는 폴더의 이름이다") {
  Workshop workshop;
  workshop.write_post("2024-01-02-글.md", "글", "글");
  for (const char* as : {"posts", "posts/", "posts/.", "posts/../posts"}) {
    REQUIRE(workshop.run({"build", workshop.at(as).string(), "--out", workshop.at("site").string(), "--page",
                          workshop.at("page").string()}) == exit_done);
    const std::string home = workshop.read("site/index.html");
    CHECK(holds(home, "<title>posts</title>"));
    CHECK(holds(home, "<meta name=\"description\" content=\"글 1편 · 글\">"));
  }
}

TEST_CASE("지은 파일의 수에는 페이지도 든다") {
  Workshop workshop;
  for (int i = 10; i < 30; ++i) workshop.write_post("2024-01-" + std::to_string(i) + "-글.md", "글", "글");
  REQUIRE(workshop.build() == exit_done);
  const std::size_t files = workshop.files("site").size() - 1; // files.json is the last
  CHECK(holds(workshop.out, "Writing files: " + std::to_string(files) + " in "));
}

TEST_CASE("목록은 오래된 쪽부터 번호를 매기므로 새 글은 앞쪽만 바꾼다") {
  Workshop workshop;
  const auto post = [&](int day) {
    const std::string two = (day % 28 < 9 ? "0" : "") + std::to_string(day % 28 + 1),
                      month = day < 252 ? "0" + std::to_string(1 + day / 28) : "10";
    workshop.write_post("2024-" + month + "-" + two + "-글.md", "글 " + std::to_string(day), "글");
  };
  for (int day = 0; day < 120; ++day) post(day);
  REQUIRE(workshop.build() == exit_done);
  CHECK(count_of(workshop.read("site/index.html"), "<li class=\"entry") == 70);
  CHECK(count_of(workshop.read("site/list-1.html"), "<li class=\"entry") == 50);
  CHECK_FALSE(fs::exists(workshop.at("site/list-2.html")));
  const std::string oldest = workshop.read("site/list-1.html");
  post(120);
  REQUIRE(workshop.build() == exit_done);
  CHECK(workshop.read("site/list-1.html") == oldest);
  CHECK(count_of(workshop.read("site/index.html"), "<li class=\"entry") == 71);
}

TEST_CASE("지운 글의 페이지는 남지 않고, 발행인이 놓은 파일은 남는다") {
  Workshop workshop;
  workshop.write_post("2024-01-02-글.md", "글", "글");
  workshop.write_post("2024-01-03-지울-글.md", "지울 글", "글");
  REQUIRE(workshop.build({"--base-url", "https://example.org"}) == exit_done);
  workshop.write("site/a/내가-놓은.html", "내 것");
  workshop.write("site/robots.txt", "내 것");
  fs::remove(workshop.at("posts/_posts/2024-01-03-지울-글.md"));
  REQUIRE(workshop.build({"--base-url", "https://example.org"}) == exit_done);
  CHECK_FALSE(fs::exists(workshop.at("site/a/2024-01-03-지울-글.html")));
  CHECK(workshop.read("site/a/내가-놓은.html") == "내 것");
}

TEST_CASE("빌드 앞에 있던 robots.txt와 404.html은 발행인의 것이다") {
  Workshop workshop;
  workshop.write_post("2024-01-02-글.md", "글", "글");
  REQUIRE(workshop.build() == exit_done);
  workshop.write("site/robots.txt", "내 것");
  REQUIRE(workshop.build({"--base-url", "https://example.org"}) == exit_done);
  CHECK(workshop.read("site/robots.txt") == "내 것");
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
}

TEST_CASE("이름이 목록의 쪽 번호 같은 갈래도 제 자리가 있다") {
  CHECK(list_page(list_of_category("시험"), 1) == "c/시험-1.html");
  CHECK(list_page(list_of_category("시험-1"), 0) != "c/시험-1.html");
  CHECK(list_page(list_of_category("시험-가"), 0) == "c/시험-가.html");
}

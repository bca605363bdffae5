// A publisher's own addresses, from posts to the files of a site.
#include <doctest.h>

#include <algorithm>

#include "cli/page_addresses.h"
#include "cli/post_links.h"
#include "cli/post_pages.h"
#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

struct Blog : Workshop {
  explicit Blog(std::string_view config = "permalink: pretty\n") { write("posts/_config.yml", config); }
  void post(const std::string& name, const std::string& front, const std::string& body = "글") const {
    write("posts/_posts/" + name + ".md", "---\ntitle: " + name + "\n" + front + "---\n" + body + "\n");
  }
  bool has(const std::string& file) const { return fs::exists(at("site/" + file)); }
};

} // namespace

TEST_CASE("글은 발행인이 정한 주소에 놓이고, 모든 고리가 그리로 이끈다") {
  Blog blog("permalink: /:categories/:year/:title/\nurl: https://example.org\nbaseurl: /blog\n");
  blog.post("2024-01-02-첫-글", "categories: [뉴스]\n",
            "## 마디\n\n[다음](/blog/2024/%EB%91%98%EC%A7%B8#마디) [그림](a.svg) ![그림](/a.svg)");
  blog.post("2024-01-03-둘째", "", "## 마디\n\n[앞](https://example.org/blog/뉴스/2024/첫-글/index.html)");
  blog.write("posts/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  REQUIRE(blog.build() == exit_done);
  CHECK_FALSE(blog.has("a"));
  const std::string page = blog.read("site/뉴스/2024/첫-글/index.html");
  CHECK(holds(page,
              "href=\"../../../2024/%EB%91%98%EC%A7%B8/#%EB%A7%88%EB%94%94\" data-route=\"#/2024-01-03-"));
  CHECK(holds(page, "<a rel=\"next\" href=\"../../../2024/%EB%91%98%EC%A7%B8/\">"));
  CHECK(holds(page, "src=\"../../../media/a-"));
  CHECK(holds(page, "<a href=\"../../../c/%EB%89%B4%EC%8A%A4.html\" data-route=\"#/category/"));
  CHECK(holds(page, "href=\"../../../#/2024-01-02-%EC%B2%AB-%EA%B8%80\""));
  const std::string address = "https://example.org/blog/%EB%89%B4%EC%8A%A4/2024/%EC%B2%AB-%EA%B8%80/";
  CHECK(holds(page, "<link rel=\"canonical\" href=\"" + address + "\">"));
  CHECK(holds(page, "\"mainEntityOfPage\":\"" + address + "\""));
  CHECK(holds(blog.read("site/2024/둘째/index.html"),
              "href=\"../../%EB%89%B4%EC%8A%A4/2024/%EC%B2%AB-%EA%B8%80/\" data-route=\"#/2024-01-02-"));
  CHECK(holds(blog.read("site/index.html"), "href=\"2024/%EB%91%98%EC%A7%B8/\""));
  CHECK(holds(blog.read("site/c/뉴스.html"), "href=\"../%EB%89%B4%EC%8A%A4/2024/%EC%B2%AB-%EA%B8%80/\""));
  CHECK(holds(blog.read("site/sitemap.xml"), "<loc>" + address + "</loc>"));
  CHECK(holds(blog.read("site/feed.xml"), "<id>" + address + "</id>"));
  CHECK(holds(blog.read("site/feed.xml"), "href=&quot;https://example.org/blog/2024/%EB%91%98%EC%A7%B8/#"));
  CHECK(blog.run({"check", blog.at("site").string()}) == exit_done);
}

TEST_CASE("전에 있던 주소에는 옮겨 간 곳으로 이끄는 페이지가 선다") {
  Blog blog("permalink: /:title.html\nurl: https://example.org\n");
  blog.post("2024-01-02-글", "redirect_from: /옛/글/\naliases:\n  - 더-옛-글\n  - /글.html\n");
  REQUIRE(blog.build() == exit_done);
  CHECK(holds(blog.read("site/글.html"), "<h1>2024-01-02-글</h1>"));
  const std::string stub = blog.read("site/옛/글/index.html");
  CHECK(holds(stub, "<link rel=\"canonical\" href=\"https://example.org/%EA%B8%80.html\">"));
  CHECK(holds(stub, "content=\"0; url=../../%EA%B8%80.html\""));
  CHECK(holds(stub, "<a href=\"../../%EA%B8%80.html\">2024-01-02-글</a>"));
  CHECK(holds(stub, "noindex"));
  CHECK(blog.has("더-옛-글/index.html"));
}

TEST_CASE("두 글이 한 주소를 바라면 앞의 것이 가지고, 둘 다 읽을 수 있다") {
  Blog blog;
  blog.post("2024-01-02-가", "permalink: /글/\n");
  blog.post("2024-01-03-나", "permalink: /글/index.html\n");
  blog.post("2024-01-04-다", "permalink: /News/가/\n");
  blog.post("2024-01-05-라", "permalink: /news/나/\n");
  blog.post("2024-01-06-마", "permalink: /글.html/\n");
  blog.post("2024-01-07-바", "permalink: /글\nredirect_from: [/News/가/, /옛/]\n");
  REQUIRE(blog.build() == exit_done);
  CHECK(holds(blog.read("site/글/index.html"), "2024-01-02-가"));
  CHECK(blog.has("a/2024-01-03-나.html"));
  CHECK(holds(blog.err, "2024-01-03-나.md:3:12: warning: “/글/” is taken by "));
  CHECK(blog.has("News/가/index.html"));
  CHECK(blog.has("a/2024-01-05-라.html"));
  CHECK(blog.has("글.html/index.html"));
  CHECK(blog.has("a/2024-01-07-바.html")); // where it would lie is a folder
  CHECK(blog.has("옛/index.html"));
  CHECK(holds(blog.err, "5 warnings: 1 no_site_url, 3 permalink_taken, 1 redirect_taken"));
  CHECK(blog.run({"check", blog.at("site").string()}) == exit_done);
}

TEST_CASE("누리집의 파일이 있는 곳은 글의 것이 되지 않는다") {
  Blog blog;
  int number = 0;
  for (const char* permalink : {"/index.html",
                                "/404.html",
                                "/open.html",
                                "/hanji-opened/글/",
                                "/search.html",
                                "/List.html",
                                "/list-1.html",
                                "/bundle/글/",
                                "/media/글.html",
                                "/fonts/글/",
                                "/c/뉴스.html",
                                "/files.json/",
                                "/_headers/",
                                "/feed.xml/",
                                "/sitemap.xml/글/",
                                "/sitemap-1.xml/",
                                "/robots.txt/",
                                "/service_worker.js/",
                                "/page-0123456789abcdef/글/",
                                "/icon.svg/",
                                "/A/글/",
                                "/archive.html",
                                "/archive/2024-01.html",
                                "/archive/undated",
                                "/Archive/2024/글/",
                                "/CNAME/",
                                "/a/2024-01-02-0.html"}) {
    blog.post("2024-01-02-" + std::to_string(number++), "permalink: " + std::string(permalink) + "\n");
  }
  REQUIRE(blog.build() == exit_done);
  // The first one's own usual address is what the last one asks for.
  CHECK(holds(blog.err, std::to_string(number + 1) + " warnings: 1 bad_permalink, 1 no_site_url, " +
                            std::to_string(number - 1) + " permalink_taken"));
  for (int i = 0; i < number; ++i) CHECK(blog.has("a/2024-01-02-" + std::to_string(i) + ".html"));
  CHECK(blog.run({"check", blog.at("site").string()}) == exit_done);
}

TEST_CASE("주소를 바꾸거나 글을 지우면 옛 페이지는 남지 않고, 그 곁에 발행인이 놓은 파일은 남는다") {
  Blog blog;
  blog.post("2024-01-02-가", "");
  blog.post("2024-02-03-나", "");
  REQUIRE(blog.build() == exit_done);
  CHECK(blog.has("2024/01/02/가/index.html"));
  blog.write("site/2024/내가-놓은.html", "내 것");
  blog.write("site/2024/01/02/가/내-그림.png", "내 것");
  fs::remove(blog.at("posts/_posts/2024-02-03-나.md"));
  blog.write("posts/_config.yml", "permalink: /2024/:title\n");
  REQUIRE(blog.build() == exit_done);
  CHECK(blog.has("2024/가.html"));
  CHECK_FALSE(blog.has("2024/01/02/가/index.html"));
  CHECK_FALSE(blog.has("2024/02"));
  CHECK(blog.read("site/2024/내가-놓은.html") == "내 것");
  CHECK(blog.read("site/2024/01/02/가/내-그림.png") == "내 것");
  CHECK(blog.run({"check", blog.at("site").string()}) == exit_done);
}

TEST_CASE("발행인이 놓은 폴더에 글이 놓여도 그 안의 파일은 남는다") {
  Blog blog("title: 누리집\n");
  blog.post("2024-01-02-가", "");
  REQUIRE(blog.build() == exit_done);
  blog.write("site/자료/표.csv", "1,2");
  blog.post("2024-01-03-나", "permalink: /자료/설명/\n");
  REQUIRE(blog.build() == exit_done);
  CHECK(blog.has("자료/설명/index.html"));
  CHECK(blog.read("site/자료/표.csv") == "1,2");
}

TEST_CASE("글을 가리키는 주소는 어떻게 적혀도 그 글로 이끈다") {
  PostLinks links({"https://example.org/blog", "http://old.example"}, "/blog");
  links.add_page("2024/글/", "2024-01-02-글");
  links.add_page("새.html", "새-글");
  links.add_file("안내/시작", "안내/시작", "시작");
  links.add_file("안내/index", "안내/index", "index");
  const auto led = [&](std::string_view url, std::string_view page = "2024/글/",
                       std::string_view file = "안내/시작") {
    const auto target = links.target(page, file, url);
    if (!target) return std::string("밖");
    return target->address + (target->fragment.empty() ? "" : "/" + target->fragment);
  };
  const std::string slug = "#/2024-01-02-%EA%B8%80";
  for (const char* url : {"/2024/글/", "/2024/글", "/blog/2024/글/", "/2024/%EA%B8%80/index.html",
                          "https://example.org/blog/2024/글/", "//example.org/2024/글",
                          "http://old.example/2024/글/?utm=1", "../글/", "./", "2024/글/"})
    CHECK_MESSAGE(led(url) == slug, url);
  CHECK(led("/2024/글/#마디") == slug + "/마디");
  CHECK(led("../../새.html") == "#/%EC%83%88-%EA%B8%80");
  CHECK(led("/새") == "#/%EC%83%88-%EA%B8%80");
  CHECK(led("/안내/시작/") == "#/%EC%8B%9C%EC%9E%91");
  CHECK(led("/안내/시작.html") == "#/%EC%8B%9C%EC%9E%91");
  CHECK(led("시작.md", "a/다른.html", "안내/다른") == "#/%EC%8B%9C%EC%9E%91");
  CHECK(led("/안내/") == "#/index");
  CHECK(led("#/2024-01-02-글/마디") == slug + "/마디");
  CHECK(led("post:시작") == "#/%EC%8B%9C%EC%9E%91");
  for (const char* url : {"", "#마디", "#/", "https://other.example/2024/글/", "mailto:a@example.org",
                          "javascript:alert(1)", "/", "https://example.org", "/feed.xml", "?q=글"})
    CHECK_MESSAGE(led(url) == "밖", url);
  for (const char* url : {"#/없는", "/없는/", "/%FF/", "post:없는", "없는.md"})
    CHECK_MESSAGE(led(url).empty(), url);
}

TEST_CASE("한 페이지에서 다른 페이지로 가는 길은 가장 가깝다") {
  CHECK(address_from("a/가.html", "a/나.html") == "%EB%82%98.html");
  CHECK(address_from("2024/01/가/", "2024/02/나/") == "../../02/%EB%82%98/");
  CHECK(address_from("2024/가/", "2024/가/") == "./");
  CHECK(address_from("가.html", "2024/나/") == "2024/%EB%82%98/");
  CHECK(address_from("2024/나/", "가.html") == "../../%EA%B0%80.html");
  CHECK(address_from("", "가.html") == "%EA%B0%80.html");
  CHECK(address_from("가나/글/", "가/글/") == "../../%EA%B0%80/%EA%B8%80/");
}

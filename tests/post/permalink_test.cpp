#include <doctest.h>

#include "post/config.h"
#include "post/permalink.h"
#include "post/read_post.h"

using namespace hanji;

namespace {

const std::vector<std::string> categories{"뉴스", "IT News", "뉴스"};

std::string expanded(std::string_view permalink, std::string_view name = "2019-05-01-Rain-&-눈",
                     std::string_view slug = "") {
  const Date date{2019, 5, 1, 9, 3, 7};
  return expand_permalink(permalink_template(permalink),
                          {name, std::string("2019/") + std::string(name), slug, categories, date});
}

std::string page(std::string_view permalink, Endless endless = Endless::file) {
  const Result<std::string> result = page_at(permalink, endless);
  return result ? *result : "! " + result.error().message;
}

bool refused(std::string_view permalink) { return !page_at(permalink).has_value(); }

ReadPost post(std::string_view front, PostRules rules = {},
              std::string_view path = "posts/2019-05-01-글.md") {
  const auto read = read_post("---\ntitle: 글\n" + std::string(front) + "---\n글\n", path, rules);
  REQUIRE(read);
  return *read;
}

PostRules with_template(std::string_view permalink) {
  PostRules rules;
  rules.configured = true;
  rules.permalink = permalink_template(permalink);
  return rules;
}

} // namespace

TEST_CASE("이름 붙은 꼴은 Jekyll의 것이다") {
  CHECK(expanded("date") == "/뉴스/it news/2019/05/01/Rain-&-눈.html");
  CHECK(expanded("pretty") == "/뉴스/it news/2019/05/01/Rain-&-눈/");
  CHECK(expanded("ordinal") == "/뉴스/it news/2019/121/Rain-&-눈.html");
  CHECK(expanded("weekdate") == "/뉴스/it news/2019/W18/WED/Rain-&-눈.html");
  CHECK(expanded("none") == "/뉴스/it news/Rain-&-눈.html");
}

TEST_CASE("자리표마다 Jekyll이 넣는 것을 넣는다") {
  CHECK(expanded(":year/:short_year/:month/:i_month/:short_month/:long_month") == "2019/19/05/5/MAY/May");
  CHECK(expanded(":day/:i_day/:y_day/:week/:w_year/:w_day/:short_day/:long_day") ==
        "01/1/121/18/2019/3/WED/Wednesday");
  CHECK(expanded(":hour:minute:second") == "090307");
  CHECK(expanded(":slug|:name") == "rain-눈|2019-05-01-rain-눈");
  CHECK(expanded(":slugified_categories") == "뉴스/it-news");
  CHECK(expanded(":path|:collection|:output_ext") == "2019/2019-05-01-Rain-&-눈|posts|.html");
  CHECK(expanded(":title|:slug", "2019-05-01-x", "My Own 이름!") == "My-Own-이름!|my-own-이름");
  CHECK(expanded(":title", "소개...") == "소개");
  CHECK(expanded(":title", "2019-05-이름") == "2019-05-이름");
  CHECK(expanded(":title", "19-5-1-이름") == "이름");
  CHECK(expanded(":title_:year") == "Rain-&-눈_2019");
  CHECK(expanded(":year/:title/", "2019-05-01-헥소") == "2019/헥소/"); // Hexo's begins without a slash
}

TEST_CASE("한 해의 첫 주와 마지막 주는 ISO 8601의 해를 따른다") {
  const auto week = [](Date date) {
    return expand_permalink(":w_year-:week-:w_day", {"", "", "", {}, date});
  };
  CHECK(week({2021, 1, 3, 0, 0, 0}) == "2020-53-7");
  CHECK(week({2024, 12, 30, 0, 0, 0}) == "2025-01-1");
  CHECK(week({2024, 2, 29, 0, 0, 0}) == "2024-09-4");
}

TEST_CASE("모르는 자리표는 이름으로 알린다") {
  CHECK(unknown_placeholder("/:year/:hash/") == ":hash");
  CHECK_FALSE(unknown_placeholder("/:categories/:title_/"));
  CHECK(names_date("/:title/:i_day"));
  CHECK_FALSE(names_date("/:categories/:title/"));
}

TEST_CASE("길은 끝에 따라 폴더나 파일이 된다") {
  CHECK(page("/2019/05/01/글/") == "2019/05/01/글/");
  CHECK(page("2019//글.html") == "2019/글.html");
  CHECK(page("/글/index.html") == "글/");
  CHECK(page("/글/index") == "글/");
  CHECK(page("/글") == "글.html");
  CHECK(page("/v1.0") == "v1.0.html");
  CHECK(page("/글", Endless::folder) == "글/");
  CHECK(page("/글.html", Endless::folder) == "글.html");
  CHECK(page("/%EA%B8%80/50%25/") == "글/50%/");
  CHECK(page("/\u1100\u1161/") == "가/"); // NFC
}

TEST_CASE("누리집 밖이나 파일이 될 수 없는 길은 받지 않는다") {
  for (const char* bad : {"/",          "",
                          "index.html", "/../밖/",
                          "/글/..",     "/a/%2e%2e/b",
                          "/a%2Fb/",    "/a%5Cb",
                          "/a\\b/",     "/a%00b/",
                          "/a%0Ab/",    "/a\u0085b/",
                          "/%FF/",      "/.git/hooks/",
                          "/a/.html",   "/CON/",
                          "/nul.html",  "/com1.txt/",
                          "/Lpt9 .x/",  "/COM²/",
                          "/a./b",      "/a /b/",
                          "/a:b/",      "/a?b",
                          "/a*/",       "https://example.org/a/"})
    CHECK_MESSAGE(refused(bad), bad);
  CHECK_FALSE(refused("/console/com10/nullable/"));
  std::string part(195, 'a');
  CHECK_FALSE(refused("/" + part));
  CHECK(refused("/" + part + "b"));
  CHECK(
      refused("/" + std::string(90, 'a') + "/" + std::string(100, 'b') + "/" + std::string(101, 'c') + "/"));
}

TEST_CASE("글은 제 머리말, 없으면 설정의 틀이 말하는 주소를 바란다") {
  CHECK(post("").page.path.empty());
  CHECK(post("", with_template("pretty")).page.path == "2019/05/01/글/");
  CHECK(post("permalink: /소개\n", with_template("pretty")).page == PostPage{"소개.html", 3, 12});
  CHECK(post("permalink: /:year/소개/\n").page.path == "2019/소개/");
  CHECK(post("url: /about\n").page.path == "about/");
  CHECK(post("url: https://example.org/about\n", with_template("none")).page.path == "글.html");
  CHECK(post("slug: 새 이름\n", with_template("pretty")).page.path == "2019/05/01/새-이름/");
  PostRules hugo;
  hugo.folder = "content";
  CHECK(post("slug: My Post\n", hugo, "content/Blog/2019.md").page.path == "blog/my-post/");
  PostRules jekyll;
  jekyll.configured = true;
  CHECK(post("slug: 이름\n", jekyll).page.path.empty());
}

TEST_CASE("쓸 수 없는 주소는 그 줄에서 알리고 여느 주소를 쓴다") {
  const auto warned = [](const ReadPost& read, std::string_view code, std::uint32_t line) {
    REQUIRE(read.diagnostics.size() == 1);
    CHECK(read.diagnostics[0].code == code);
    CHECK(read.diagnostics[0].line == line);
    CHECK(read.page.path.empty());
  };
  warned(post("permalink: /../밖/\n"), "bad_permalink", 3);
  warned(post("date: 2019-05-01\npermalink: /:hash/\n"), "bad_permalink", 4);
  warned(post("", with_template("pretty"), "posts/소개.md"), "permalink_undated", 1);
  const ReadPost read = post("redirect_from: /a%2Fb\n");
  warned(read, "bad_redirect", 3);
  CHECK(read.redirects.empty());
}

TEST_CASE("전에 있던 주소는 하나로도 여럿으로도 적힌다") {
  CHECK(post("redirect_from: /옛/글\n").redirects == std::vector{PostPage{"옛/글.html", 3, 16}});
  const ReadPost read =
      post("permalink: /새/글/\nredirect_from:\n  - /가/\n  - 나.html\naliases: [옛-글, ../더/옛-글, /다]\n");
  std::vector<std::string> paths;
  for (const PostPage& each : read.redirects) paths.push_back(each.path);
  CHECK(paths == std::vector<std::string>{"가/", "나.html", "새/옛-글/", "더/옛-글/", "다/"});
}

TEST_CASE("설정에서 글의 틀은 defaults, collections, permalink의 차례로 앞선다") {
  const auto permalink = [](std::string_view yaml) {
    std::vector<Diagnostic> diagnostics;
    const SiteConfig config = read_config(yaml, "_config.yml", diagnostics);
    return config.permalink + (diagnostics.empty() ? "" : "!" + std::to_string(diagnostics[0].line));
  };
  CHECK(permalink("title: x\n").empty());
  CHECK(permalink("permalink: none\n") == "/:categories/:title:output_ext");
  CHECK(permalink("collections:\n  posts:\n    permalink: /b/:title/\npermalink: /a/:title/\n") ==
        "/b/:title/");
  CHECK(permalink("permalink: /a/\ndefaults:\n  - scope: {path: '', type: posts}\n    values: {permalink: "
                  "'/c/:title/'}\n  - "
                  "scope: {path: wiki}\n    values: {permalink: /d/}\n") == "/c/:title/");
  CHECK(permalink("title: x\npermalink: /:category/:hash/\n") == "!2");
}

#include <doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

#include "bundle/manifest.h"
#include "tests/cli/workshop.h"
#include "tests/skip.h"

using namespace hanji;
using namespace std::string_literals;

namespace {

// A picture of 2 × 1 pixels.
const std::string tiny_svg = R"(<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>)";

Manifest manifest_of(const Workshop& workshop) {
  const auto manifest = parse_manifest(workshop.read("site/bundle/bundle.json"));
  REQUIRE(manifest);
  return *manifest;
}

} // namespace

TEST_CASE("a folder of posts becomes a site") {
  Workshop workshop;
  workshop.write_post("2024-01-02-둘.md", "둘째 글", "## 머리\n\n밀물과 썰물.");
  workshop.write_post("2024-01-01-하나.html", "첫 글", "<p>라브로프 장관</p>");
  workshop.write("posts/_config.yml", "title: 나의 <글>\ndescription: 설명\nlang: ko\n");
  REQUIRE(workshop.build({"--base-url", "https://example.org"}) == exit_done);
  CHECK(workshop.err.empty());
  CHECK(workshop.out.find("2 articles from 2 posts") != std::string::npos);

  const Manifest manifest = manifest_of(workshop);
  CHECK(manifest.articles == 2);
  CHECK(manifest.title == "나의 <글>");
  CHECK(manifest.categories.front().articles == 2);

  const std::string html = workshop.read("site/index.html");
  CHECK(html.find("<title>나의 &lt;글&gt;</title>") != std::string::npos);
  CHECK(html.find("lang=\"ko\"") != std::string::npos);
  CHECK(html.find("{{") == std::string::npos);
  const std::string page = html.substr(html.find("page-"), 21);
  CHECK(workshop.read("site/" + page + "/host.js") == "import './other.mjs'");
  CHECK(fs::exists(workshop.at("site/icon.svg")));
  CHECK(workshop.read("site/service_worker.js").find(page) != std::string::npos);
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
}

TEST_CASE("the same posts give the same bytes, whatever the number of threads") {
  Workshop workshop;
  for (int i = 0; i < 40; ++i)
    workshop.write_post("2024-01-" + std::to_string(10 + i % 20) + "-글" + std::to_string(i) + ".md",
                        "글 " + std::to_string(i), "본문.");
  REQUIRE(workshop.build({"--jobs", "1"}) == exit_done);
  const std::string one = workshop.read("site/files.json");
  REQUIRE(workshop.build({"--jobs", "7"}) == exit_done);
  CHECK(workshop.read("site/files.json") == one);
  workshop.write_post("2024-01-10-글0.md", "글 0", "다른 본문.");
  REQUIRE(workshop.build() == exit_done);
  CHECK(workshop.read("site/files.json") != one);
}

TEST_CASE("pictures of the publisher's are copied and named by their content; what is missing is a warning "
          "with its place") {
  Workshop workshop;
  workshop.write("posts/assets/그림 하나.svg", tiny_svg);
  workshop.write("posts/_posts/가까이.svg", tiny_svg + " ");
  workshop.write("secret.svg", tiny_svg);
  workshop.write_post(
      "글.md", "글",
      "<img src=\"/assets/%EA%B7%B8%EB%A6%BC%20%ED%95%98%EB%82%98.svg\">\n\n<img src=\"가까이.svg\">\n\n"
      "<img src=\"https://example.org/a.png\">\n\n<img src=\"/없다.png\">\n\n<img src=\"../../secret.svg\">");
  REQUIRE(workshop.build() == exit_done);
  const std::vector<std::string> files = workshop.files("site/media");
  REQUIRE(files.size() == 2);
  for (const std::string& name : files) {
    CHECK(name.starts_with("picture-"));
    CHECK(name.ends_with(".svg"));
  }
  CHECK(workshop.err.find("글.md:11:11: warning: the picture /없다.png is not there") != std::string::npos);
  CHECK(workshop.err.find("secret.svg is not there") != std::string::npos);
}

TEST_CASE("없는 그림이 아주 많아도 저마다 제자리를 말한다") {
  Workshop workshop;
  std::string body;
  for (int i = 0; i < 5'000; ++i) body += "![그림](/" + std::to_string(i % 2'500) + ".png)\n\n";
  workshop.write("posts/_posts/글.md", "---\ntitle: 글\nimage: /4.png\n---\n" + body + "![그림](/%41.png)");
  REQUIRE(workshop.build({"--base-url", "https://example.org", "--report",
                          workshop.at("report.json").string()}) == exit_done);
  const auto warnings = nlohmann::json::parse(workshop.read("report.json"))["warnings"];
  REQUIRE(warnings.size() == 5'001);
  std::vector<int> lines;
  for (const auto& warning : warnings) lines.push_back(warning["line"]);
  std::ranges::sort(lines);
  CHECK(lines[0] == 3); // of the front matter, which is the first
  CHECK(lines[1] == 5);
  CHECK(std::ranges::adjacent_find(lines) == lines.end());
  CHECK(lines.back() == 10'005);
}

TEST_CASE("그림의 이름은 그 내용이 말하는 꼬리를 단다") {
  Workshop workshop;
  const std::string png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s, avif = "\0\0\0\x1C"
                                                                   "ftypavif\0\0\0\0avifmif1"s;
  workshop.write("posts/bare", png);
  workshop.write("posts/upper.JPG", "\xFF\xD8\xFF\xE0");
  workshop.write("posts/wrong.html", avif);
  workshop.write("posts/proxy.php", "GIF89a");
  workshop.write(
      "posts/drawing",
      "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- <svg> -->\n<!DOCTYPE svg [\n<!ENTITY a \"b\">\n]>" +
          tiny_svg);
  workshop.write("posts/photo", "RIFF\x20\0\0\0WEBPVP8 "s);
  workshop.write("posts/page.html", "<html><svg></svg><script>alert(1)</script>");
  workshop.write("posts/noise", "아무것도 아니다");
  workshop.write("posts/broken.png", "아무것도 아니지만 png라 한다");
  std::string body;
  for (const char* name : {"bare", "upper.JPG", "wrong.html", "proxy.php", "drawing", "photo", "page.html",
                           "noise", "broken.png"})
    body += "![그림](/"s + name + ")\n\n";
  workshop.write_post("글.md", "글", body);
  REQUIRE(workshop.build() == exit_done);
  std::vector<std::string> names = workshop.files("site/media");
  for (std::string& name : names) { // without the hash, which the worker knows it by
    const std::size_t hash = name.rfind('-');
    REQUIRE(name.find_first_not_of("0123456789abcdef", hash + 1) == hash + 17);
    REQUIRE(name[hash + 17] == '.');
    name.erase(hash, 17);
  }
  std::ranges::sort(names);
  CHECK(names == std::vector<std::string>{"bare.png", "broken.png", "drawing.svg", "noise.bin", "page.bin",
                                          "photo.webp", "proxy.gif", "upper.jpg", "wrong.avif"});
  CHECK(workshop.err.find(
            "글.md:17:11: warning: the picture /page.html is of no kind that browsers show (copied all "
            "the same)") != std::string::npos);
  CHECK(workshop.err.find("2 unknown_picture") != std::string::npos);
}

TEST_CASE("a report counts everything; --strict refuses and leaves the old site") {
  Workshop workshop;
  workshop.write_post("글.md", "글", "본문.");
  REQUIRE(workshop.build() == exit_done);
  const std::string before = workshop.read("site/files.json");
  workshop.write_post("나쁜.md", "[괄호] 제목", "본문.");
  CHECK(workshop.build({"--strict", "--report", workshop.at("report.json").string()}) == exit_strict);
  CHECK(workshop.read("site/files.json") == before);

  CHECK(workshop.build({"--report", workshop.at("report.json").string()}) == exit_done);
  const auto report = nlohmann::json::parse(workshop.read("report.json"));
  CHECK(report["posts"] == 2);
  CHECK(report["articles"] == 2);
  CHECK(report["skipped"].empty());
  REQUIRE(report["warnings"].size() == 2);
  const auto& warning = report["warnings"][1]; // the first is about the whole site
  CHECK(warning["file"].get<std::string>().ends_with("나쁜.md"));
  CHECK(warning["line"] == 2);
  CHECK_FALSE(warning["code"].get<std::string>().empty());
  CHECK_FALSE(warning["recovery"].get<std::string>().empty());
  CHECK(report["bytes"]["articles"].get<int>() > 0);
}

TEST_CASE("공개하지 않는다고 적은 글은 누리집 어디에도 없고, 까닭이 자리와 함께 알려진다") {
  Workshop workshop;
  workshop.write_post("글.md", "글", "열린 본문.");
  workshop.write("posts/_posts/숨은.md", "---\ntitle: 비밀제목\ncategories: [비밀갈래]\ndraft: yes\n---\n"
                                         "비밀본문 ![비밀그림](/secret.svg)\n");
  workshop.write("posts/_posts/묘한.md", "---\ntitle: 비밀제목\nstatus: 손보는 중\n---\n비밀본문\n");
  workshop.write("posts/_posts/toml.md", "+++\ntitle = \"비밀제목\"\ndraft = true\n+++\n비밀본문\n");
  workshop.write("posts/_posts/_drafts/초고.md", "---\ntitle: 비밀제목\n---\n비밀본문\n");
  workshop.write("posts/_drafts/초고.md", "---\ntitle: 비밀제목\n---\n비밀본문\n");
  workshop.write("posts/secret.svg", tiny_svg);
  const std::string report_file = workshop.at("report.json").string();
  for (int time = 0; time < 2; ++time) { // read, and remembered
    REQUIRE(workshop.build({"--report", report_file}) == exit_done);
    CHECK(workshop.err.find(
              "숨은.md:4:8: warning: “draft: yes” says that this post is not public (left out;") !=
          std::string::npos);
    CHECK(workshop.err.find("1 no_site_url, 4 not_public, 1 perhaps_not_public") != std::string::npos);
    const Manifest manifest = manifest_of(workshop);
    CHECK(manifest.articles == 1);
    REQUIRE(manifest.categories.size() == 1);
    CHECK(manifest.categories[0].name == "시험");
    CHECK_FALSE(fs::exists(workshop.at("site/media")));
    for (const std::string& name : workshop.files("site")) {
      CAPTURE(name);
      CHECK(workshop.read("site/" + name).find("비밀") == std::string::npos);
    }
    CHECK(workshop.run({"search", workshop.at("site").string(), "비밀본문"}) == exit_done);
    CHECK(workshop.out.find("No article") != std::string::npos);
    const auto report = nlohmann::json::parse(workshop.read("report.json"));
    CHECK(report["posts"] == 6);
    CHECK(report["articles"] == 1);
    std::string skipped;
    for (const auto& each : report["skipped"])
      skipped += fs::path(each["file"].get<std::string>()).lexically_relative(workshop.at("posts")).string() +
                 ": " + each["reason"].get<std::string>() + "\n";
    CHECK(skipped ==
          "_drafts/초고.md: not public\n_posts/_drafts/초고.md: not public\n_posts/toml.md: not public\n"
          "_posts/묘한.md: not public\n_posts/숨은.md: not public\n");
  }
  workshop.write("posts/_posts/숨은.md", "---\ntitle: 비밀제목\n---\n비밀본문 ![비밀그림](/secret.svg)\n");
  REQUIRE(workshop.build() == exit_done);
  CHECK(manifest_of(workshop).articles == 2);
  workshop.write("posts/_posts/숨은.md",
                 "---\ntitle: 비밀제목\nprivate: 1\n---\n비밀본문 ![비밀그림](/secret.svg)\n");
  REQUIRE(workshop.build() == exit_done);
  CHECK(manifest_of(workshop).articles == 1);
  CHECK_FALSE(fs::exists(workshop.at("site/media")));
}

TEST_CASE("초안과 앞날의 글은 시켜야 들어오고 제목에 표가 붙는다; 비공개 글은 시켜도 안 들어온다") {
  Workshop workshop;
  workshop.now = std::chrono::sys_days{std::chrono::year(2024) / 6 / 1};
  workshop.write("posts/_posts/글.md", "---\ntitle: 글\n---\n본문\n");
  workshop.write("posts/_posts/초안.md", "---\ntitle: 덜 쓴 글\ndraft: true\n---\n본문\n");
  workshop.write("posts/_posts/앞날.md", "---\ntitle: 앞날 글\ndate: 2024-07-01\n---\n본문\n");
  workshop.write("posts/_posts/둘 다.md", "---\ntitle: 둘 다\ndraft: true\ndate: 2024-07-01\n---\n본문\n");
  workshop.write("posts/_posts/비밀.md", "---\ntitle: 비밀글\ndraft: true\nprivate: true\n---\n본문\n");
  workshop.write("posts/_posts/지난.md", "---\ntitle: 지난 글\nexpiryDate: 2024-05-01\n---\n본문\n");
  workshop.write("posts/_drafts/폴더.md", "---\ntitle: 폴더 글\n---\n본문\n");
  const auto titles = [&](const std::vector<std::string>& options) {
    REQUIRE(workshop.build(options) == exit_done);
    REQUIRE(workshop.run({"search", workshop.at("site").string(), "본문", "--json"}) == exit_done);
    std::vector<std::string> found;
    std::istringstream lines(workshop.out);
    for (std::string line; std::getline(lines, line);) found.push_back(nlohmann::json::parse(line)["title"]);
    std::ranges::sort(found);
    return found;
  };
  using Titles = std::vector<std::string>;
  CHECK(titles({}) == Titles{"글"});
  CHECK(titles({"--drafts"}) == Titles{"[초안] 덜 쓴 글", "[초안] 폴더 글", "글"});
  CHECK(titles({"--future"}) == Titles{"[예정] 앞날 글", "글"});
  CHECK(titles({"--drafts", "--future"}) ==
        Titles{"[예정] 앞날 글", "[초안] 덜 쓴 글", "[초안] 둘 다", "[초안] 폴더 글", "글"});
  workshop.write("posts/_config.yml", "lang: en\n");
  CHECK(titles({"--future"}) == Titles{"[To come] 앞날 글", "글"});
}

TEST_CASE("--strict는 공개하지 않는 글을 말없이 빼고, 공개인지 알 수 없는 글은 거절한다") {
  Workshop workshop;
  workshop.write_post("글.md", "글", "본문.");
  workshop.write("posts/_posts/숨은.md", "---\ntitle: 숨은\ndraft: true\n---\n본문\n");
  CHECK(workshop.build({"--strict"}) == exit_done);
  workshop.write("posts/_posts/묘한.md", "---\ntitle: 묘한\ndraft: 아직\n---\n본문\n");
  CHECK(workshop.build({"--strict"}) == exit_strict);
}

namespace {

// "file: reason", of each file and folder that was passed over.
std::vector<std::string> passed_over(Workshop& workshop) {
  REQUIRE(workshop.build({"--report", workshop.at("report.json").string()}) == exit_done);
  const auto report = nlohmann::json::parse(workshop.read("report.json"));
  std::vector<std::string> told;
  for (const auto& each : report["passed_over"]) {
    const std::string file = each["file"].get<std::string>();
    CHECK_FALSE(each["reason"].get<std::string>().empty());
    told.push_back(file.substr(workshop.at("posts").string().size() + 1));
  }
  return told;
}

} // namespace

TEST_CASE("글이 될 만한 파일은 글이거나, 까닭과 함께 알려진다") {
  Workshop workshop;
  for (const char* name :
       {"글.md", "_archives/묵은.md", "_archives/더/묵은.html", "둘.mdx", "셋.qmd", "넷.markdown"})
    workshop.write("posts/"s + name, "---\ntitle: 글\n---\n본문\n");
  for (const char* name : {"다섯.adoc", "여섯.org", "일곱.ipynb", "_index.md", "가/_index.md", "robots.txt",
                           "ads.txt", "404.html", ".숨은.md", ".git/x.md", "node_modules/a/README.md",
                           "_includes/head.html", "naver0123456789abcdef0123456789abcdef.html"})
    workshop.write("posts/"s + name, "본문\n");
  workshop.write("posts/예제/App/template.html", "<p>{{ x }}</p>");
  workshop.write("posts/예제/App/composition.js", "x");
  workshop.write("posts/예제/description.txt", "설명");
  workshop.write("posts/예제/App/whole.html", "<html><body><p>온전한 글</body></html>");
  workshop.write("posts/예제/App/post.html", "---\ntitle: 글\n---\n본문\n");
  workshop.write("posts/사진.jpg", "");
  CHECK(passed_over(workshop) ==
        std::vector<std::string>{".git/", ".숨은.md", "404.html", "_includes/", "_index.md", "ads.txt",
                                 "naver0123456789abcdef0123456789abcdef.html", "node_modules/", "robots.txt",
                                 "가/_index.md", "다섯.adoc", "여섯.org", "예제/App/template.html",
                                 "예제/description.txt", "일곱.ipynb"});
  CHECK(manifest_of(workshop).articles == 8);
  CHECK(workshop.out.find("15 other files and folders passed over") != std::string::npos);
}

TEST_CASE("_posts가 있는 곳에서는 _config.yml이 쪽을 준 갈래도 글이고, 나머지는 까닭과 함께 알려진다") {
  Workshop workshop;
  workshop.write("posts/_config.yml", "permalink: /:year/:title/\ncollections:\n  wiki:\n    output: true\n"
                                      "    permalink: /:collection/:path/\n  books:\n    output: true\n"
                                      "  data: {}\n");
  workshop.write_post("2024-01-02-하나.md", "하나", "본문 [위키](/wiki/가/둘/)");
  workshop.write("posts/소식/_posts/2024-01-03-셋.md", "---\ntitle: 셋\n---\n본문\n");
  workshop.write("posts/_wiki/가/둘.md", "---\ntitle: 둘\n---\n본문 [책](/books/책.html)\n");
  workshop.write("posts/_books/책.md", "---\ntitle: 책\n---\n본문\n");
  workshop.write("posts/_data/모름.md", "---\ntitle: 모름\n---\n본문\n");
  workshop.write("posts/about.md", "---\ntitle: 나\n---\n본문\n");
  workshop.write("posts/_notes/쪽지.md", "---\ntitle: 쪽지\n---\n본문\n");
  CHECK(passed_over(workshop) == std::vector<std::string>{"_data/", "_notes/쪽지.md", "about.md"});
  CHECK(manifest_of(workshop).articles == 4);
  CHECK(workshop.read("site/2024/하나/index.html").find("../../wiki/%EA%B0%80/%EB%91%98/") !=
        std::string::npos);
  CHECK(fs::exists(workshop.at("site/wiki/가/둘/index.html")));
  CHECK(fs::exists(workshop.at("site/books/책.html")));
}

TEST_CASE("Hugo의 폴더에서는 content만 글이다") {
  Workshop workshop;
  workshop.write("posts/hugo.toml", "title = '글'\n");
  workshop.write("posts/content/post/글.md", "+++\ntitle = '글'\n+++\n본문\n");
  workshop.write("posts/archetypes/default.md", "---\ntitle: x\n---\n");
  workshop.write("posts/themes/a/README.md", "---\ntitle: x\n---\n");
  CHECK(passed_over(workshop) == std::vector<std::string>{"archetypes/", "themes/"});
  CHECK(manifest_of(workshop).articles == 1);
}

TEST_CASE("글의 주소는 폴더의 이름이거나, 암호처럼 적힌 이름이 뜻하는 글자다") {
  Workshop workshop;
  workshop.write("posts/jeju/index.md", "---\ntitle: 하나\n---\n본문\n");
  workshop.write("posts/2024-01-02-busan/index.md", "---\ntitle: 둘\n---\n본문\n");
  workshop.write("posts/2016-11-18-%eb%b4%84-%EB%B0%94%EB%8B%A4.md", "---\ntitle: 셋\n---\n본문\n");
  workshop.write("posts/100%-할인-%zz.md", "---\ntitle: 넷\n---\n본문\n");
  REQUIRE(workshop.build() == exit_done);
  CHECK(workshop.err.find("same_name") == std::string::npos);
  for (const char* page : {"jeju", "2024-01-02-busan", "2016-11-18-봄-바다", "100%-할인-%zz"})
    CHECK(fs::exists(workshop.at("site/a/"s + page + ".html")));
}

TEST_CASE("two posts of one name both come in") {
  Workshop workshop;
  workshop.write_post("가/글.md", "하나", "본문.");
  workshop.write_post("나/글.md", "둘", "본문.");
  REQUIRE(workshop.build() == exit_done);
  CHECK(manifest_of(workshop).articles == 2);
  CHECK(workshop.err.find("its address is #/글-나") != std::string::npos);
}

TEST_CASE("nothing of the user's is touched") {
  Workshop workshop;
  workshop.write_post("글.md", "글", "본문.");
  workshop.write("site/나의 것.txt", "소중한 것");
  CHECK(workshop.build() == exit_files);
  CHECK(workshop.err.find("something else") != std::string::npos);
  CHECK(workshop.read("site/나의 것.txt") == "소중한 것");
  CHECK(fs::is_empty(workshop.at("site")) == false);
  for (const auto& entry : fs::directory_iterator(workshop.folder))
    CHECK(entry.path().string().find(".partial-") == std::string::npos);
}

TEST_CASE("발행인이 누리집에 넣어 둔 것은 다시 지어도 남는다") {
  Workshop workshop;
  workshop.write_post("2024-01-01-글.md", "글", "본문");
  REQUIRE(workshop.build() == exit_done);
  workshop.write("site/CNAME", "example.org\n");
  workshop.write("site/.git/objects/ab/cd", "객체");
  fs::create_directories(workshop.at("site/.git/refs/tags"));
  fs::create_symlink("CNAME", workshop.at("site/고리"));
  workshop.write("site/old.html", "예전");
  workshop.write("site/bundle/stray.bin", "우리 폴더의 것");
  workshop.write_post("2024-01-02-새.md", "새 글", "본문");
  for (int time = 0; time < 2; ++time) {
    REQUIRE(workshop.build() == exit_done);
    CHECK(workshop.read("site/CNAME") == "example.org\n");
    CHECK(workshop.read("site/.git/objects/ab/cd") == "객체");
    CHECK(fs::is_directory(workshop.at("site/.git/refs/tags")));
    CHECK(fs::read_symlink(workshop.at("site/고리")) == "CNAME");
    CHECK(workshop.read("site/old.html") == "예전");
    CHECK_FALSE(fs::exists(workshop.at("site/bundle/stray.bin")));
    CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
  }
  fs::remove(workshop.at("site/files.json"));
  REQUIRE(workshop.build() == exit_done);
  CHECK(workshop.read("site/CNAME") == "example.org\n");
}

TEST_CASE("a build that fails leaves the site that was there, and nothing beside it") {
  Workshop workshop;
  workshop.write_post("글.md", "글", "본문.");
  REQUIRE(workshop.build() == exit_done);
  const std::string before = workshop.read("site/files.json");
  fs::remove(workshop.at("page/index.html"));
  CHECK(workshop.build() == exit_files);
  CHECK(workshop.err.find("./dev build") != std::string::npos);
  CHECK(workshop.read("site/files.json") == before);

  workshop.write("site.partial-999999999/rest", ""); // of a build that was killed
  workshop.write("page/index.html", "<html>");
  CHECK(workshop.build() == exit_done);
  CHECK_FALSE(fs::exists(workshop.at("site.partial-999999999")));
  CHECK(workshop.read("site/index.html") == "<html>");
}

TEST_CASE("what cannot be read is an error that names it") {
  Workshop workshop;
  CHECK(workshop.build() == exit_files);
  CHECK(workshop.err.find("no such folder of posts") != std::string::npos);
  fs::create_directories(workshop.at("posts"));
  CHECK(workshop.build() == exit_files);
  CHECK(workshop.err.find("no posts here") != std::string::npos);
  if (geteuid() != 0) { // root reads everything
    workshop.write_post("글.md", "글", "본문.");
    fs::permissions(workshop.at("posts/_posts/글.md"), fs::perms::none);
    CHECK(workshop.build() == exit_files);
    CHECK(workshop.err.find("글.md: error: cannot be read") != std::string::npos);
  }
}

TEST_CASE("quiet means errors only") {
  Workshop workshop;
  workshop.write_post("글.md", "글", "<img src=\"/없다.png\">");
  CHECK(workshop.build({"--quiet"}) == exit_done);
  CHECK(workshop.out.empty());
  CHECK(workshop.err.empty());
}

TEST_CASE("찾기만 하는 누리집에는 읽는 쪽과 그림이 없고, 글의 이름은 길이다") {
  Workshop workshop;
  for (const char* name : {"hanji-search.js", "hanji-search.wasm", "search.html"})
    workshop.write(std::string("page/") + name, "{{page}} {{article}}");
  workshop.write("posts/index.html", "<h1>안내</h1><p>빌리는 법</p>");
  workshop.write("posts/guide/index.html", "<h1>자세히</h1><img src=\"/a.png\"><p>빌리는 법</p>");
  workshop.write("posts/a.png", "그림");
  REQUIRE(workshop.build({"--search-only"}) == exit_done);
  std::vector<std::string> files = workshop.files("site");
  std::erase_if(files, [](const std::string& name) { return name.starts_with("bundle/"); });
  std::ranges::sort(files);
  REQUIRE(files.size() == 4);
  CHECK(files[0] == "files.json");
  CHECK(files[1] == "hanji-search.js");
  CHECK(files[2].ends_with("/hanji-search.wasm"));
  CHECK(files[3] == "search.html");
  CHECK(workshop.read("site/hanji-search.js").starts_with(files[2].substr(0, files[2].find('/'))));
  CHECK(workshop.read("site/search.html").find("../{slug}.html#{section}") != std::string::npos);
  CHECK(workshop.run({"search", workshop.at("site").string(), "자세히", "--json"}) == exit_done);
  CHECK(workshop.out.find("\"slug\":\"guide/index\"") != std::string::npos);
  REQUIRE(workshop.build() == exit_done); // what was remembered of the one is not used for the other
  CHECK(workshop.run({"search", workshop.at("site").string(), "자세히", "--json"}) == exit_done);
  CHECK(workshop.out.find("\"slug\":\"guide\"") != std::string::npos);
}

TEST_CASE("all posts of the corpus come in, and search finds what it must") {
  const fs::path posts = fs::path(HANJI_SOURCE_DIR) / "../shared/posts";
  if (!fs::exists(posts)) return skip("there are no shared posts here");
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(posts / "_posts")) count += entry.is_regular_file() ? 1 : 0;
  Workshop workshop;
  REQUIRE(workshop.run({"build", posts.string(), "--out", workshop.at("site").string(), "--page",
                        workshop.at("page").string(), "--report", workshop.at("report.json").string()}) ==
          exit_done);
  const auto report = nlohmann::json::parse(workshop.read("report.json"));
  CHECK(report["posts"] == count);
  CHECK(report["articles"] == count);
  CHECK(report["skipped"].empty());
  CHECK(manifest_of(workshop).articles == count);
  CHECK(workshop.run({"search", workshop.at("site").string(), "한반도", "--limit", "3", "--json"}) ==
        exit_done);
  CHECK(std::ranges::count(workshop.out, '\n') == 3);
  CHECK(workshop.run({"check", workshop.at("site").string()}) == exit_done);
}

TEST_CASE("찾기는 물음을 알아들은 대로 답 위에 말하고, 알아듣지 못한 것은 따로 말한다") {
  Workshop workshop;
  workshop.write_post("글.md", "회의록", "의사결정은 의사 결정이다. 의사결정을 다룬다.");
  REQUIRE(workshop.build() == exit_done);
  const std::string site = workshop.at("site").string();
  CHECK(workshop.run({"search", site, "의사결정 -국방 기간:어제"}) == exit_done);
  CHECK(workshop.out.starts_with("‘의사결정’ 또는 ‘의사 결정’, ‘국방’ 제외\n1. 회의록"));
  CHECK(workshop.err.starts_with("‘기간:어제’에서 날짜를 읽지 못했습니다"));
  CHECK(workshop.run({"search", site, "의사결정 -국방", "--json"}) == exit_done);
  CHECK(workshop.out.starts_with("{\"rank\":1,")); // 한 줄에 한 답
  CHECK(workshop.run({"search", site, "의사졀정"}) == exit_done);
  CHECK(workshop.out.starts_with("‘의사졀정’ → ‘의사결정’\n1. 회의록"));
}

TEST_CASE("비슷한말: _config.yml이 이름한 파일을 읽고, 틀린 줄은 자리를 말한다") {
  Workshop workshop;
  workshop.write_post("글.md", "글", "세계보건기구가 말했다.");
  workshop.write("posts/_config.yml", "hanji: {synonyms: words.txt}\n");
  CHECK(workshop.build() == exit_done);
  CHECK(workshop.err.find("words.txt: warning:") != std::string::npos);
  workshop.write("posts/words.txt", "# 비슷한말\nWHO = 세계보건기구\n틀린 줄\n");
  CHECK(workshop.build() == exit_done);
  CHECK(workshop.err.find("words.txt:3:1: warning:") != std::string::npos);
  CHECK(workshop.run({"search", workshop.at("site").string(), "WHO"}) == exit_done);
  CHECK(workshop.out.find("세계보건기구") != std::string::npos);
}

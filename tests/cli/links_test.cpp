// Links between a publisher's own posts, as each generator has them, from posts to the pages of a site.
#include <doctest.h>

#include "cli/post_links.h"
#include "cli/post_names.h"
#include "tests/cli/workshop.h"

using namespace hanji;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

struct Vault : Workshop {
  void post(const std::string& file, const std::string& body, const std::string& front = {}) const {
    write("posts/" + file, "---\ntitle: 글 " + file + "\n" + front + "---\n" + body + "\n");
  }
  // Of the article's static page.
  std::string page(const std::string& slug) const { return read("site/a/" + slug + ".html"); }
  bool links(const std::string& slug, const std::string& to, const std::string& text) const {
    return holds(page(slug), "href=\"" + to + "\"") && holds(page(slug), ">" + text + "</a>");
  }
};

} // namespace

TEST_CASE("지킬의 고리는 어떻게 적혀도 그 글의 그 마디를 연다") {
  Vault vault;
  vault.write("posts/_config.yml", "url: https://example.org\nbaseurl: /blog\n");
  vault.post("_posts/2024-01-02-tide.md", "## 물때 보기!\n\n글\n\n## 물때 보기!\n\n글");
  vault.post("_posts/news/2024-02-03-moon.md", "글");
  const std::string one = "2024-01-02-tide.html";
  for (const std::string& url :
       {std::string("{% post_url 2024-01-02-tide %}"), std::string("{% link _posts/2024-01-02-tide.md %}"),
        std::string("{{ site.baseurl }}{% post_url 2024-01-02-tide %}"), std::string("2024-01-02-tide.md"),
        std::string("2024-01-02-tide"), std::string("./2024-01-02-tide.md"),
        std::string("/2024/01/02/tide.html"), std::string("/news/2024/01/02/tide/"),
        std::string("/posts/tide/"), std::string("{{ '/2024/01/02/tide' | relative_url }}"),
        std::string("{{ \"/2024/01/02/tide\" | absolute_url }}"),
        std::string("{{ site.url }}{{ site.baseurl }}/2024/01/02/tide/"),
        std::string("https://example.org/blog/2024/01/02/tide/")}) {
    CAPTURE(url);
    vault.post("_posts/2024-03-04-links.md", "[가](" + url + ") [나](" + url + "#물때-보기-1)");
    REQUIRE(vault.build() == exit_done);
    CHECK(vault.links("2024-03-04-links", one, "가"));
    CHECK(vault.links("2024-03-04-links", one + "#%EB%AC%BC%EB%95%8C-%EB%B3%B4%EA%B8%B0-2", "나"));
    CHECK_FALSE(holds(vault.err, "dead_"));
  }
  vault.write("posts/_posts/2024-04-05-titled.md", "# 제목 {#its-title}\n\n글\n");
  vault.post("_posts/2024-03-04-links.md",
             "[가]({% post_url news/2024-02-03-moon %}) [나](2024-04-05-titled.md#its-title)");
  REQUIRE(vault.build() == exit_done);
  CHECK(vault.links("2024-03-04-links", "2024-04-05-titled.html", "나"));
  CHECK_FALSE(holds(vault.err, "dead_"));
  CHECK(vault.links("2024-03-04-links", "2024-02-03-moon.html", "가"));
}

TEST_CASE("내보낸 글에 적힌 온 주소는 그 글의 자리이고, 그 주소를 가리키는 고리는 그 글을 연다") {
  Vault vault;
  const std::string address = "https://blog.example.org/2016/11/18/%eb%b4%84-%eb%82%98%eb%93%a4%ec%9d%b4/";
  vault.post("2016-11-18-spring.md", "글", "permalink: " + address + "\n");
  vault.post("2016-11-19-number.md", "글", "permalink: https://blog.example.org/?p=12\n");
  vault.post("2016-12-01-winter.md", "[봄](" + address + ") [밖](https://other.example.org/2016/11/18/)");
  REQUIRE(vault.build() == exit_done);
  CHECK(holds(vault.read("site/2016/11/18/봄-나들이/index.html"), "글 2016-11-18-spring.md"));
  CHECK(holds(vault.page("2016-11-19-number"), "글 2016-11-19-number.md"));
  CHECK(vault.links("2016-12-01-winter", "../2016/11/18/%EB%B4%84-%EB%82%98%EB%93%A4%EC%9D%B4/", "봄"));
  CHECK(vault.links("2016-12-01-winter", "https://other.example.org/2016/11/18/", "밖"));
  CHECK_FALSE(holds(vault.err, "bad_permalink"));
}

TEST_CASE("휴고의 고리와 묶음의 파일은 content의 밖에서도 안에서도 이어진다") {
  Vault vault;
  vault.write("posts/hugo.toml", "baseURL = \"https://hugo.example/\"\n");
  vault.post("content/post/go/part-1.md", "## 채널 {#chan}\n\n글");
  vault.post("content/post/bundle/index.md", "![그림](a.svg) [파일](자료%20집.pdf) [셋](/b.zip)");
  vault.write("posts/content/post/bundle/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  vault.write("posts/content/post/bundle/자료 집.pdf", "%PDF-1.4");
  vault.write("posts/static/b.zip", "PK");
  vault.write("posts/static/images/c.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\"/>");
  for (const std::string& url :
       {std::string("{{< ref \"part-1.md\" >}}"), std::string("{{< relref \"/post/go/part-1\" >}}"),
        std::string("{{% ref \"go/part-1.md\" %}}"), std::string("{{< ref path=\"part-1\" lang=\"ko\" >}}"),
        std::string("/post/go/part-1/"), std::string("../part-1/"),
        std::string("https://hugo.example/post/go/part-1/")}) {
    CAPTURE(url);
    vault.post("content/post/go/links.md", "[가](" + url + ") ![다](/images/c.svg)");
    for (const char* folder : {"posts", "posts/content"}) {
      CAPTURE(folder);
      REQUIRE(vault.run({"build", vault.at(folder).string(), "--out", vault.at("site").string(), "--page",
                         vault.at("page").string()}) == exit_done);
      CHECK(vault.links("links", "part-1.html", "가"));
      CHECK(holds(vault.page("links"), "src=\"../media/c-"));
      CHECK(holds(vault.page("bundle"), "src=\"../media/a-"));
      CHECK(holds(vault.page("bundle"), ".pdf\">파일</a>"));
      CHECK(holds(vault.page("bundle"), ".zip\">셋</a>"));
      CHECK_FALSE(holds(vault.err, "dead_"));
      CHECK_FALSE(holds(vault.err, "missing_picture"));
    }
  }
  vault.post("content/post/go/links.md",
             "[가]({{< ref \"part-1.md#chan\" >}}) [나]({{< ref \"#끝\" >}})\n\n## 끝");
  REQUIRE(vault.build() == exit_done);
  CHECK(vault.links("links", "part-1.html#chan", "가"));
  CHECK(holds(vault.page("links"), "href=\"#"));
  CHECK_FALSE(holds(vault.err, "dead_"));
}

TEST_CASE("헥소의 고리와 글마다의 자료 폴더가 이어진다") {
  Vault vault;
  vault.write("posts/_config.yml", "url: https://hexo.example\n");
  vault.post("source/_posts/hello.md", "글");
  vault.post("source/_posts/links.md",
             "{% post_link hello 인사 하기 %} [가]({% post_path hello %}) {% asset_link note.hwp 한글 %} "
             "{% asset_img a.svg 그림 %} ![나](/images/b.svg)");
  vault.write("posts/source/_posts/links/note.hwp", "HWP");
  vault.write("posts/source/_posts/links/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  vault.write("posts/source/images/b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\"/>");
  REQUIRE(vault.build() == exit_done);
  CHECK(vault.links("links", "hello.html", "인사 하기"));
  CHECK(vault.links("links", "hello.html", "가"));
  CHECK(holds(vault.page("links"), ".hwp\">한글</a>"));
  CHECK(holds(vault.page("links"), "src=\"../media/a-"));
  CHECK(holds(vault.page("links"), "src=\"../media/b-"));
  CHECK_FALSE(holds(vault.err, "dead_"));
  CHECK_FALSE(holds(vault.err, "missing_picture"));
}

TEST_CASE("위키의 고리는 이름으로 글과 파일을 찾고, 없는 이름은 글자로 남는다") {
  Vault vault;
  vault.write("posts/.obsidian/app.json", "{}");
  vault.post("폴더/메모 하나.md", "## 첫째, 마디\n\n글");
  vault.post("시작.md",
             "[[메모 하나]] [[폴더/메모 하나|이름]] [[메모 하나#첫째, 마디]] [[/폴더/메모 하나]]{꼬리} "
             "[[없는 글]] [[없음|다른]]\n\n| 표 |\n|--|\n| [[메모 하나\\|칸]] |\n\n"
             "![[사진.svg|120]] ![[표.pdf]]\n\n`[[메모 하나]]` [[1]](https://example.org)");
  vault.write("posts/첨부/사진.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  vault.write("posts/첨부/표.pdf", "%PDF-1.4");
  REQUIRE(vault.build() == exit_done);
  const std::string page = vault.page("시작"), to = "%EB%A9%94%EB%AA%A8%20%ED%95%98%EB%82%98.html";
  for (const char* text : {"메모 하나", "이름", "꼬리", "칸"}) CHECK(vault.links("시작", to, text));
  CHECK(holds(page, to + "#%EC%B2%AB%EC%A7%B8-%EB%A7%88%EB%94%94"));
  CHECK(holds(page, "[[없는 글]] 다른"));
  CHECK(holds(page, "<code>[[메모 하나]]</code>"));
  CHECK(holds(page, ">[1]</a>"));
  CHECK(holds(page, "src=\"../media/"));
  CHECK(holds(page, "width=\"120\""));
  CHECK(holds(page, ".pdf\">표.pdf</a>"));
  CHECK(holds(vault.err, "시작.md:4:"));
  CHECK(holds(vault.err, "2 dead_link"));
}

TEST_CASE("위키의 고리는 파일의 이름이 아니면 제목과 다른 이름으로 글을 찾는다") {
  Vault vault;
  vault.write("posts/.obsidian/app.json", "{}");
  vault.write("posts/a1.md", "---\ntitle: 물때 보는 법\naliases: [조석표, Tide Table]\n---\n## 마디\n\n글\n");
  vault.write("posts/조석표 2.md", "---\ntitle: 다른 글\n---\n글\n");
  vault.write("posts/숨김.md", "---\ntitle: 숨은 제목\ndraft: true\n---\n글\n");
  vault.post("links.md", "[[물때 보는 법]] [[조석표#마디]] [[tide table|영어]] [[조석표 2]] [[숨은 제목]]");
  REQUIRE(vault.build() == exit_done);
  CHECK(vault.links("links", "a1.html", "물때 보는 법"));
  CHECK(vault.links("links", "a1.html#%EB%A7%88%EB%94%94", "조석표#마디"));
  CHECK(vault.links("links", "a1.html", "영어"));
  CHECK(vault.links("links", "%EC%A1%B0%EC%84%9D%ED%91%9C%202.html", "조석표 2"));
  CHECK(holds(vault.page("links"), "[[숨은 제목]]"));
  vault.write("posts/a1.md", "---\ntitle: 새 제목\n---\n글\n"); // 다른 글의 이름이 바뀌어도 따라간다
  REQUIRE(vault.build() == exit_done);
  CHECK(holds(vault.page("links"), "[[물때 보는 법]]"));
}

TEST_CASE("헥소의 post_link는 글의 제목을 보인다") {
  Vault vault;
  vault.write("posts/_config.yml", "title: 집\n");
  vault.write("posts/source/_posts/tide.md", "---\ntitle: 물때 <보는> 법\n---\n글\n");
  vault.write("posts/source/_posts/hidden.md", "---\ntitle: 숨은 제목\npublished: false\n---\n글\n");
  vault.write("posts/source/_posts/links.md", "---\ntitle: 고리\n---\n{% post_link tide %} {% post_link tide "
                                              "보이는 글 %} {% post_link hidden %} {% post_link none %}\n");
  REQUIRE(vault.build() == exit_done);
  CHECK(vault.links("links", "tide.html", "물때 &lt;보는&gt; 법"));
  CHECK(vault.links("links", "tide.html", "보이는 글"));
  CHECK_FALSE(holds(vault.page("links"), "숨은 제목"));
  CHECK(holds(vault.page("links"), ">none</a>"));
  vault.write("posts/source/_posts/tide.md", "---\ntitle: 새 제목\n---\n글\n");
  REQUIRE(vault.build() == exit_done);
  CHECK(vault.links("links", "tide.html", "새 제목"));
}

TEST_CASE("휴고의 글은 설정이 그 마디에 정한 주소에 놓인다") {
  for (const auto& [file, text] :
       {std::pair("hugo.toml", "[permalinks]\n  posts = \"/:year/:month/:slug/\"\n"),
        std::pair("hugo.yaml", "permalinks:\n  page:\n    posts: /:year/:month/:slug/\n"),
        std::pair("config/_default/permalinks.toml", "posts = \"/:year/:month/:slug/\"\n")}) {
    CAPTURE(file);
    Vault vault;
    vault.write("posts/" + std::string(file), text);
    vault.post("content/posts/tide.md", "글", "date: 2024-03-09\nslug: 물때\n");
    vault.post("content/posts/own.md", "[물때](/2024/03/물때/)", "date: 2024-03-09\nurl: /own/\n");
    vault.post("content/notes/a.md", "글");
    REQUIRE(vault.build() == exit_done);
    CHECK(fs::exists(vault.at("site/2024/03/물때/index.html")));
    CHECK(holds(vault.read("site/own/index.html"), "href=\"../2024/03/%EB%AC%BC%EB%95%8C/\""));
    CHECK(fs::exists(vault.at("site/a/a.html")));
    CHECK_FALSE(holds(vault.err, "dead_"));
  }
}

TEST_CASE("새 글이 들어오면 죽은 고리가 살아난다") {
  Vault vault;
  vault.write("posts/.obsidian/app.json", "{}");
  vault.post("가.md", "[[나]] [다](다.md)");
  REQUIRE(vault.build() == exit_done);
  CHECK(holds(vault.err, "2 dead_link"));
  vault.post("나.md", "글");
  vault.post("다.md", "글");
  REQUIRE(vault.build() == exit_done);
  CHECK_FALSE(holds(vault.err, "dead_link"));
  CHECK(vault.links("가", "%EB%82%98.html", "나"));
  CHECK(vault.links("가", "%EB%8B%A4.html", "다"));
  fs::remove(vault.at("posts/나.md"));
  REQUIRE(vault.build() == exit_done);
  CHECK(holds(vault.page("가"), "[[나]]"));
}

TEST_CASE("죽은 고리와 없는 마디는 줄과 함께 말한다") {
  Vault vault;
  vault.write("posts/_config.yml", "url: https://example.org\n");
  vault.post("_posts/2024-01-02-a.md", "## 마디\n\n글");
  vault.post("_posts/2024-01-03-b.md", "글\n\n[가](/없는/글/) [나](#없는-마디)\n\n- 하나\n- "
                                       "[다](2024-01-02-a.md#없음) [라](https://example.org/x)\n"
                                       "- [마](https://other.example/x) [바](/) [사](/feed.xml) [아]({% "
                                       "post_url 2020-01-01-x %}) [자](b.pdf)");
  REQUIRE(vault.build() == exit_done);
  const std::string file = "2024-01-03-b.md";
  CHECK(holds(vault.err, file + ":6:2: warning: “/없는/글/” leads to no article and no file"));
  CHECK(holds(vault.err, file + ":6:22: warning: “#"));
  CHECK(holds(vault.err, file + ":9:4: warning: “2024-01-02-a.md#없음” names no heading of that article"));
  CHECK(holds(vault.err, file + ":9:34: warning: “https://example.org/x”"));
  CHECK(holds(vault.err, file + ":10:"));
  CHECK(holds(vault.err, "2 dead_anchor, 4 dead_link"));
  CHECK(vault.links("2024-01-03-b", "2024-01-02-a.html", "다"));
}

TEST_CASE("첨부는 종류와 함께 따라가고, 글과 숨은 파일과 프로그램은 따라가지 않는다") {
  Vault vault;
  vault.write("posts/_config.yml", "baseurl: /blog\n");
  const std::string nfd = "\u1100\u1161.pdf"; // 가
  vault.write("posts/assets/" + nfd, "%PDF-1.4");
  vault.write("posts/assets/%EB%82%98.hwp", "HWP");
  vault.write("posts/files/a.mp3", "ID3");
  vault.write("posts/files/b.html", "<script></script>");
  vault.write("posts/.secret/c.pdf", "%PDF-1.4");
  vault.write("posts/_drafts/d.txt", "비밀");
  vault.write("outside.pdf", "%PDF-1.4");
  vault.post("_posts/2024-01-02-a.md",
             "[가](/assets/가.pdf#page=2) [나](/blog/assets/나.hwp) [다](/files/a.mp3) [라](/files/b.html) "
             "[마](/.secret/c.pdf) [바](/_drafts/d.txt) [사](../../outside.pdf)");
  REQUIRE(vault.build() == exit_done);
  const std::string page = vault.page("2024-01-02-a");
  CHECK(holds(page, ".pdf#page=2\">가</a>"));
  CHECK(holds(page, ".hwp\">나</a>"));
  CHECK(holds(page, ".mp3\">다</a>"));
  CHECK(holds(vault.err, "4 dead_link"));
  std::size_t media = 0;
  for (const std::string& file : vault.files("site/media")) media += file.empty() ? 0 : 1;
  CHECK(media == 3);
  REQUIRE(vault.build() == exit_done); // taken from the cache
  CHECK(vault.page("2024-01-02-a") == page);
}

TEST_CASE("글의 폴더만 받아도 누리집의 설정과 그림을 위에서 찾는다") {
  Vault vault;
  vault.write("posts/_config.yml",
              "permalink: /:title/\nurl: https://example.org\n"
              "collections:\n  wiki:\n    output: true\n    permalink: /:collection/:path/\n");
  vault.write("posts/assets/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  vault.post("_posts/ko/2024-01-02-a.md", "![가](/assets/a.svg)");
  vault.post("_wiki/cmd/grep.md", "![가](/assets/a.svg)");
  for (const auto& [folder, page] : {std::pair("posts/_posts/ko", "site/a/index.html"),
                                     std::pair("posts/_wiki", "site/wiki/cmd/grep/index.html")}) {
    REQUIRE(vault.run({"build", vault.at(folder).string(), "--out", vault.at("site").string(), "--page",
                       vault.at("page").string()}) == exit_done);
    CHECK(holds(vault.read(page), "media/a-"));
    CHECK_FALSE(holds(vault.err, "missing_picture"));
  }
}

TEST_CASE("경로로 적은 글은 생성기만 아는 폴더를 빼고 찾는다") {
  PostNames names;
  for (const char* path :
       {"src/content/learn/state", "docs/01-intro", "docs/02-guide/03-deep", "_posts/news/2024-05-01-tide",
        "src/content/blog/index", "a/b/tide-table", "Notes/Big Name"})
    names.add(path);
  const auto at = [&](std::string_view path) { return names.at_address("docs/01-intro", path).value_or(99); };
  CHECK(at("/learn/state") == 0);
  CHECK(at("/docs/intro") == 1);
  CHECK(at("/docs/guide/deep.md") == 2);
  CHECK(at("/2024/05/01/tide") == 3);
  CHECK(at("/바다/2024/05/tide") == 3);
  CHECK(at("/2023/05/01/tide") == 99);
  CHECK(at("/posts/tide") == 3);
  CHECK(at("/news/tide") == 3);
  CHECK(at("/blog/") == 4);
  CHECK(at("/tide-table") == 99); // "a" says something
  CHECK(at("/notes/big-name") == 6);
  CHECK(names.named("docs/01-intro", "tide-table") == 5);
  CHECK(names.named("docs/01-intro", "big name") == 6);
  CHECK_FALSE(names.named("docs/01-intro", "없음"));
}

TEST_CASE("check는 누리집 안의 죽은 고리를 모두 적는다") {
  Vault vault;
  vault.write("posts/_config.yml", "url: https://example.org/blog\n");
  vault.post("_posts/2024-01-02-a.md",
             "## 마디\n\n글 [가](/blog/없음/) [나](https://example.org/blog/x) [다](b.md)\n\n"
             "[라]({% post_url 2020-01-01-x %}) [마](#마디) [바](/blog/)");
  REQUIRE(vault.build() == exit_done);
  CHECK(vault.run({"check", vault.at("site").string()}) == exit_done);
  CHECK(holds(vault.out, "0 damaged or missing, 0 not listed, 4 dead links"));
  for (const char* address :
       {"/blog/%EC%97%86%EC%9D%8C/", "https://example.org/blog/x", "b.md", "#/2020-01-01-x"})
    CHECK_MESSAGE(holds(vault.err, std::string(address) + "” leads to nothing of this site"), vault.err);
  CHECK(holds(vault.err, "site/a/2024-01-02-a.html:"));
}

TEST_CASE("같은 이름의 글은 폴더로 갈리고, 새 글이 들어와도 남의 주소는 그대로다") {
  Vault vault;
  vault.post("나/글.md", "글", "date: 2024-01-02\n");
  vault.post("다/글.md", "글", "date: 2024-02-03\n");
  vault.post("다/라/글.md", "글", "date: 2024-02-04\n");
  REQUIRE(vault.build() == exit_done);
  for (const char* slug : {"글", "글-다", "글-라"})
    CHECK(fs::exists(vault.at("site/a/" + std::string(slug) + ".html")));
  const std::string second = vault.page("글-다");
  vault.post("가/글.md", "글", "date: 2024-05-06\n");
  vault.post("가/다/글.md", "글", "date: 2024-05-07\n");
  REQUIRE(vault.build() == exit_done);
  CHECK(holds(vault.page("글"), "글 나/글.md"));
  CHECK(holds(vault.page("글-다"), "글 다/글.md"));
  CHECK(holds(vault.page("글-라"), "글 다/라/글.md"));
  CHECK(holds(vault.page("글-가"), "글 가/글.md"));
  CHECK(holds(vault.page("글-가-다"), "글 가/다/글.md"));
}

TEST_CASE("목록에 없을 글은 주소로만 읽힌다") {
  Vault vault;
  vault.write("posts/_config.yml", "url: https://example.org\n");
  vault.post("_posts/2024-01-02-a.md", "[가](2024-01-03-b.md#속-마디) 드러난낱말");
  vault.post("_posts/2024-01-03-b.md", "## 속 마디\n\n숨은낱말 [나](2024-01-02-a.md) ![그림](/c.svg)",
             "unlisted: true\ncategories: [숨은갈래]\nredirect_from: /옛/\n");
  vault.write("posts/c.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  REQUIRE(vault.build() == exit_done);
  CHECK(holds(vault.out, "1 articles from 2 posts"));
  CHECK(
      holds(vault.err, "2024-01-03-b.md:3:11: warning: “unlisted: true” says that this post is in no list"));
  const std::string page = vault.page("2024-01-03-b");
  CHECK(holds(page, "숨은낱말"));
  CHECK(holds(page, "noindex"));
  CHECK(holds(page, "href=\"2024-01-02-a.html\""));
  CHECK(holds(page, "src=\"../media/c-"));
  CHECK_FALSE(holds(page, "data-program"));
  CHECK(holds(vault.page("2024-01-02-a"), "href=\"../a/2024-01-03-b.html#%EC%86%8D-%EB%A7%88%EB%94%94\""));
  CHECK(holds(vault.read("site/옛/index.html"), "2024-01-03-b.html"));
  for (const std::string& file : vault.files("site")) {
    CAPTURE(file);
    const bool own = file == "a/2024-01-03-b.html" || file == "옛/index.html";
    const std::string text = vault.read("site/" + file);
    CHECK((own || !holds(text, "숨은낱말")));
    CHECK((own || !holds(text, "숨은갈래")));
    const bool may_lead = own || file == "a/2024-01-02-a.html" || file == "files.json" ||
                          file.starts_with("feed") || file.starts_with("bundle/article") ||
                          file.starts_with("bundle/files-") || file.starts_with("bundle/pack-");
    CHECK((may_lead || !holds(text, "2024-01-03-b")));
  }
  vault.run({"search", vault.at("site").string(), "숨은낱말"});
  CHECK_FALSE(holds(vault.out, "2024-01-03-b"));
  CHECK(vault.run({"check", vault.at("site").string()}) == exit_done);
  CHECK(holds(vault.out, "0 dead links"));
}

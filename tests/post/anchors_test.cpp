// What a fragment of an address means, whoever's rule has made it.
#include <doctest.h>

#include <string>

#include "post/anchors.h"
#include "post/read_post.h"

using namespace hanji;

namespace {

Article article_of(std::string_view body) {
  const auto post = read_post("---\ntitle: 글의 제목\n---\n" + std::string(body), "x.md");
  REQUIRE(post);
  return post->article;
}

} // namespace

TEST_CASE("마디는 어느 생성기의 이름으로도 찾는다") {
  const Article article =
      article_of("## 1. 시작하기 (처음)\n\n## `state` & props!\n\n## Q&A\n\n## Q&A\n\n## Q&A\n\n"
                 "## 이름이 있는 {#own-name}\n\n## 3.2 A -- B_c\n\n<p id=\"자리\">글</p>");
  const Anchors anchors(article);
  const auto block = [&](std::string_view fragment) {
    const std::optional<std::string> id = anchors.find(fragment);
    if (!id) return -1;
    for (std::size_t i = 0; i < article.blocks.size(); ++i) {
      if (article.blocks[i].id == *id) return static_cast<int>(i);
    }
    return -2;
  };
  CHECK(block("1-시작하기-처음") == 0); // GitHub, Hugo, Docusaurus
  CHECK(block("%EC%8B%9C%EC%9E%91%ED%95%98%EA%B8%B0-1") == -1);
  CHECK(block("_1-시작하기-처음") == 0); // VitePress
  CHECK(block("state--props") == 1);     // GitHub
  CHECK(block("state-props") == 1);      // VitePress
  CHECK(block("qa") == 2);
  CHECK(block("qa-1") == 3);
  CHECK(block("qa-2") == 4);
  CHECK(block("own-name") == 5);
  CHECK(block("이름이-있는") == 5);
  CHECK(block("a----bc") == 6); // kramdown
  CHECK(block("section") == 0); // kramdown, of Korean alone
  CHECK(block("자리") == 7);
  CHECK(anchors.find("top") == "");
  CHECK(anchors.find("글의-제목") == "");
  CHECK(anchors.find(":~:text=글") == "");
  CHECK_FALSE(anchors.find("없음"));
  CHECK_FALSE(anchors.find("%FF"));
  CHECK_FALSE(anchors.find("---"));
}

TEST_CASE("글 안의 마디로 가는 고리는 그 마디의 이름을 얻고, 없는 마디는 줄과 함께 말한다") {
  const auto post = read_post(
      "---\ntitle: 글\n---\n[가](#q--a-1) [나](#own)\n\n[다](#없음)\n\n## Q & A\n\n## Q & A\n\n## 나 {#own}",
      "x.md");
  REQUIRE(post);
  REQUIRE(post->article.links.size() == 3);
  CHECK(post->article.links[0].url == "#q-a-2");
  CHECK(post->article.links[1].url == "#own");
  REQUIRE(post->diagnostics.size() == 1);
  CHECK(post->diagnostics[0].code == "dead_anchor");
  CHECK(post->diagnostics[0].line == 6);
  CHECK(post->diagnostics[0].column == 2);
}

TEST_CASE("주소와 이름으로 다른 글에 가는 고리는 자리와 함께 남는다") {
  const auto post = read_post(
      "---\ntitle: 글\n---\n글\n\n- [가](/a/) [나](https://example.org/b)\n- {% post_link c 다 %}\n", "x.md",
      {.hosts = {"example.org"}});
  REQUIRE(post);
  REQUIRE(post->links.size() == 3);
  CHECK(post->links[0] == PostLink{"/a/", 6, 4});
  CHECK(post->links[1].url == "https://example.org/b");
  CHECK(post->links[2].url == "post:c");
  CHECK(post->links[2].line == 7);
}

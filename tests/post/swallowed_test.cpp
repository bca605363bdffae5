// What looks like markup and is none keeps its text, and what follows it.
#include <doctest.h>

#include <string>

#include "article/plain_text.h"
#include "post/html_blocks.h"
#include "post/read_post.h"

using namespace hanji;

namespace {

std::string text_of(std::string_view body, std::string_view name = "x.md") {
  const auto post = read_post("---\ntitle: 글\n---\n" + std::string(body), name);
  REQUIRE(post);
  return plain_text(post->article);
}

std::string words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "낱말" + std::to_string(i) + " ";
  return text;
}

} // namespace

TEST_CASE("작다는 표시는 태그가 아니다: 뒤따르는 글을 삼키지 않는다") {
  const std::string many = words(150);
  for (const std::string_view unequal : {"z_{<t}", "<t}", "a<b 이면", "x <y, z", "<참", "p<q&r"}) {
    CAPTURE(unequal);
    const std::string text =
        text_of("값은 " + std::string(unequal) + " " + many + "\n\n둘째 문단.\n\n> 인용\n\n3 > 2");
    CHECK(text.find("낱말149") != std::string::npos);
    CHECK(text.find("둘째 문단.\n인용\n3 > 2") != std::string::npos);
    const std::string boxed =
        text_of("<div>\n값은 " + std::string(unequal) + " " + many + "\n\n둘째\n</div>\n\n끝 > 셋째");
    CHECK(boxed.find("낱말149") != std::string::npos);
    CHECK(boxed.find("끝 > 셋째") != std::string::npos);
  }
  const std::string within = text_of("값은 <t " + many + "> 끝.");
  CHECK(within.find("낱말149") != std::string::npos);
  CHECK(within.find("끝.") != std::string::npos);
}

TEST_CASE("태그는 그대로 태그다") {
  CHECK(text_of("<b>굵은</b> <my-box a=\"1\">글</my-box> <Tabs.Item\nlabel=\"가\">글</Tabs.Item> 끝<br>줄") ==
        "굵은 글 글 끝\n줄");
  CHECK(text_of("<div\n  class=\"가\">글</div>") == "글");
}

TEST_CASE("HTML 속 백틱 안의 태그는 글이다") {
  for (const std::string_view tag :
       {"<script setup>", "<style>", "<template>", "<textarea>", "<title>", "<b>"}) {
    CAPTURE(tag);
    const std::string text =
        text_of("<div>\n\n이제 `" + std::string(tag) + "` 블록.\n\n</div>\n\n## 다음\n\n글");
    CHECK(text.find(tag) != std::string::npos);
    CHECK(text.find("블록.") != std::string::npos);
    CHECK(text.find("다음\n글") != std::string::npos);
  }
  CHECK(text_of("<table><tr><td>`</td><td>`</td></tr></table>\n\n끝").ends_with("끝"));
}

TEST_CASE("그림인 SVG는 빈 줄과 들여쓰기가 있어도 통째로 그림이다") {
  CHECK(
      text_of("앞\n\n<svg width=\"9\">\n  <g>\n\n        <text x=\"1\"> ㄱ </text>\n  </g>\n</svg>\n\n뒤") ==
      "앞\n뒤");
}

TEST_CASE("시작을 글로 적은 태그는 끝도 글이다") {
  CHECK(text_of("굵게는 \\<b>글</b>라고 쓴다. <b>굵게</b>") == "굵게는 <b>글</b>라고 쓴다. 굵게");
  CHECK(text_of("\\<code> 안은 <code>a</code>") == "<code> 안은 a");
  CHECK(text_of("\\<b>\n\n<i>가</b></i>") == "<b>\n가");
}

TEST_CASE("각주가 두 겹 괄호의 고리로 시작해도 고리다") {
  CHECK(text_of("글[^1]\n\n[^1]: [[사람]]{그 사람}의 책") == "글1\n그 사람의 책");
}

TEST_CASE("각주 아래 줄의 링크 정의는 각주가 아니다") {
  const auto post = read_post("글[^1] 과 [참조][r]\n\n[^1]: 하나\n[r]: https://example.org\n", "x.md");
  REQUIRE(post);
  CHECK(plain_text(post->article) == "글1 과 참조\n하나");
  REQUIRE_FALSE(post->article.links.empty());
  CHECK(post->article.links.back().url == "https://example.org");
}

TEST_CASE("스크립트가 보이던 것은 링크로 남는다") {
  for (const char* name : {"x.md", "x.html"}) {
    const auto post = read_post("앞\n\n<script src=\"https://gist.github.com/a/1f.js?file=b.c\"></script>\n\n"
                                "<script async src=\"https://asciinema.org/a/14.js\"></script>\n\n"
                                "<script src=\"https://a.kr/x.js\"></script>\n\n뒤",
                                name);
    REQUIRE(post);
    REQUIRE(post->article.links.size() == 2);
    CHECK(post->article.links[0].url == "https://gist.github.com/a/1f");
    CHECK(post->article.links[1].url == "https://asciinema.org/a/14");
  }
}

TEST_CASE("제목이 말하는 태그는 적힌 대로이고, 제목을 꾸미는 태그는 사라진다") {
  const auto title = [](std::string_view written) {
    return read_post("---\ntitle: " + std::string(written) + "\n---\n글", "x.md")->article.title;
  };
  CHECK(title("C++의 <vector> 쓰기") == "C++의 <vector> 쓰기");
  CHECK(title("<script setup> 문법") == "<script setup> 문법");
  CHECK(title("HTML의 <b> 태그 & <div>") == "HTML의 <b> 태그 & <div>");
  CHECK(title("<b>굵은</b> 제목<br>둘") == "굵은 제목 둘");
  CHECK(title("a<b 이고 b>c") == "a<b 이고 b>c");
}

// Which of its addresses a picture has.
#include <doctest.h>

#include <string>

#include "post/picture_original.h"
#include "post/read_post.h"

using namespace hanji;

namespace {

std::string source_of(std::string_view html) {
  const auto post = read_post("---\ntitle: 글\n---\n<p>앞</p>\n" + std::string(html), "x.html");
  REQUIRE(post);
  return post->article.figures.empty() ? "" : post->article.figures[0].source;
}

} // namespace

TEST_CASE("느린 그림은 어느 도구의 것이든 진짜 주소를 가진다") {
  for (const char* html :
       {"<img src=\"/a-10x7.jpg\" data-src=\"/a.jpg\">",
        "<img src=\"/t.jpg?blur=9\" data-original=\"/a.jpg\">",
        "<img src=\"data:image/gif;base64,AA\" data-lazyload=\"/x/a.jpg\" data-src=\"/a.jpg\" "
        "data-orig-file=\"/a.jpg\">",
        "<img src=\"/t.jpg\" data-thumb=\"/t.jpg\" data-full-url=\"/a.jpg\" data-title=\"b.jpg\">",
        "<img src=\"/t.jpg\" data-medium-file=\"/m.jpg\" data-large-file=\"/l.jpg\" "
        "data-orig-file=\"/a.jpg\">",
        "<img src=\"/t.jpg\" srcset=\"/t.jpg 80w\" data-srcset=\"/m.jpg 400w, /a.jpg 1200w\">",
        "<img src=\"/t.jpg\" srcset=\"/a.jpg 2x, /t.jpg\">", "<img srcset=\"/a.jpg\">",
        "<img src=\"/a.jpg\" srcset=\"/t.jpg\">",
        "<img src=\"/a.jpg\" srcset=\"data:image/gif;base64,AA 2000w\">",
        "<img src=\"/a.jpg\" data-src=\"data:image/gif;base64,AA\" data-image-title=\"c.jpg\" "
        "data-url=\"/page\">",
        "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"/d.jpg\"><source srcset=\"/s.jpg "
        "1x, /a.jpg "
        "2x\"><img alt=\"그림\"></picture>"})
    CHECK_MESSAGE(source_of(html) == "/a.jpg", html);
}

TEST_CASE("네이버와 티스토리의 흐린 그림 대신 본디 그림을 쓴다") {
  const auto original = original_of_picture;
  CHECK(original("https://postfiles.pstatic.net/M/a.jpg?type=w80_blur") ==
        "https://postfiles.pstatic.net/M/a.jpg?type=w966");
  CHECK(original("https://blogfiles.pstatic.net/a.jpg?x=1&type=w275#b") ==
        "https://blogfiles.pstatic.net/a.jpg?x=1&type=w966#b");
  CHECK(original("https://img1.daumcdn.net/thumb/C148x148/"
                 "?scode=mtistory2&fname=https%3A%2F%2Fblog.kakaocdn.net%2Fdn%2Fa%2Fimg.png") ==
        "https://blog.kakaocdn.net/dn/a/img.png");
  for (const char* same :
       {"https://postfiles.pstatic.net/a.jpg?type=w2", "https://postfiles.pstatic.net/a.jpg?type=w966",
        "https://other.example/a.jpg?type=w200", "a.jpg?type=blur",
        "https://img1.daumcdn.net/thumb/R1280x0/?fname=https%3A%2F%2Fx.example%2Fa.png",
        "https://img1.daumcdn.net/thumb/C10x10/?fname=javascript%3Ax", ""})
    CHECK(original(same) == same);
}

TEST_CASE("그림의 고리가 #뿐이면 고리가 아니다") {
  const auto post =
      read_post("---\ntitle: 글\n---\n<p>앞</p><a href=\"#\"><img src=\"a.jpg\"></a>", "x.html");
  REQUIRE(post);
  REQUIRE(post->article.figures.size() == 1);
  CHECK(post->article.figures[0].link.empty());
}

TEST_CASE("그림과 설명을 클래스로 묶는 편집기의 글도 그림과 그 설명이다") {
  for (const char* html :
       {"<div class=\"se-component se-image\"><div><a href=\"#\"><img src=\"/a.jpg\" data-width=\"966\" "
        "data-height=\"644\"></a></div><div class=\"se-module se-caption\"><p>물안개</p></div></div>",
        "<div id=\"attachment_1\" class=\"wp-caption aligncenter\"><img src=\"/a.jpg\" width=\"966\" "
        "height=\"644\"><p class=\"wp-caption-text\">물안개</p></div>",
        "<div class=\"imageblock center\"><span><img src=\"/a.jpg\" data-origin-width=\"966\" "
        "data-origin-height=\"644\"></span><p class=\"cap1\">물안개</p></div>"}) {
    CAPTURE(html);
    const auto post =
        read_post("---\ntitle: 글\n---\n<p>앞</p>\n" + std::string(html) + "<p>뒤</p>", "x.html");
    REQUIRE(post);
    const auto& blocks = post->article.blocks;
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[1].kind == BlockKind::figure);
    CHECK(blocks[1].text == "물안개");
    CHECK(blocks[2].text == "뒤");
    CHECK(post->article.figures[0].width == 966);
    CHECK(post->article.figures[0].height == 644);
  }
}

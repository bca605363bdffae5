// What templates put into a post stands there as what it is: pictures, code, quotations, boxes, links.
#include <doctest.h>

#include <string>

#include "article/dump.h"
#include "article/plain_text.h"
#include "post/read_post.h"

using namespace hanji;

namespace {

Article article_of(std::string_view body) {
  const auto post = read_post("---\ntitle: 글\n---\n" + std::string(body), "x.md");
  REQUIRE(post);
  return post->article;
}

void check_figure(std::string_view body, std::string_view source, std::string_view caption) {
  CAPTURE(body);
  const Article article = article_of("앞\n\n" + std::string(body) + "\n\n뒤");
  REQUIRE(article.figures.size() == 1);
  CHECK(article.figures[0].source == source);
  REQUIRE(article.blocks.size() == 3);
  CHECK(article.blocks[1].text == caption);
  CHECK(article.blocks[2].text == "뒤");
}

void check_link(std::string_view body, std::string_view url) {
  CAPTURE(body);
  const Article article = article_of("앞\n\n" + std::string(body) + "\n\n뒤");
  REQUIRE(article.links.size() == 1);
  CHECK(article.links[0].url == url);
  CHECK(article.blocks.size() == 3);
}

} // namespace

TEST_CASE("휴고와 헥소의 그림은 설명이 달린 그림이다") {
  check_figure("{{< image src=\"/images/a.png\" caption=\"설명\" >}}", "/images/a.png", "설명");
  check_figure("{{< figure src=\"a.png\" alt=\"바다\" title='제목' >}}", "a.png", "제목");
  check_figure("{{< figure src=\"a.png\" />}}", "a.png", "");
  check_figure("{{% figure src=\"a.png\" caption=\"설명\" %}}", "a.png", "설명");
  check_figure("{% asset_img a.png 설명 %}", "a.png", "설명");
  check_figure("{% asset_img left a.png 300 200 \"긴 설명\" %}", "a.png", "긴 설명");
  check_figure("{% img /images/a.png %}", "/images/a.png", "");
  check_figure("{% include figure image_path=\"/assets/a.jpg\" alt=\"가\" caption=\"설명\" %}",
               "/assets/a.jpg", "설명");
}

TEST_CASE("휴고와 헥소의 코드는 코드다") {
  for (const std::string_view body :
       {"{% codeblock lang:js %}\nif (a < b) **c**\n{% endcodeblock %}",
        "{{< highlight go \"linenos=table\" >}}\nif (a < b) **c**\n{{< /highlight >}}",
        "{% highlight js %}\nif (a < b) **c**\n{% endhighlight %}"}) {
    CAPTURE(body);
    const Article article = article_of("앞\n\n" + std::string(body) + "\n\n뒤");
    REQUIRE(article.blocks.size() == 3);
    CHECK(article.blocks[1].kind == BlockKind::code);
    CHECK(article.blocks[1].text == "if (a < b) **c**");
  }
  CHECK(plain_text(article_of("{% codeblock 예제.js lang:js %}\na\n{% endcodeblock %}")) == "예제.js\na");
}

TEST_CASE("코드의 이름은 어떻게 적혔든 그 코드의 설명이다") {
  for (const std::string_view body :
       {"```js title=\"가 나.js\"\na\n```", "{% codeblock 가 나.js lang:js %}\na\n{% endcodeblock %}",
        "<figure class=\"highlight\"><figcaption><span>가 나.js</span></figcaption><pre>a</pre></figure>",
        "<figure><pre><code>a</code></pre><figcaption>가 나.js</figcaption></figure>"}) {
    CAPTURE(body);
    CHECK(dump(article_of(std::string(body) + "\n\n뒤")).contains("\ncaption | 가 나.js\ncode | a\npara"));
  }
  CHECK(dump(article_of("- 하나\n\n  ```js a/b.js\n  a\n  ```\n"))
            .contains("caption in item 1 | a/b.js\ncode in item 1 | a\n"));
  CHECK(dump(article_of("<figure><figcaption>설명</figcaption><p>글</p></figure>\n"))
            .contains("paragraph | 글\nparagraph | 설명\n"));
}

TEST_CASE("헥소의 인용은 인용이고, 상자는 제목이 있다") {
  const Article quoted =
      article_of("{% blockquote 홍길동, 어느 책 %}\n가나다 **라**\n{% endblockquote %}\n\n뒤");
  REQUIRE(quoted.blocks.size() == 3);
  CHECK(quoted.blocks[0].text == "가나다 라");
  CHECK(quoted.blocks[0].quote == 1);
  CHECK(quoted.blocks[1].text == "— 홍길동, 어느 책");
  CHECK(quoted.blocks[2].quote == 0);
  for (const std::string_view body :
       {"{{< admonition tip \"제목\" >}}\n내용\n{{< /admonition >}}",
        "{{% notice tip 제목 %}}\n내용\n{{% /notice %}}", "{% note tip 제목 %}\n내용\n{% endnote %}",
        "{{< callout type=\"tip\" title=\"제목\" >}}\n내용\n{{< /callout >}}"}) {
    CAPTURE(body);
    const Article article = article_of(std::string(body) + "\n\n뒤");
    REQUIRE(article.blocks.size() == 3);
    CHECK(article.blocks[0].text == "제목");
    CHECK(article.blocks[1].text == "내용");
    CHECK(article.blocks[1].quote == 1);
    CHECK(article.blocks[2].quote == 0);
  }
  CHECK(plain_text(article_of("{{< tabs >}}{{< tab \"하나\" >}}\n가\n{{< /tab >}}{{< tab \"둘\" >}}\n나\n{{< "
                              "/tab >}}{{< /tabs >}}")) == "하나\n가\n둘\n나");
  CHECK(plain_text(article_of("{% blockquote %}\n끝나지 않는 인용")) == "끝나지 않는 인용");
  CHECK(plain_text(article_of("글 {% endblockquote %} 뒤 {{< /quote >}}")) == "글 뒤");
}

TEST_CASE("틀이 넣던 영상과 코드 조각은 링크다") {
  check_link("{{< youtube abc123 >}}", "https://www.youtube.com/watch?v=abc123");
  check_link("{{< youtube id=\"abc123\" autoplay=\"true\" >}}", "https://www.youtube.com/watch?v=abc123");
  check_link("{% youtube abc123 %}", "https://www.youtube.com/watch?v=abc123");
  check_link("{% include embed/youtube.html id='abc123' %}", "https://www.youtube.com/watch?v=abc123");
  check_link("{% include video id=\"abc123\" provider=\"youtube\" %}",
             "https://www.youtube.com/watch?v=abc123");
  check_link("{% gist user/1f2e %}", "https://gist.github.com/user/1f2e");
  check_link("{{< gist user 1f2e >}}", "https://gist.github.com/user/1f2e");
  check_link("{{< vimeo 1234 >}}", "https://vimeo.com/1234");
  check_link("{{< tweet user=\"a\" id=\"12\" >}}", "https://twitter.com/a/status/12");
}

TEST_CASE("끝나지 않는 틀은 빠지며 그렇다고 말한다") {
  const auto post = read_post("---\ntitle: 글\n---\n{% blockquote %}\n글", "x.md");
  REQUIRE(post);
  CHECK(plain_text(post->article) == "글");
  REQUIRE(post->diagnostics.size() == 1);
  CHECK(post->diagnostics[0].code == "liquid");
  CHECK(post->diagnostics[0].line == 4);
}

TEST_CASE("모르는 틀은 빠지며 그렇다고 말한다") {
  const auto post =
      read_post("---\ntitle: 글\n---\n앞 {{< 모름 a=\"b\" >}}속{{< /모름 >}} {% 몰라 %} 뒤", "x.md");
  REQUIRE(post);
  CHECK(plain_text(post->article) == "앞 속 뒤");
  CHECK(post->diagnostics.size() == 3);
}

TEST_CASE("MDX의 이름표는 제목의 이름이고, 주석과 모듈 문장은 글이 아니다") {
  const Article article =
      article_of("## 소개 {/*intro*/}\n\n글 {/* 주석 */}끝\n\n### `use` 쓰기 {/* use_it */}");
  REQUIRE(article.blocks.size() == 3);
  CHECK(article.blocks[0].text == "소개");
  CHECK(article.blocks[0].id == "intro");
  CHECK(article.blocks[1].text == "글 끝");
  CHECK(article.blocks[2].text == "use 쓰기");
  CHECK(article.blocks[2].id == "use_it");
  const auto post = read_post(
      "---\ntitle: 글\n---\nimport A from './a';\nimport {\n  B,\n  C\n} from \"b\";\nimport './c.css'\n\n"
      "export const meta = {\n  a: 1,\n\n  b: [2]\n};\n\n글 <Abc b={1}>속</Abc>\n\n<Box />\n\n뒤",
      "x.md");
  REQUIRE(post);
  CHECK(plain_text(post->article) == "글 속\n뒤");
  CHECK(post->diagnostics.size() == 4);
  CHECK(plain_text(article_of("import 하는 법\n\nexport 란 무엇인가")) ==
        "import 하는 법\nexport 란 무엇인가");
  CHECK(plain_text(article_of("```js\nimport A from 'a';\n```")) == "import A from 'a';");
}

TEST_CASE("속성 값으로 적은 객체는 태그를 글로 만들지 않는다") {
  CHECK(plain_text(article_of("앞 <span style={{ color: 'red' }}>붉은</span> 뒤")) == "앞 붉은 뒤");
  CHECK(plain_text(article_of("값은 a={{ b }} 뒤")) == "값은 a= 뒤");
  CHECK(read_post("---\ntitle: 글\n---\n<b style={{color: 'red'}}>글</b>", "x.md")->diagnostics.empty());
  CHECK(read_post("---\ntitle: 글\n---\n<b class={{ page.a }}>글</b>", "x.md")->diagnostics.size() == 1);
  CHECK(read_post("---\ntitle: 글\n---\n<b class={{ page.a | default: 'b' }}>글</b>", "x.md")
            ->diagnostics.size() == 1);
}

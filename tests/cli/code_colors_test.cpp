#include <doctest.h>

#include <string>

#include "cli/code_colors.h"
#include "post/read_post.h"

namespace {

using namespace hanji;

struct Colored {
  Article article;
  std::vector<Diagnostic> diagnostics;
  const Block& code() const {
    for (const Block& block : article.blocks) {
      if (block.kind == BlockKind::code) return block;
    }
    FAIL("no code");
    return article.blocks.front();
  }
  Rgba color_of(std::string_view part) const {
    const std::size_t at = code().text.find(part);
    REQUIRE(at != std::string::npos);
    for (const Inline& run : code().inlines) {
      if (run.begin <= at && at < run.end) return run.style.color;
    }
    return {};
  }
};

Colored colored(std::string_view body) {
  static CodeColors colors;
  ReadPost post = read_post(body, "글.md").value();
  Colored result{std::move(post.article), {}};
  colors.color(result.article, post.languages, "글.md", result.diagnostics);
  return result;
}

} // namespace

TEST_CASE("코드의 색: 예약어, 글자열, 주석이 서로 다르고 글은 그대로다") {
  const Colored post = colored("```js\nconst 이름 = '가 😀'; // 하이\nreturn 1\n```\n");
  CHECK(post.code().text == "const 이름 = '가 😀'; // 하이\nreturn 1");
  CHECK(post.color_of("const"));
  CHECK(post.color_of("const") == post.color_of("return"));
  CHECK(post.color_of("'가") != post.color_of("const"));
  CHECK(post.color_of("😀'") == post.color_of("'가"));
  CHECK(post.color_of("// 하이") != post.color_of("'가"));
  CHECK(post.color_of("하이") == post.color_of("// 하이"));
  CHECK(post.color_of("이름") == Rgba{});
  CHECK(post.diagnostics.empty());
}

TEST_CASE("코드의 색: 적는 법이 달라도 언어를 안다") {
  for (const char* body :
       {"```python\ndef f(): pass\n```\n", "~~~ {.python}\ndef f(): pass\n~~~\n",
        "{% highlight python %}\ndef f(): pass\n{% endhighlight %}\n",
        "<pre><code class=\"hljs python\">def f(): pass</code></pre>\n",
        "<pre lang=\"python\">def f(): pass</pre>\n", "```Python title=\"f.py\" {1}\ndef f(): pass\n```\n",
        "{{< highlight python \"linenos=table\" >}}\ndef f(): pass\n{{< /highlight >}}\n"}) {
    CAPTURE(body);
    CHECK(colored(body).color_of("def"));
  }
  CHECK(colored("```vue-html\n<a href=\"b\">c</a>\n```\n").color_of("href"));
  CHECK(colored("```viml\nset number \" 줄 번호\n```\n").color_of("\" 줄 번호"));
}

TEST_CASE("코드의 색: 언어가 없거나 모르거나 저자가 이미 칠했으면 그대로 둔다") {
  CHECK(colored("```\nconst a = 1\n```\n").code().inlines.empty());
  CHECK(colored("```세상에없는말\nconst a = 1\n```\n").code().inlines.empty());
  CHECK(colored("```text\nconst a = 1\n```\n").code().inlines.empty());
  const Colored own = colored(
      "<pre><code class=\"language-js\"><span style=\"color:#c00\">const</span> a = 1</code></pre>\n");
  CHECK(own.color_of("const") == Rgba{0xCC, 0, 0, 255});
  CHECK(own.color_of("1") == Rgba{});
}

TEST_CASE("코드의 색: 제목은 그 위에 서고, 짚은 줄은 칠해진다") {
  const Colored post =
      colored("글.\n\n```js title=\"src/a.js\" {2} showLineNumbers\nconst a = 1\nconst b = 2\n```\n");
  REQUIRE(post.article.blocks.size() == 3);
  CHECK(post.article.blocks[1].text == "src/a.js");
  CHECK(post.code().number == 1);
  const std::size_t second = post.code().text.find("const b");
  for (const Inline& run : post.code().inlines) {
    CAPTURE(run.begin);
    CHECK(bool(run.style.background) == (run.begin >= second));
  }
}

TEST_CASE("코드의 색: 맞지 않는 대답은 아무것도 칠하지 않는다") {
  CHECK(colored_runs("가나", "k1 .1 ").size() == 1);
  for (const std::string_view answer : {"k1 ", "k3 ", "k", "k1", "z2 ", "k99999999999 ", "k-1 ", "1 1 "}) {
    CAPTURE(answer);
    CHECK(colored_runs("가나", answer).empty());
  }
  CHECK(colored_runs("", "").empty());
  CHECK(colored_runs("😀", "k1 .1 ").empty());
}

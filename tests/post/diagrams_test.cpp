#include <doctest.h>

#include <string>

#include "article/dump.h"
#include "post/read_post.h"

using namespace hanji;

namespace {

std::string dump_of(std::string_view body, std::string_view path = "x.md",
                    Dialect dialect = Dialect::kramdown) {
  const auto post = read_post("---\ntitle: 글\n---\n" + std::string(body), path, {.dialect = dialect});
  REQUIRE(post);
  const std::string text = dump(post->article);
  return text.substr(text.find("\n\n") + 2);
}

} // namespace

TEST_CASE("도표의 원문은 어떻게 적혔든 그대로 서고, 무엇인지 말한다") {
  const std::string source = "graph TD\n\n  가[\"<b>굵게</b>\"] -->|\"*아니오*\"| 나";
  const std::string wanted = "caption | 도표의 원문 (mermaid)\ncode | graph TD\\n\\n  가[\"<b>굵게</b>\"] "
                             "-->|\"*아니오*\"| 나\nparagraph | 뒤\n";
  for (const Dialect dialect : {Dialect::kramdown, Dialect::commonmark}) {
    for (const std::string& body :
         {"```mermaid\n" + source + "\n```", "{{< mermaid >}}\n" + source + "\n{{< /mermaid >}}",
          "{% mermaid %}\n" + source + "\n{% endmermaid %}",
          "<div class=\"mermaid\">\n" + source + "\n</div>",
          "<pre class='mermaid diagram'>\n" + source + "\n</pre>"}) {
      CAPTURE(body);
      CHECK(dump_of(body + "\n\n뒤", "x.md", dialect) == wanted);
    }
  }
  CHECK(dump_of("<div class=\"mermaid\">가 --&gt; 나\n</div>", "x.html") ==
        "caption | 도표의 원문 (mermaid)\ncode | 가 --> 나\n");
}

TEST_CASE("도표에 제목이 있으면 그 제목이고, 다른 코드와 상자는 도표가 아니다") {
  CHECK(dump_of("```dot title=\"길\"\n가 -> 나\n```") == "caption | 길\ncode | 가 -> 나\n");
  CHECK(dump_of("- 하나\n\n  ```plantuml\n  가 -> 나\n  ```") ==
        "item 1 • | 하나\ncaption in item 1 | 도표의 원문 (plantuml)\ncode in item 1 | 가 -> 나\n");
  CHECK(dump_of("```js\na\n```\n\n<div class=\"flow\">글</div>") == "code | a\nparagraph | 글\n");
  const auto english = read_post("---\ntitle: A\n---\n```mermaid\na --> b\n```\n", "x.md");
  REQUIRE(english);
  CHECK(english->article.blocks[0].text == "Source of a diagram (mermaid)");
}

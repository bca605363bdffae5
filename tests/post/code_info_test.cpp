#include <doctest.h>

#include <string>

#include "post/code_info.h"

namespace {

using namespace hanji;
using Lines = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

} // namespace

TEST_CASE("코드 옆에 적힌 것: 언어 하나만 있으면 그대로다") {
  CHECK(code_info("js") == CodeInfo{.language = "js"});
  CHECK(code_info("C++") == CodeInfo{.language = "c++"});
  CHECK(code_info("") == CodeInfo{});
  CHECK(word_of_info("js") == "js");
  CHECK(word_of_info(" c++ ") == "c++");
}

TEST_CASE("코드 옆에 적힌 것: 생성기마다 다르게 적은 제목, 줄 번호, 짚은 줄") {
  struct Example {
    std::string_view written;
    CodeInfo meant;
  };
  const Example examples[] = {
      {R"(js title="src/가 나.js" {1,3-5} showLineNumbers)", {"js", "src/가 나.js", {{1, 1}, {3, 5}}, 1}},
      {"js{4}", {"js", "", {{4, 4}}, 0}},
      {"jsx {2} title='한 줄'", {"jsx", "한 줄", {{2, 2}}, 0}},
      {"ts:line-numbers=2 {4} [a.ts]", {"ts", "a.ts", {{4, 4}}, 2}},
      {"js:title=a.js", {"js", "a.js", {}, 0}},
      {R"(go {linenos=inline,hl_lines=[1,"3-5"],linenostart=7})", {"go", "", {{1, 1}, {3, 5}}, 7}},
      {R"(go {linenos=false})", {"go", "", {}, 0}},
      {"js src/App.js active", {"js", "src/App.js", {}, 0}},
      {R"(js [[1, 4, "나이"], [2, 4, "[a, b]"]])", {"js", "", {}, 0}},
      {R"(js src/App.js [[1, 4, "나이"]] {2})", {"js", "src/App.js", {{2, 2}}, 0}},
      {R"({.python .numberLines startFrom="5"})", {"python", "", {}, 5}},
      {"{r, echo=FALSE}", {"r", "", {}, 0}},
      {R"(yaml filename="docker-compose.yml")", {"yaml", "docker-compose.yml", {}, 0}},
      {R"(title="이름만")", {"", "이름만", {}, 0}},
      {"rust,ignore", {"rust", "", {}, 0}},
  };
  for (const Example& example : examples) {
    CAPTURE(example.written);
    CHECK(code_info(example.written) == example.meant);
    CHECK(code_info_of_classes("language-" + word_of_info(example.written)) == example.meant);
  }
}

TEST_CASE("코드 옆에 적힌 것: 끝나지 않는 따옴표와 터무니없는 수에도 멎지 않는다") {
  for (const std::string_view written : {"js title=\"", "js {", "js }{][", "js {9999999999-1}", "{", "{}",
                                         "js {1-", "]", "js ====", "{.", "info-%"}) {
    CAPTURE(written);
    CHECK(code_info(written).lines == Lines{});
    CHECK(code_info_of_classes("language-" + word_of_info(written)) == code_info(written));
  }
  CHECK(code_info("js {1-").lines.empty());
}

TEST_CASE("코드 옆에 적힌 것: 색을 입히는 다른 도구들의 클래스") {
  CHECK(code_info_of_classes("language-ruby highlighter-rouge").language == "ruby");
  CHECK(code_info_of_classes("highlight highlight-source-shell").language == "shell");
  CHECK(code_info_of_classes("hljs javascript").language == "javascript");
  CHECK(code_info_of_classes("brush: java; gutter: false").language == "java");
  CHECK(code_info_of_classes("brush:java").language == "java");
  CHECK(code_info_of_classes("lang-py").language == "py");
  CHECK(code_info_of_classes("note box").language.empty());
}

// TeX becomes MathML of what MathML Core has, and nothing else.
#include <doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "article/dump.h"
#include "article/formula.h"
#include "article/html.h"
#include "cli/formulas.h"
#include "tests/golden.h"

namespace {

using namespace hanji;

struct Set {
  Article article;
  std::vector<Diagnostic> diagnostics;
};

Set set_post(std::string_view body) {
  auto post = read_post("---\ntitle: 글\n---\n" + std::string(body), "x.md");
  REQUIRE(post);
  Set made{std::move(post->article), {}};
  FormulaSetter().set(made.article, post->formulas, "x.md", made.diagnostics);
  return made;
}

std::string mathml_of(const std::string& source) {
  const Set made = set_post(source + "\n");
  REQUIRE(made.article.formulas.size() == 1);
  CHECK(made.article.formulas[0].source == source);
  CHECK(is_sound_formula(made.article.formulas[0].mathml));
  return made.article.formulas[0].mathml;
}

} // namespace

TEST_CASE("수식: TeX는 MathML이 되고 글은 그대로 남는다") {
  CHECK(mathml_of("$x^2$") == "<msup><mi>x</mi><mn>2</mn></msup>");
  CHECK(mathml_of("$$\\frac{a}{b}$$") == "<mfrac><mi>a</mi><mi>b</mi></mfrac>");
  CHECK(mathml_of("$a<b$") == "<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>");
  const Set made = set_post("넓이는 $\\pi r^2$이고\n\n$$\nx\n$$\n\n다시 $\\pi r^2$이다");
  CHECK(made.diagnostics.empty());
  REQUIRE(made.article.formulas.size() == 2);
  CHECK(made.article.blocks[0].text == "넓이는 $\\pi r^2$이고");
  CHECK(made.article.blocks[1].kind == BlockKind::formula);
  CHECK(made.article.blocks[1].text == "$$\nx\n$$");
}

TEST_CASE("수식: 역슬래시 둘로 여는 글은 마크다운이 하나를 뺀 것이다") {
  const std::string rows = mathml_of("\\\\[\\begin{matrix} a \\\\\\\\ b \\end{matrix}\\\\]");
  CHECK(rows == mathml_of("\\[\\begin{matrix} a \\\\ b \\end{matrix}\\]"));
  CHECK(mathml_of("\\\\[ \\\\{ a_1 \\\\} \\\\]") == mathml_of("\\[ \\{ a_1 \\} \\]"));
  CHECK(mathml_of("\\\\[\\begin{matrix} a \\\\ b \\end{matrix}\\\\]") == rows);
}

TEST_CASE("수식: 조판할 수 없는 것은 적힌 대로 코드이고, 경고는 그 자리를 안다") {
  const Set made = set_post("좋은 $x$와\n나쁜 $\\nowhere{x}$이다\n\n$$\n\\frac{a\n$$\n\n다시 $\\nowhere{x}$");
  REQUIRE(made.diagnostics.size() == 2);
  CHECK(made.diagnostics[0].code == "formula");
  CHECK(made.diagnostics[0].file == "x.md");
  CHECK(made.diagnostics[0].line == 5);
  CHECK(made.diagnostics[0].column == 8);
  CHECK(made.diagnostics[0].message.starts_with("“$\\nowhere{x}$” cannot be set: Unsupported function name"));
  CHECK(made.diagnostics[1].line == 7);
  CHECK(made.article.formulas.size() == 1);
  CHECK(made.article.blocks[0].inlines[0].style.flags == style_formula);
  CHECK(made.article.blocks[0].inlines[1].style.flags == style_code);
  CHECK(made.article.blocks[1].kind == BlockKind::code);
  CHECK(made.article.blocks[1].text == "$$\n\\frac{a\n$$");
}

TEST_CASE("수식: 끝없이 펼쳐지는 매크로와 너무 깊은 괄호는 경고일 뿐이다") {
  std::string deep = "$";
  for (int i = 0; i < 900; ++i) deep += "\\frac{1}{";
  for (const std::string& tex :
       {std::string("$$\\def\\a{\\a\\a}\\a$$"), deep + "x" + std::string(900, '}') + "$",
        "$$" + std::string(30'000, '{') + "$$", std::string("$\\href{javascript:alert(1)}{x}$"),
        std::string("$\\includegraphics{a.png}$"), std::string("$\\class{set}{x}$")}) {
    CAPTURE(tex.substr(0, 40));
    const Set made = set_post("앞\n\n" + tex + "\n\n뒤");
    CHECK(made.article.formulas.empty());
    CHECK(made.diagnostics.size() <= 1);
    CHECK(made.article.blocks.size() >= 3);
  }
}

TEST_CASE("수식: 허락된 이름만 남고, 꼴은 클래스와 속성이 된다") {
  CHECK(kept_mathml("<math display=\"block\" style=\"x\"><mi>x</mi></math>") == "<mi>x</mi>");
  CHECK(kept_mathml("<math><mi>x</mi><mo>+</mo></math>") == "<mrow><mi>x</mi><mo>+</mo></mrow>");
  CHECK(
      kept_mathml(
          "<math><mi href=\"javascript:1\" onclick=\"x\" id=\"a\" style=\"position:fixed\">x</mi></math>") ==
      "<mi>x</mi>");
  CHECK(kept_mathml("<mtext><script>alert(1)</script><img src=\"x\"><a href=\"y\">가</a></mtext>") ==
        "<mtext>alert(1)가</mtext>");
  CHECK(kept_mathml("<mtd class=\"tml-right set\" style=\"padding-left:1em;padding-right:0em;\">a</mtd>") ==
        "<mtd class=\"m-right m-l2 m-r0\">a</mtd>");
  CHECK(kept_mathml("<menclose notation=\"updiagonalstrike downdiagonalstrike\"><mi>x</mi></menclose>") ==
        "<mrow class=\"m-up m-down\"><mi>x</mi></mrow>");
  CHECK(kept_mathml("<mo style=\"math-depth:0;\">a</mo>") == "<mo scriptlevel=\"0\">a</mo>");
  CHECK(kept_mathml("<mspace width=\"1em\"/>") == "<mspace width=\"1em\"></mspace>");
  CHECK(kept_mathml("<mi>a & b &lt; &bad; &#x27;</mi>") == "<mi>a &amp; b &lt; &amp;bad; '</mi>");
  CHECK(kept_mathml("<mrow><mi>x") == "<mrow><mi>x</mi></mrow>");
  CHECK(kept_mathml("</mi></mrow>글") == "<mrow>글</mrow>");
  CHECK(kept_mathml("<mi class=\"").empty());
  CHECK(kept_mathml("").empty());
  // Read on light and on dark paper.
  CHECK(kept_mathml("<mi style=\"color:#000000;\">x</mi>").find("#000000") == std::string::npos);
  CHECK(kept_mathml("<mi mathcolor=\"url(x)\">x</mi>") == "<mi>x</mi>");
}

TEST_CASE("수식: 글은 dump와 HTML에 한 가지로 적힌다") {
  const Set made = set_post("값은 **$x_1$**과 [$y$](https://example.org)이고 $$\\sum_{i<n} i$$도 "
                            "있다.\n\n\\begin{align}\na &= b \\\\\n  &= "
                            "c\n\\end{align}\n\n- 항목 $z$\n\n  $$ \\sqrt{2} $$\n");
  CHECK(made.diagnostics.empty());
  check_golden(dump(made.article), "tests/cli/expected/formulas.dump.txt");
  check_golden(html_of_blocks(made.article), "tests/cli/expected/formulas.html");
  const std::string numbered = html_of_blocks(made.article, {.numbered = true});
  CHECK(numbered.find("<math data-tex=\"$\"><semantics>") != std::string::npos);
  CHECK(numbered.find("<div class=\"formula\" data-b=\"1\"><math display=\"block\" data-tex=\"\">") !=
        std::string::npos);
}

TEST_CASE("수식: 여러 실이 한꺼번에 조판해도 같다") {
  FormulaSetter setter;
  std::vector<Set> made(4);
  std::vector<std::thread> threads;
  for (Set& each : made) {
    threads.emplace_back([&] {
      auto post = read_post("---\ntitle: 글\n---\n$a$ $b_1$ $c^2$ $\\bad$ $\\frac{d}{e}$", "x.md");
      each.article = std::move(post->article);
      setter.set(each.article, post->formulas, "x.md", each.diagnostics);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Set& each : made) {
    CHECK(dump(each.article) == dump(made[0].article));
    CHECK(each.diagnostics.size() == 1);
  }
  CHECK(made[0].article.formulas.size() == 4);
}

TEST_CASE("수식: 정의는 글 전체에서 통하고, 글 밖으로는 나가지 않는다") {
  const Set made = set_post(
      "$\\ceil{x}$\n\n$$\n\\def\\ceil#1{\\lceil #1 \\rceil}\n$$\n\n$\\eqref{1.2}$ $\\require{cancel}y$");
  CHECK(made.diagnostics.empty());
  REQUIRE(made.article.formulas.size() == 4);
  CHECK(made.article.formulas[0].mathml == "<mrow></mrow>");
  CHECK(set_post("$\\ceil{x}$").diagnostics.size() == 1);
}

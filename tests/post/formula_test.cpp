// Formulas are kept to the byte, and prices stay text.
#include <doctest.h>

#include <string>
#include <vector>

#include "article/plain_text.h"
#include "post/read_post.h"

using namespace hanji;

namespace {

Article article_of(std::string_view body) {
  const auto post = read_post("---\ntitle: 글\n---\n" + std::string(body), "x.md");
  REQUIRE(post);
  return post->article;
}

// What stands as a formula, or as code, in the text of its line.
std::vector<std::string> inlined(std::string_view body, std::uint16_t flag = style_formula) {
  std::vector<std::string> found;
  for (const Block& block : article_of(body).blocks) {
    for (const Inline& run : block.inlines) {
      if ((run.style.flags & flag) != 0) found.push_back(block.text.substr(run.begin, run.end - run.begin));
    }
  }
  return found;
}

std::vector<std::string> displayed(std::string_view body, BlockKind kind = BlockKind::formula) {
  std::vector<std::string> found;
  for (const Block& block : article_of(body).blocks) {
    if (block.kind == kind) found.push_back(block.text);
  }
  return found;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("줄 안의 수식은 한 글자도 잃지 않는다") {
  for (const std::string tex :
       {"$z_{<t}$", "$a_1*b_2*c$", "$\\{x\\}$", "$x$", "$O(n)$", "$\\mathbf{x}_i \\\\ **y**$", "$a|b|c$",
        "$f'(x) = \"y\"$", "$\\text{가격}=5$", "$$a_1 \\{ x \\} \\\\ b$$", "\\\\(x_1 * y_2\\\\)",
        "\\(\\alpha_1 < \\beta_2\\)", "$<b>^{&amp;}$", "$a~b~c_{#1}$", "$[x](y)_1$", "$![x]^*$",
        "$\\tilde{x}{:.a}$", "${{x}}^2$"}) {
    CAPTURE(tex);
    CHECK(inlined("값 " + tex + "은 크다.") == Texts{tex});
    CHECK(plain_text(article_of("값 " + tex + "은 크다.")) == "값 " + tex + "은 크다.");
    CHECK(inlined("- 값 (" + tex + ")") == Texts{tex});
    CHECK(inlined("> **값 " + tex + "**은") == Texts{tex});
    CHECK(inlined("| 가 | 나 |\n|---|---|\n| " + tex + " | 값 |") == Texts{tex});
    CHECK(inlined("<div>값 " + tex + "은</div>") == Texts{tex});
  }
  CHECK(inlined("$a_1$과 $b_2$, 그리고 $c$.") == Texts{"$a_1$", "$b_2$", "$c$"});
  CHECK(inlined("$a_1 +\nb_2$") == Texts{"$a_1 + b_2$"});
}

TEST_CASE("제 줄을 차지한 수식은 따로 선 블록이다") {
  for (const std::string tex :
       {"$$ a_1 \\{ x \\} \\\\ b $$", "$$\na_1 &= b \\\\\n\n  **c** < d\n$$", "\\\\[\na_1 * b\n\\\\]",
        "\\[ \\sum_{i<n} x_i \\]", "\\begin{align*}\na &= b_1 \\\\\n# c\n\\end{align*}"}) {
    CAPTURE(tex);
    CHECK(displayed(tex) == Texts{tex});
    CHECK(displayed("앞\n" + tex + "\n뒤") == Texts{tex});
    const Article article = article_of("앞\n\n" + tex + "\n\n뒤 *강조*");
    REQUIRE(article.blocks.size() == 3);
    CHECK(article.blocks[0].text == "앞");
    CHECK(article.blocks[2].text == "뒤 강조");
  }
  const Article quoted = article_of("> 인용\n>\n> $$\n> a_1\n> b_2\n> $$\n>\n> 끝");
  REQUIRE(quoted.blocks.size() == 3);
  CHECK(quoted.blocks[1].text == "$$\na_1\nb_2\n$$");
  CHECK(quoted.blocks[1].quote == 1);
  CHECK(quoted.blocks[2].quote == 1);
  const Article listed = article_of("1. 하나\n   $$\n   a_1\n     b_2\n   $$\n2. 둘");
  REQUIRE(listed.blocks.size() == 3);
  CHECK(listed.blocks[1].text == "$$\na_1\n  b_2\n$$");
  CHECK(listed.blocks[2].number == 2);
}

TEST_CASE("값과 셸과 주소의 달러는 글이다") {
  for (const std::string text :
       {"$5와 $10", "5$에서 10$로", "$5라고 했다. 10$에 판다", "US$100~US$200", "$ 5 $", "$HOME와 $PATH",
        "The $5 menu and the 10$ one", "${a}/${b}", "A$가 B$로", "$5-$10", "$$$ 비싼 집 $$$", "$$"}) {
    CAPTURE(text);
    CHECK(inlined(text).empty());
    CHECK(displayed(text).empty());
    CHECK(plain_text(article_of(text)) == text);
  }
  CHECK(inlined("\\$a_1\\$").empty());
  CHECK(plain_text(article_of("$5는 **싸고** 10$는 _비싸다_")) == "$5는 싸고 10$는 비싸다");
  CHECK(article_of("[가](https://a.kr/?x=$a_1$&y=2)").links[0].url == "https://a.kr/?x=$a_1$&y=2");
  CHECK(article_of("<a href=\"https://a.kr/$a_1$\">가</a>").links[0].url == "https://a.kr/$a_1$");
}

TEST_CASE("코드 안의 달러와 벗어난 괄호는 그대로다") {
  CHECK(inlined("`$a_1$`").empty());
  CHECK(inlined("`$a_1$`", style_code) == Texts{"$a_1$"});
  CHECK(displayed("```\n$$\na\n$$\n```").empty());
  CHECK(displayed("```\n$$\na\n$$\n```", BlockKind::code) == Texts{"$$\na\n$$"});
  CHECK(displayed("```\n가\n```\n    $a_1$ <b", BlockKind::code) == Texts{"가", "$a_1$ <b"});
  CHECK(plain_text(article_of("\\[속보\\] \\(끝\\)")) == "[속보] (끝)");
  CHECK(plain_text(article_of("\\[a\\_b\\]")) == "[a_b]");
}

TEST_CASE("맞닿은 두 수식은 둘이다") {
  CHECK(inlined("\\(a_1\\)\\(b_2\\)") == Texts{"\\(a_1\\)", "\\(b_2\\)"});
  CHECK(inlined("`코드`$a_1$`코드`") == Texts{"$a_1$"});
}

TEST_CASE("수식이 있던 줄과 칸을 안다") {
  const auto post = read_post("---\ntitle: 글\n---\n가 $a_1$\n나 $b_2 +\nc$\n\n$$\nx\n$$\n", "x.md");
  REQUIRE(post);
  REQUIRE(post->formulas.size() == 3);
  CHECK(post->formulas[0].source == "$a_1$");
  CHECK(post->formulas[0].line == 4);
  CHECK(post->formulas[0].column == 5);
  CHECK(post->formulas[1].source == "$b_2 + c$");
  CHECK(post->formulas[1].line == 5);
  CHECK(post->formulas[2].source == "$$ x $$");
  CHECK(post->formulas[2].line == 8);
}

TEST_CASE("제목의 수식은 제목의 이름을 바꾸지 않는다") {
  const Article article = article_of("## $O(n)$ 풀이");
  REQUIRE(article.blocks.size() == 1);
  CHECK(article.blocks[0].text == "$O(n)$ 풀이");
  CHECK(article.blocks[0].id == "$-o-n-$-풀이");
}

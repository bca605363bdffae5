#include <doctest.h>

#include "article/formula.h"

using namespace hanji;

TEST_CASE("수식: 무엇 사이에 적혔는지 안다") {
  const auto check = [](std::string_view source, std::string_view open, std::string_view tex,
                        bool displayed) {
    CAPTURE(source);
    const WrittenFormula written = written_formula(source);
    CHECK(written.open == open);
    CHECK(written.tex == tex);
    CHECK(written.displayed == displayed);
  };
  check("$x$", "$", "x", false);
  check("$$x$$", "$$", "x", true);
  check("\\(x\\)", "\\(", "x", false);
  check("\\[ x\n\\]", "\\[", " x\n", true);
  check("\\\\(x\\\\)", "\\\\(", "x", false);
  check("\\\\[x\\\\]", "\\\\[", "x", true);
  check("\\begin{align}(x)\\end{align}", "", "\\begin{align}(x)\\end{align}", true);
  check("", "", "", true);
  check("$", "", "$", true);
  check("$$", "", "$$", true);
  check("\\", "", "\\", true);
  check("(x)", "", "(x)", true);
  check("\\\\\\[x", "", "\\\\\\[x", true);
}

TEST_CASE("수식: 허락된 이름으로 바르게 안긴 한 요소만 옳다") {
  for (const char* sound :
       {"<mi>x</mi>", "<mrow><mi>x</mi><mo>&lt;</mo></mrow>", "<mspace width=\"1em\"></mspace>",
        "<mi class=\"m-a m-b\" mathcolor=\"#123456\">가</mi>"})
    CHECK_MESSAGE(is_sound_formula(sound), sound);
  for (const char* unsound : {"",
                              "x",
                              "<mi>x",
                              "<mi>x</mo>",
                              "<mi>x</mi>y",
                              "<mi>x</mi><mi>y</mi>",
                              "<math><mi>x</mi></math>",
                              "<script>x</script>",
                              "<mi onclick=\"x\">x</mi>",
                              "<mi href=\"x\">x</mi>",
                              "<mi style=\"x\">x</mi>",
                              "<mi class=x>x</mi>",
                              "<mi  class=\"x\">x</mi>",
                              "<mi class=\"a\"b>x</mi>",
                              "<mi class=\"x>x</mi>",
                              "<mi/>",
                              "<>x</>",
                              "< mi>x</ mi>",
                              "<mi mo>x</mi>",
                              "</mi>",
                              "<mi>x</mi></mi>",
                              "<annotation>x</annotation>",
                              "<mi",
                              "<mi>a > b</mi>"})
    CHECK_MESSAGE(!is_sound_formula(unsound), unsound);
}

// Links between double brackets.
#include <doctest.h>

#include "post/wikilink.h"

using namespace hanji;

TEST_CASE("두 겹 괄호의 고리는 이름, 마디, 보이는 글로 나뉜다") {
  const auto link = wikilink_at("[[폴더/이름#큰 마디#작은 마디|보이는 글]] 뒤");
  REQUIRE(link);
  CHECK(link->name == "폴더/이름");
  CHECK(link->heading == "작은 마디");
  CHECK(link->text == "보이는 글");
  CHECK(markdown_of(*link) == "[보이는 글](<post:폴더/이름#작은%20마디>)");
  CHECK(words_of(*wikilink_at("[[이름#큰#작은]]")) == "이름#큰#작은");
  CHECK(wikilink_at("[[이름#가&#45;나]]")->heading == "가&#45;나");
  CHECK(wikilink_at("[[#마디#]]{글}")->heading == "마디");
  CHECK(wikilink_at("[[이름]]{꼬리}")->text == "꼬리");
  CHECK(wikilink_at("[[이름]]{:target=\"_blank\"}")->text.empty());
  CHECK(wikilink_at("[[이름\\|칸]]")->text == "칸");
  CHECK(markdown_of(*wikilink_at("[[#마디]]")) == "[마디](<#마디>)");
  CHECK(markdown_of(*wikilink_at("[[a_b*c]]")) == "[a&#95;b&#42;c](<post:a_b*c>)");
  CHECK(markdown_of(*wikilink_at("[[이름]]{`a_b`는 *}")) == "[`a_b`는 &#42;](<post:이름>)");
  CHECK(markdown_of(*wikilink_at("[[이름]]{`` a`b ``와 `}")) == "[`` a`b ``와 &#96;](<post:이름>)");
}

TEST_CASE("그림은 크기와 함께 그 자리에 선다") {
  CHECK(markdown_of(*wikilink_at("![[사진 1.PNG|설명|300x200]]")) ==
        "<img src=\"post:사진%201.PNG\" alt=\"설명\" width=\"300\" height=\"200\">");
  CHECK(markdown_of(*wikilink_at("![[표.pdf]]")) == "[표&#46;pdf](<post:표.pdf>)");
}

TEST_CASE("두 겹 괄호라고 다 고리는 아니다") {
  for (const char* text : {"[[ -f x ]]", "[[]]", "[[글", "[[글\n]]", "[[글]](주소)", "[[글][참조]]",
                           "[[글]][참조]", "[[#]]", "[[|글]]", "[[1,2],[3,4]]"})
    CHECK_MESSAGE(!wikilink_at(text), text);
}

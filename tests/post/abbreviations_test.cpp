#include <doctest.h>

#include <string>

#include "article/dump.h"
#include "post/read_post.h"

using namespace hanji;

namespace {

std::string dump_of(std::string_view body, std::string_view path = "x.md") {
  const auto post = read_post("---\ntitle: 글\n---\n" + std::string(body), path);
  REQUIRE(post);
  const std::string text = dump(post->article);
  return text.substr(text.find("\n\n") + 2);
}

} // namespace

TEST_CASE("줄임말: 한 번 밝힌 뜻은 그 말이 선 곳마다 붙는다") {
  CHECK(dump_of("HTML은 말이다. **HTML5**와 XHTML은 다르다.\n\n- 목록의 HTML\n\n*[HTML]: 하이퍼텍스트 표시 "
                "언어\n") == "paragraph | ⟦abbreviation|HTML⟧은 말이다. ⟦bold|HTML5⟧와 XHTML은 다르다.\n"
                             "item 1 • | 목록의 ⟦abbreviation|HTML⟧\n\n"
                             "means | HTML | 하이퍼텍스트 표시 언어\n");
}

TEST_CASE("줄임말: 코드와 수식에는 없고, 긴 말이 먼저다") {
  CHECK(dump_of("`한은`과 한은 금통위, 한은\n\n```\n한은\n```\n\n*[한은]: 한국은행\n*[한은 금통위]: "
                "금융통화위원회\n*[없다]: 쓰지 않는다\n") ==
        "paragraph | ⟦code|한은⟧과 ⟦abbreviation|한은 금통위⟧, ⟦abbreviation|한은⟧\n"
        "code | 한은\n\n"
        "means | 한은 | 한국은행\nmeans | 한은 금통위 | 금융통화위원회\n");
}

TEST_CASE("줄임말: 글에 제 뜻을 적은 것은 그대로다") {
  CHECK(dump_of("<p><abbr title='세계 보건 기구'>WHO</abbr>와 <abbr>WTO</abbr>, <acronym "
                "title='가'>나</acronym></p>",
                "x.html") == "paragraph | ⟦abbreviation|WHO⟧와 WTO, ⟦abbreviation|나⟧\n\n"
                             "means | WHO | 세계 보건 기구\nmeans | 나 | 가\n");
  CHECK(dump_of("<abbr title=\"하나\">가</abbr> 가\n\n*[가]: 둘\n*[나]:\n") ==
        "paragraph | ⟦abbreviation|가⟧ ⟦abbreviation|가⟧\n\nmeans | 가 | 하나\n");
  CHECK(dump_of("*[] 글: 별이다\n") == "paragraph | *[] 글: 별이다\n");
}

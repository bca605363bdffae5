// Markdown as people write it: what no specification foresaw, read as it was meant.
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

std::string blocks_of(std::string_view body) {
  Article blocks = article_of(body);
  Article shown;
  shown.blocks = blocks.blocks;
  shown.links = blocks.links;
  shown.cells = blocks.cells;
  shown.figures = blocks.figures;
  std::string text = dump(shown);
  text.erase(0, text.find("\n\n") + 2);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

} // namespace

TEST_CASE("홑 인용표 아래 줄의 글은 인용이다") {
  CHECK(blocks_of(">\n가나다 인용이다.\n이어진다.\n\n밖") ==
        "> paragraph | 가나다 인용이다. 이어진다.\nparagraph | 밖");
  CHECK(blocks_of("> >\n둘째 겹") == "> > paragraph | 둘째 겹");
  CHECK(blocks_of("> 하나\n>\n둘") == "> paragraph | 하나\n> paragraph | 둘");
  CHECK(blocks_of("> 하나\n>\n\n둘") == "> paragraph | 하나\nparagraph | 둘");
  CHECK(blocks_of(">\n# 제목") == "heading 1 #제목 | 제목");
}

TEST_CASE("꺾쇠 안의 주소는 뒤에 빈칸이 있어도 링크다") {
  CHECK(blocks_of("- <https://example.org >") == "item 1 • | ⟦link=https://example.org|https://example.org⟧");
  CHECK(blocks_of("a <https://a.kr  > b > c") == "paragraph | a ⟦link=https://a.kr|https://a.kr⟧ b > c");
  CHECK(plain_text(article_of("<https://a.kr b> c")) == "<https://a.kr b> c");
}

TEST_CASE("코드 안에서도 raw는 보이지 않는다") {
  CHECK(blocks_of("```liquid\n{% raw %}{{ page.title }}{% endraw %}\n```") == "code | {{ page.title }}");
  CHECK(blocks_of("```\n{% raw %}\n{{ a }}\n{% endraw %}\n```\n\n뒤") == "code | {{ a }}\nparagraph | 뒤");
  CHECK(blocks_of("{% raw %}\n```yaml\nrun: ${{ secrets.TOKEN }}\n```\n{% endraw %}\n뒤") ==
        "code | run: ${{ secrets.TOKEN }}\nparagraph | 뒤");
  CHECK(blocks_of("줄의 `{% raw %}{% if user %}{% endraw %}`라고.") ==
        "paragraph | 줄의 ⟦code|{% if user %}⟧라고.");
  CHECK(blocks_of("{% highlight liquid %}{% raw %}\n{{ page.url }}\n{% endraw %}{% endhighlight %}\n\n끝.") ==
        "code | {{ page.url }}\nparagraph | 끝.");
  CHECK(blocks_of("<pre>{% raw %}{{ a }}{% endraw %}</pre>") == "code | {{ a }}");
  CHECK(blocks_of("    {%- raw -%}{{ a }}{%- endraw -%}") == "code | {{ a }}");
  CHECK(blocks_of("{% raw %}**굵게** {{ a }}{% endraw %} {{ b }}") == "paragraph | ⟦bold|굵게⟧ {{ a }}");
  CHECK(blocks_of("```\n{% raw %}{% raw %}{% endraw %}\n```") == "code | {% raw %}");
  CHECK(blocks_of("```\n{% raw %}\n```") == "code | {% raw %}"); // never ended: no mark
}

TEST_CASE("문장 부호로 끝나는 강조에 조사가 붙는다") {
  CHECK(blocks_of("*강조(a)*는") == "paragraph | ⟦italic|강조(a)⟧는");
  CHECK(blocks_of("***a()***을") == "paragraph | ⟦bold italic|a()⟧을");
  CHECK(blocks_of("*기울임(x)*이 *또(y)*와 **굵(z)**은") ==
        "paragraph | ⟦italic|기울임(x)⟧이 ⟦italic|또(y)⟧와 ⟦bold|굵(z)⟧은");
  CHECK(blocks_of("이것은 *a.b.*라고") == "paragraph | 이것은 ⟦italic|a.b.⟧라고");
  CHECK(plain_text(article_of("2 * (3)*4")) == "2 * (3)*4");
  CHECK(plain_text(article_of("a*(b)*c")) == "a*(b)*c");
  CHECK(blocks_of("* 항목(가)*나") == "item 1 • | 항목(가)*나");
}

TEST_CASE("밑줄로 기울인 말은 굵은 글의 처음과 끝에서도 기운다") {
  CHECK(plain_text(article_of("**_가_** 나, **다 _라_**. **_마_ 바**")) == "가 나, 다 라. 마 바");
  CHECK(blocks_of("**가 _나_**.") == "paragraph | ⟦bold|가 ⟧⟦bold italic|나⟧.");
}

TEST_CASE("목록 바로 아래의 코드와 그 아래 줄은 그 항목의 것이다") {
  CHECK(blocks_of("* 가\n```\n1\n\n2\n```\n줄글\n    * 나\n* 다\n\n끝") ==
        "item 1 • | 가\ncode in item 1 | 1\\n\\n2\nitem 1 more | 줄글\nitem 2 • | 나\nitem 1 • | "
        "다\nparagraph | 끝");
  CHECK(blocks_of("1. 가\n    - 나\n~~~\n1\n~~~\n    - $a_1*b_2*$\n\n끝") ==
        "item 1 1. | 가\nitem 2 • | 나\ncode in item 2 | 1\nitem 2 • | ⟦formula|$a_1*b_2*$⟧\nparagraph | 끝");
  CHECK(blocks_of("* 가\n\n```\n1\n```\n\n    코드") == "item 1 • | 가\ncode | 1\ncode | 코드");
}

TEST_CASE("여는 부호가 더 많아 끝나지 않는 코드는 적은 부호가 끝낸다") {
  CHECK(blocks_of("`````js\n1\n```\n\n글\n\n```\n2\n```") == "code | 1\nparagraph | 글\ncode | 2");
  CHECK(blocks_of("````\n```\n1\n```\n````\n\n글") == "code | ```\\n1\\n```\nparagraph | 글");
}

TEST_CASE("짝 없는 백틱은 다음 항목까지 가지 않는다") {
  CHECK(blocks_of("- \\`가`\n- `\\~~나~~`") == "item 1 • | `가`\nitem 1 • | ⟦code|\\\\~~나~~⟧");
}

TEST_CASE("제킬의 인용은 빈 줄까지다: 목록에 인용표가 없어도") {
  const std::string list = "> item 1 • | 하나\n> item 1 • | 둘\nparagraph | 밖";
  CHECK(blocks_of(">\n- 하나\n- 둘\n\n밖") == list);
  CHECK(blocks_of("> - 하나\n- 둘\n\n밖") == list);
  CHECK(blocks_of("> 가\n나\n1. 다\n\n밖") == "> paragraph | 가 나\n> item 1 1. | 다\nparagraph | 밖");
  CHECK(blocks_of("> > 가\n- 나\n\n밖") == "> > paragraph | 가\n> > item 1 • | 나\nparagraph | 밖");
  CHECK(blocks_of("> 가\n<p>나</p>") == "> paragraph | 가\nparagraph | 나");
  CHECK(blocks_of("> 가\n```\n나\n```\n다") == "> paragraph | 가\ncode | 나\nparagraph | 다");
  CHECK(blocks_of("- 가\n  > 나\n- 다") == "item 1 • | 가\n> item 1 more | 나\nitem 1 • | 다");
}

TEST_CASE("인용 안의 코드는 울타리에만 인용표가 있어도 코드다") {
  CHECK(blocks_of(">```\n나 * 다\n\n  라\n>```\n\n마") == "> code | 나 * 다\\n\\n  라\nparagraph | 마");
  CHECK(blocks_of("> ```\n> 가\n> ```\n나\n\n> ```\n> 다\n> ```") ==
        "> code | 가\nparagraph | 나\n> code | 다");
  CHECK(blocks_of(">```\n가 = 1\n```\n\n나") == "> code | 가 = 1\nparagraph | 나");
  CHECK(blocks_of(">```\n\n가 *나*").find("code") == std::string::npos);
}

TEST_CASE("인용 끝의 속성 줄은 글이 아니다") {
  CHECK(blocks_of("> 가\n> {:class=\"b\"}\n\n나") == "> paragraph | 가\nparagraph | 나");
  CHECK(blocks_of("> ```\n> {:a :b}\n> ```") == "> code | {:a :b}");
}

TEST_CASE("차례가 설 자리는 글이 아니다") {
  CHECK(blocks_of("앞\n\n[[toc]]\n\n뒤") == "paragraph | 앞\nparagraph | 뒤");
  CHECK(plain_text(article_of("앞 [[toc]] 뒤")) == "앞 toc 뒤");
}

TEST_CASE("항목 속의 HTML은 항목의 것이고, 그 뒤의 HTML도 HTML이다") {
  const std::string text =
      blocks_of("1. 가\n\n   <div class=\"a\">\n\n   ```\n   1\n   ```\n\n     </div>\n     "
                "<div class=\"b\">\n\n   ```\n   2\n   ```\n\n   </div>\n\n2. 나");
  CHECK(text == "item 1 1. | 가\ncode in item 1 | 1\ncode in item 1 | 2\nitem 1 2. | 나");
}

TEST_CASE("빈 줄로 띄운 그림은 HTML 속에서도 그림이다") {
  const Article article = article_of("<figure>\n\n![안테나](a.jpg)\n\n</figure>");
  REQUIRE(article.figures.size() == 1);
  CHECK(article.figures[0].alternative == "안테나");
  CHECK(blocks_of("<details><summary>더</summary>\n\n![가](a.jpg)\n\n글\n\n</details>").find("![") ==
        std::string::npos);
}

TEST_CASE("빈 줄로 띄운 글의 링크와 코드는 HTML 속에서도 링크와 코드다") {
  CHECK(blocks_of("<div class=\"a\">\n\n자세히는 [다음 글](https://a.kr)\n\n</div>") ==
        "paragraph | 자세히는 ⟦link=https://a.kr|다음 글⟧");
  CHECK(blocks_of("<div>\n\n`<b>`를 쓴다.\n\n</div>\n\n뒤") ==
        "paragraph | ⟦code|<b>⟧를 쓴다.\nparagraph | 뒤");
  CHECK(blocks_of("- 하나\n  <div class=\"a\">\n\n  - [둘](https://a.kr)\n  </div>\n- 셋") ==
        "item 1 • | 하나\nitem 2 • | ⟦link=https://a.kr|둘⟧\nitem 1 • | 셋");
  CHECK(blocks_of("<div>\n[글](https://a.kr)\n</div>") == "paragraph | [글](https://a.kr)");
}

TEST_CASE("빗금으로 끝나는 태그는 그 자리에서 닫힌다") {
  CHECK(blocks_of("참고: [글](https://a.kr) <sup class=\"ts\" />는 `나`와 같다.") ==
        "paragraph | 참고: ⟦link=https://a.kr|글⟧ 는 ⟦code|나⟧와 같다.");
  CHECK(blocks_of("- **이름** <b/>: 설명") == "item 1 • | ⟦bold|이름⟧ : 설명");
  CHECK(blocks_of("<a id=\"b\" />\n\n## 마디\n\n글").ends_with("heading 2 #b | 마디\nparagraph | 글"));
  CHECK(blocks_of("<div class=\"a\" />\n\n**굵은** 글") == "paragraph | ⟦bold|굵은⟧ 글");
  CHECK(blocks_of("<a href=https://a.kr/>글</a> 뒤") == "paragraph | ⟦link=https://a.kr/|글⟧ 뒤");
  CHECK(blocks_of("하나<br/>둘") == "paragraph | 하나\\n둘");
}

TEST_CASE("쌍점 셋의 상자는 제목이 앞에 선 인용이다") {
  CHECK(blocks_of("앞\n:::tip 제목 `a`\n내용\n\n- 하나\n:::\n뒤") ==
        "paragraph | 앞\n> paragraph | ⟦bold|제목 ⟧⟦bold code|a⟧\n> paragraph | 내용\n> item 1 • | "
        "하나\nparagraph | 뒤");
  CHECK(blocks_of("::: warning\n내용\n:::") == "> paragraph | ⟦bold|경고⟧\n> paragraph | 내용");
  CHECK(blocks_of("::: warning\ntext\n:::") == "> paragraph | ⟦bold|Warning⟧\n> paragraph | text");
  CHECK(blocks_of(":::note[제목]\n내용\n:::") == "> paragraph | ⟦bold|제목⟧\n> paragraph | 내용");
  CHECK(blocks_of("::::info 밖\n:::danger 안\n내용\n:::\n::::") ==
        "> paragraph | ⟦bold|밖⟧\n> > paragraph | ⟦bold|안⟧\n> > paragraph | 내용");
  CHECK(blocks_of("::: details 보기\n내용\n:::").find("summary") != std::string::npos);
  CHECK(blocks_of("::: code-group\n```js [a.js]\nx\n```\n:::\n\n뒤") ==
        "caption | a.js\ncode | x\nparagraph | 뒤");
  CHECK(blocks_of("- 하나\n\n  :::tip 제목\n  내용\n  :::\n- 둘").find("item 1 • | 둘") != std::string::npos);
  CHECK(blocks_of(":::tip 제목\n내용") == "paragraph | :::tip 제목 내용");
  CHECK(blocks_of("```\n:::tip\na\n:::\n```") == "code | :::tip\\na\\n:::");
}

TEST_CASE("인용이 밝힌 상자의 종류는 그 제목이다") {
  CHECK(blocks_of("> [!NOTE]\n> 내용\n> 이어진다") ==
        "> paragraph | ⟦bold|참고⟧\n> paragraph | 내용 이어진다");
  CHECK(blocks_of("> [!warning]- 제목\n> 내용") == "> paragraph | ⟦bold|제목⟧\n> paragraph | 내용");
  CHECK(blocks_of("> [!TIP]\n> text") == "> paragraph | ⟦bold|Tip⟧\n> paragraph | text");
  CHECK(plain_text(article_of("[!NOTE] 글")) == "[!NOTE] 글");
}

TEST_CASE("할 일의 칸과 형광펜") {
  CHECK(blocks_of("- [ ] 하나\n- [x] 둘\n  1. [X] 셋\n- [] 넷") ==
        "item 1 • | ☐ 하나\nitem 1 • | ☑ 둘\nitem 2 1. | ☑ 셋\nitem 1 • | [] 넷");
  CHECK(plain_text(article_of("[x] 글")) == "[x] 글");
  CHECK(blocks_of("이것은 ==중요한 말==이다. ==*둘*==") ==
        "paragraph | 이것은 ⟦mark|중요한 말⟧이다. ⟦italic mark|둘⟧");
  for (const char* text : {"a == b == c", "a==b==c", "=== 셋 ===", "== 빈칸 =="}) {
    CAPTURE(text);
    CHECK(plain_text(article_of(text)) == text);
  }
  CHECK(plain_text(article_of("`==a==`")) == "==a==");
}

TEST_CASE("커먼마크를 쓰는 누리집에서는 주소가 링크이고, HTML 속의 빈 줄 뒤가 마크다운이다") {
  const auto read = [](std::string_view body, Dialect dialect) {
    return read_post("---\ntitle: 글\n---\n" + std::string(body), "x.md", {.dialect = dialect})->article;
  };
  const Article linked =
      read("자료는 https://example.org/a?b=c에서, (https://a.kr). `https://c.kr`", Dialect::commonmark);
  REQUIRE(linked.links.size() == 2);
  CHECK(linked.links[0].url == "https://example.org/a?b=c");
  CHECK(linked.links[1].url == "https://a.kr");
  CHECK(read("[글]((https://a.kr/b)) 뒤", Dialect::commonmark).blocks[0].text == "글 뒤");
  CHECK(read("https://ko.wikipedia.org/wiki/한글", Dialect::commonmark).blocks[0].inlines.size() == 1);
  CHECK(read("[글 https://a.kr](https://b.kr) <https://c.kr> <a href=\"https://d.kr\">https://d.kr</a>",
             Dialect::commonmark)
            .links.size() == 3);
  CHECK(read("자료는 https://example.org/a", Dialect::kramdown).links.empty());

  const std::string_view box = "<div class=\"a\">\n\n**굵은** 글\n\n</div>\n\n뒤";
  CHECK(plain_text(read(box, Dialect::commonmark)) == "굵은 글\n뒤");
  CHECK(plain_text(read(box, Dialect::kramdown)) == "**굵은** 글\n뒤");
  CHECK(plain_text(read("<div>\n**굵은** 글\n</div>", Dialect::commonmark)) == "**굵은** 글");

  CHECK(read("> 하나\n>\n둘", Dialect::commonmark).blocks[1].quote == 0);
  CHECK(read(">\n둘", Dialect::commonmark).blocks[0].quote == 1);
}

TEST_CASE("이모지의 짧은 이름은 이모지다") {
  CHECK(plain_text(article_of(":bug: 고침 :+1::tada: (:heart:)")) == "🐛 고침 👍🎉 (❤️)");
  CHECK(plain_text(article_of("10:100:20 a:bug:b :없음: `:bug:` :모름:")) ==
        "10:100:20 a:bug:b :없음: :bug: :모름:");
}

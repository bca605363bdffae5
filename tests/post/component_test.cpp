// What components of MDX say in their properties is text, and their names are no elements of HTML.
#include <doctest.h>

#include <string>

#include "article/dump.h"
#include "article/plain_text.h"
#include "post/mdx.h"
#include "post/read_post.h"

using namespace hanji;

namespace {

Article article_of(std::string_view body, Dialect dialect = Dialect::commonmark) {
  const auto post = read_post("---\ntitle: 글\n---\n" + std::string(body), "x.mdx", {.dialect = dialect});
  REQUIRE(post);
  return post->article;
}

std::string blocks_of(std::string_view body) {
  const Article article = article_of(body);
  Article shown;
  shown.blocks = article.blocks;
  shown.links = article.links;
  std::string text = dump(shown);
  text.erase(0, text.find("\n\n") + 2);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

} // namespace

TEST_CASE("MDX의 탭은 이름을 앞세워 차례로 선다") {
  for (const Dialect dialect : {Dialect::commonmark, Dialect::kramdown}) {
    const Article article =
        article_of("앞\n\n<Tabs groupId=\"a\">\n  <TabItem value=\"npm\" label=\"엔피엠\">\n\n"
                   "**설치** 하나\n\n  </TabItem>\n  <TabItem value=\"yarn\">\n\n둘\n\n  </TabItem>\n"
                   "</Tabs>\n\n뒤",
                   dialect);
    CHECK(plain_text(article) == "앞\n엔피엠\n설치 하나\nyarn\n둘\n뒤");
    REQUIRE(article.blocks.size() == 6);
    REQUIRE(article.blocks[1].inlines.size() == 1);
    CHECK(article.blocks[1].inlines[0].style.flags == style_bold);
    REQUIRE(article.blocks[2].inlines.size() == 1);
  }
  CHECK(plain_text(article_of("<Tabs.Tab name=\"하나\">\n\n가\n\n</Tabs.Tab>")) == "하나\n가");
}

TEST_CASE("MDX: 읽는 이가 보는 속성은 글이다") {
  CHECK(
      plain_text(article_of("<Card title=\"제목\" description={'설명'} icon=\"a\" href=\"/b/\" />\n\n뒤")) ==
      "제목\n설명\n뒤");
  CHECK(article_of("<Card title=\"제목\" href=\"/b/\" />").links.size() == 1);
  CHECK(plain_text(article_of("<Details summary={`자세히 보기`}>\n\n속\n\n</Details>")) == "자세히 보기\n속");
  CHECK(plain_text(article_of("<Figure caption=\"가 > 나\" />\n\n뒤")) == "가 > 나\n뒤");
  CHECK(plain_text(article_of("글 <Tooltip title=\"풀이\">말</Tooltip> 뒤")) == "글 말 뒤");
  CHECK(plain_text(article_of("<Card title=\"안내\" icon={<Icon />}>\n\n속\n\n</Card>")) == "안내\n속");
  CHECK(
      plain_text(article_of("<Suspense fallback={<p>잠시만</p>}>\n\n속\n\n</Suspense>")).contains("잠시만"));
  CHECK(plain_text(article_of("<Note heading={제목(1)} {...모두}>\n\n속\n\n</Note>")) == "속");
}

TEST_CASE("MDX: 대문자로 시작하는 이름은 HTML의 이름이 아니다") {
  CHECK(plain_text(article_of("<Button onClick={() => 누름()}>누르기</Button> 뒤")) == "누르기 뒤");
  CHECK(plain_text(article_of("<Select>\n\n고르기\n\n</Select>\n\n뒤")) == "고르기\n뒤");
  CHECK(plain_text(article_of("<Title>큰 제목</Title>\n\n뒤")) == "큰 제목\n뒤");
  CHECK(article_of("가<Br>나").blocks[0].text == "가\n나");
  CHECK(plain_text(article_of("`List<Button>`과 List<String>은")).starts_with("List<Button>과"));
}

TEST_CASE("MDX: 끝나지 않는 따옴표와 괄호에도 멎지 않는다") {
  for (const std::string_view tag : {"<Card title=", "<Card title=\"", "<Card title={", "<Card title={`",
                                     "<Card {", "<Card title={'}>", "<C", "<Card =>", "<Card title='a>"}) {
    CAPTURE(tag);
    CHECK(component_at(tag).seen.find("제목") == std::string::npos);
    CHECK(plain_text(article_of(std::string(tag) + "\n\n뒤")).ends_with("뒤"));
  }
}

TEST_CASE("MDX: 알려진 이름의 상자는 제목이 앞에 선 인용이다") {
  CHECK(blocks_of("앞\n\n<Note>\n\n내용 `가`\n\n</Note>\n\n뒤") ==
        "paragraph | 앞\n> paragraph | ⟦bold|참고⟧\n> paragraph | 내용 ⟦code|가⟧\nparagraph | 뒤");
  CHECK(blocks_of("<Callout type=\"warning\" emoji=\"⚠\">\n내용\n</Callout>") ==
        "> paragraph | ⟦bold|경고⟧\n> paragraph | 내용");
  CHECK(blocks_of("<Pitfall>\n\n밖\n\n<Note>\n\n안\n\n</Note>\n\n</Pitfall>") ==
        "> paragraph | ⟦bold|주의⟧\n> paragraph | 밖\n> > paragraph | ⟦bold|참고⟧\n> > paragraph | 안");
  CHECK(blocks_of("<Solution>\n\n풀어 보면\n\n</Solution>").find("summary") == 0);
  CHECK(plain_text(article_of("<Note>\n\n끝이 없다")) == "끝이 없다");
  CHECK(plain_text(article_of("<Gallery>\n\n내용\n\n</Gallery>")) == "내용");
  CHECK(plain_text(article_of("```\n<Note>\n가\n</Note>\n```")) == "<Note>\n가\n</Note>");
}

TEST_CASE("MDX: 단말기가 보이는 것은 코드다") {
  CHECK(blocks_of("앞\n\n<TerminalBlock>\nnpm install\ncd <이름>\n</TerminalBlock>\n\n뒤") ==
        "paragraph | 앞\ncode | npm install\\ncd <이름>\nparagraph | 뒤");
  CHECK(blocks_of("<TerminalBlock>\n{`npm install`}\n</TerminalBlock>") == "code | npm install");
  CHECK(blocks_of("<ConsoleBlock level=\"error\">\n\nWarning: a_b *c*\n\n</ConsoleBlock>") ==
        "code | Warning: a_b *c*");
  CHECK(plain_text(article_of("<TerminalBlock>\nnpm install")).contains("npm install"));
}

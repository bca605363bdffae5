#include <doctest.h>

#include "search/marked_words.h"
#include "tests/search/small_corpus.h"

namespace {

using namespace hanji;
using Words = std::vector<std::string>;

Words marked(std::string_view query) { return marked_words(parse_query(query)); }

} // namespace

TEST_CASE("부호가 든 말: 글자와 부호가 함께 적힌 것만이다") {
  CHECK(marked(".env") == Words{".env"});
  CHECK(marked("R&D 예산") == Words{"r&d"});
  CHECK(marked("R&D는") == Words{"r&d"});
  CHECK(marked("node.js @media ~/.ssh 50%") == Words{"node.js", "@media", "~/.ssh", "50%"});
  CHECK(marked("기온이 -15도") == Words{"-15"});
  CHECK(marked("rm -rf") == Words{"-rf"});
  for (const std::string_view plain : {"예산", "예산.", "what?", "(env)", "\"env\"", "예산 -국방", "2024년",
                                       "3·1운동", "", "...", "&", "한국&일본"}) {
    CAPTURE(plain);
    CHECK(marked(plain).empty());
  }
}

TEST_CASE("부호가 든 말: 더 긴 말의 한 도막은 아니다") {
  const auto holds = [](std::string text, std::string word) {
    return holds_marked_words(article_of("제목", {std::move(text)}), Words{std::move(word)});
  };
  CHECK(holds("비밀은 .env에 둔다", ".env"));
  CHECK(holds("값은 NODE.JS로", "node.js"));
  CHECK(holds("모두 50% 할인", "50%"));
  CHECK(!holds("모두 150% 할인", "50%"));
  CHECK(!holds("a.env 파일", "b.env"));
  CHECK(!holds("node.json", "node.js"));
  CHECK(!holds("R 그리고 D", "r&d"));
}

TEST_CASE("부호가 든 말: 적힌 그대로 지닌 글이 앞에 선다") {
  const SmallCorpus site({article_of("알디", {"R과 D는 글자다. R D R D R D"}),
                          article_of("연구개발", {"정부의 R&D 예산이 줄었다"}),
                          article_of("환경 변수", {"env 명령과 env 값, env env"}),
                          article_of("환경 파일", {"비밀은 .env 파일에 둔다"})});
  CHECK(site.found("R&D").hits.at(0).title == "연구개발");
  CHECK(site.found(".env").hits.at(0).title == "환경 파일");
  CHECK(site.found("env").hits.at(0).title == "환경 변수");
}

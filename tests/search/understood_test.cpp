// What a query says of itself above its hits, and what of it was not understood.
#include <doctest.h>

#include "search/suggest.h"
#include "search/understood.h"
#include "tests/search/small_corpus.h"

using namespace hanji;

namespace {

Hits asked(const SmallCorpus& index, std::string_view text, Tongue tongue = Tongue::korean) {
  SearchSession session({parse_query(text), 10, SearchDepth::hits, {}, tongue});
  index.go_on(session);
  return session.hits();
}

std::string titles_of(const Hits& hits) {
  std::string all;
  for (const Hit& hit : hits.hits) all += (all.empty() ? "" : " ") + hit.title;
  return all;
}

const SmallCorpus& small() {
  static const SmallCorpus index = [] {
    Article decided = article_of("결정문", {"위원회의 의사 결정은 늦었다. 국방도 다룬다."});
    Article joined = article_of("회의록", {"빠른 의사결정을 다룬다."});
    Article price = article_of("값", {"표는 100,000원이다."});
    decided.categories = {"나라/살림"};
    joined.categories = {"나라"};
    decided.date = {2024, 7, 5};
    joined.date = {2024, 8, 5};
    return SmallCorpus({joined, decided, price}, index_shard_bytes,
                       {{"WHO", "세계보건기구"}, {"표", "입장권"}});
  }();
  return index;
}

} // namespace

TEST_CASE("알아들은 물음: 친 말보다 더 말할 것이 없으면 말하지 않는다") {
  for (const char* query :
       {"국방", "결정문 회의록", "\"의사 결정\"", "분류:나라 국방", "기간:2024-07 국방", "없는말"}) {
    CAPTURE(query);
    CHECK(asked(small(), query).understood == "");
    CHECK(asked(small(), query).problems.empty());
  }
}

TEST_CASE("알아들은 물음: 함께 찾은 다른 띄어쓰기와 다른 적기, 뺀 말을 말한다") {
  CHECK(asked(small(), "의사결정").understood == "‘의사결정’ 또는 ‘의사 결정’");
  CHECK(asked(small(), "의사 결정").understood == "‘의사 결정’ 또는 ‘의사결정’");
  CHECK(asked(small(), "의사결정 -국방").understood ==
        "‘의사결정’, ‘국방’ 제외"); // 남은 글에는 그 적기뿐이다
  CHECK(asked(small(), "의사 결정 -국방").understood == "‘의사 결정’ 또는 ‘의사결정’, ‘국방’ 제외");
  CHECK(asked(small(), "10만원").understood == "‘10만원’ 또는 ‘100000원’");
  CHECK(asked(small(), "입장권").understood == "‘입장권’ 또는 ‘표’");
  CHECK(asked(small(), "의사결정 기간:2024-08..2024-07 분류:나라").understood ==
        "‘의사결정’ 또는 ‘의사 결정’");
  CHECK(asked(small(), "제목:회의록 -국방").understood == "제목에 ‘회의록’, ‘국방’ 제외");
  CHECK(asked(small(), "의사 결정 -국방", Tongue::english).understood ==
        "‘의사 결정’ or ‘의사결정’, without ‘국방’");
}

TEST_CASE("알아들은 물음: 띄어서 다시 찾았으면 그렇게 말한다") {
  const SmallCorpus index({article_of("글", {"LG 화학과 에너지 이야기, 12월 눈과 18일 비"})});
  const Hits hits = asked(index, "LG에너지");
  CHECK(titles_of(hits) == "글");
  CHECK(hits.understood == "‘LG’, ‘에너지’");
}

TEST_CASE("알아듣지 못한 것: 빈 항목과 날짜 아닌 날짜는 그렇다고 말하고, 나머지로 찾는다") {
  CHECK(titles_of(asked(small(), "국방 분류:")) == "결정문");
  CHECK(asked(small(), "국방 분류:").problems == "‘분류:’ 뒤에 찾을 말이 없습니다. ");
  CHECK(titles_of(asked(small(), "국방 기간:어제")) == "결정문");
  CHECK(asked(small(), "국방 기간:어제").problems ==
        "‘기간:어제’에서 날짜를 읽지 못했습니다(기간:2024-07..2024-08). ");
  CHECK(asked(small(), "국방 기간:2024-13", Tongue::english).problems ==
        "‘기간:2024-13’ holds no date (date:2024-07..2024-08). ");
  CHECK(titles_of(asked(small(), "국방 제목:\"\" -기간:2024")) == "결정문");
  CHECK(asked(small(), "국방 제목:\"\" -기간:2024").problems ==
        "‘제목:\"\"’ 뒤에 찾을 말이 없습니다. ‘-기간:2024’에서 날짜를 읽지 "
        "못했습니다(기간:2024-07..2024-08). ");
}

TEST_CASE("알아듣지 못한 것: 없는 항목은 그 뒤의 말로 찾고, 글에 그렇게 적힌 말은 항목이 아니다") {
  const Hits hits = asked(small(), "장르:국방");
  CHECK(titles_of(hits) == "결정문");
  CHECK(hits.problems == "‘장르:’라는 항목은 없습니다(제목: 분류: 태그: 저자: 기간:). ");
  CHECK(titles_of(asked(small(), "genre:\"의사 결정\"")) == "회의록 결정문");
  CHECK(asked(small(), "국방 장르:").problems.empty()); // 값이 없으니 그저 말이다
  const SmallCorpus index({article_of("코드", {"std::vector와 vector:size, 12:30에 만난다. 비고:없음"}),
                           article_of("딴글", {"없음 vector size"})});
  for (const char* query : {"std::vector", "vector:size", "12:30", "비고:없음"}) {
    CAPTURE(query);
    CHECK(titles_of(asked(index, query)).starts_with("코드"));
    CHECK(asked(index, query).problems.empty());
  }
}

TEST_CASE("고쳐 찾기는 친 말이 든 글을 숨기지 않는다, 아무리 드물고 오래된 글이어도") {
  std::vector<Article> articles;
  for (int i = 0; i < 40; ++i)
    articles.push_back(article_of("새글" + std::to_string(i), {"라브로프가 왔고 라브로프는 갔다"}));
  articles.push_back(article_of("옛글", {"라브로브라는 사람"}));
  for (const std::uint32_t segment_articles : {most_segment_articles, 5U}) {
    const SmallCorpus index(articles, index_shard_bytes, {}, segment_articles);
    const Hits hits = asked(index, "라브로브");
    CHECK(titles_of(hits) == "옛글");
    CHECK(hits.corrections.empty());
  }
  articles.pop_back();
  const SmallCorpus index(articles);
  const Hits hits = asked(index, "라브로브");
  REQUIRE(hits.corrections.size() == 1); // 아무 글에도 없을 때만 고치고, 무엇을 고쳤는지 말한다
  CHECK(hits.corrections[0].typed == "라브로브");
  CHECK(asked(index, "\"라브로브\"").hits.empty()); // 친 그대로 묻는 길이 있다
}

TEST_CASE("권하는 말: 제목에 쓰인 말이 먼저이고, 그 가운데 새 글의 제목이 먼저이다") {
  std::vector<Article> articles;
  const auto add = [&](const char* title, const char* text) {
    articles.push_back(article_of(title, {text}));
  };
  add("바다표범은 잔다", "바다표범이");
  for (int i = 0; i < 10; ++i) add("딴글", "하늘");
  add("바다거북은 잔다", "바다거북이");
  add("딴글", "바다사자는 바다사자가");
  add("딴글", "바다사자를 바다사자의");
  const SmallCorpus index(articles);
  const auto suggested = [](const SmallCorpus& corpus, const char* typed) {
    std::string all;
    for (const Suggestion& each : suggest(corpus.index, typed, 8).suggestions)
      all += (all.empty() ? "" : " ") + each.text;
    return all;
  };
  CHECK(suggested(index, "바다") == "바다표범 바다거북 바다사자");
  std::ranges::reverse(articles);
  CHECK(suggested(SmallCorpus(articles), "바다") == "바다거북 바다표범 바다사자");
}

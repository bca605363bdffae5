#include <doctest.h>

#include "search/explain.h"
#include "tests/search/small_corpus.h"

using namespace hanji;

namespace {

struct Explained {
  Hit hit;
  Explanation why;
};

std::vector<Explained> explained(const SmallCorpus& small, std::string_view text, std::uint32_t limit = 10) {
  const FindArticle find = [&](ArticleId id) { return borrowed(small.articles[index_of(id)]); };
  SearchSession session({parse_query(text), limit});
  while (session.step(small.index, find) != SearchProgress::done) {
  }
  std::vector<Explained> all;
  for (const Hit& hit : session.hits().hits)
    all.push_back({hit, explain(session, small.index, find, hit.article)});
  return all;
}

SmallCorpus some_articles() {
  std::vector<Article> articles{article_of("정부는 말한다", {"정부는 오늘 의사결정을 했다.", "# 의사 결정",
                                                             "핵 협의가 node.js로 열렸다"}),
                                article_of("둘", {"지방정부의 의사 결정이 늦었다. 10만원"}),
                                article_of("셋", {"정부가 핵협의를 했다. 100,000원"}),
                                article_of("넷", {"라브로프가 정부에 물었다. 라브로프는 갔다. 北韓"})};
  for (int i = 0; i < 20; ++i)
    articles.push_back(
        article_of("글 " + std::to_string(i), {"정부와 의사 결정, 핵 협의를 걱정했다. 정부의 의사"}));
  return SmallCorpus(std::move(articles));
}

const ExplainedMatch& match(const Explanation& why, std::size_t word = 0) {
  REQUIRE(word < why.words.size());
  REQUIRE(why.words[word].match.has_value());
  return *why.words[word].match;
}

} // namespace

TEST_CASE("까닭: 특징마다 값과 무게를 곱해 더하면 점수이다") {
  const SmallCorpus index = some_articles();
  for (const char* query : {"정부는", "정부", "의사 결정", "의사결정", "핵 협의 걱정했다고", "10만원",
                            "라브로브", "ㄹㅂㄹㅍ", "fkqmfhvm", "\"핵 협의\"", "제목:정부", "정부 -라브로프",
                            "node.js", "북한", "정부 없는말이다", "라ㅂ", "핵 협의 정부 의사 결정 오늘"}) {
    CAPTURE(std::string(query));
    const std::vector<Explained> hits = explained(index, query, 24);
    CHECK(!hits.empty());
    for (const auto& [hit, why] : hits) {
      CAPTURE(hit.title);
      CHECK(why.score == doctest::Approx(hit.score).epsilon(1e-5));
      float sum = 0;
      for (const ExplainedFeature& each : why.features) sum += each.value * each.weight;
      CHECK(sum == doctest::Approx(hit.score).epsilon(1e-5));
    }
  }
}

TEST_CASE("까닭: 무엇이 맞았고 어디에 있는지 말한다") {
  const SmallCorpus index = some_articles();
  const std::vector<Explained> hits = explained(index, "정부는", 24);
  CHECK(match(hits[0].why).rule == "typed");
  CHECK(match(hits[0].why).tier == Tier::exact);
  CHECK(match(hits[0].why).mark.place == Place::title);
  CHECK(match(hits[1].why).rule == "particle");
  CHECK(match(hits[1].why).form == "정부");
  CHECK(hits[1].why.tier == Tier::inflected);
  CHECK(hits.back().hit.title == "둘");
  CHECK(match(hits.back().why).tier == Tier::compound); // 지방정부
  CHECK_FALSE(match(hits.back().why).mark.word_start);
}

TEST_CASE("까닭: 낱말마다 붙여 쓴 것, 고친 것, 없는 것을 가린다") {
  const SmallCorpus index = some_articles();
  const Explanation together = explained(index, "의사 결정").front().why;
  CHECK(match(together, 0).rule == "joined");
  CHECK(match(together, 1).form == "의사결정");
  const Explanation corrected = explained(index, "라브로브").front().why;
  CHECK(match(corrected).tier == Tier::corrected);
  CHECK(match(corrected).form == "라브로프");
  const std::vector<Explained> some = explained(index, "라브로프 핵", 24);
  const auto without =
      std::ranges::find_if(some, [](const Explained& each) { return each.hit.title == "셋"; });
  REQUIRE(without != some.end());
  CHECK_FALSE(without->why.words[0].match.has_value());
  CHECK(without->why.words[1].match.has_value());
  CHECK(without->why.words[0].share + without->why.words[1].share == doctest::Approx(1));
}

TEST_CASE("까닭: 읽지 않은 글은 읽은 글 가운데 가장 적은 것으로 친다") {
  const SmallCorpus index = some_articles();
  const std::vector<Explained> hits = explained(index, "의사 결정", 24);
  const auto is_unread = [](const Explained& each) {
    return std::ranges::find(each.why.features, "unread", &ExplainedFeature::name) != each.why.features.end();
  };
  CHECK_FALSE(is_unread(hits.front()));
  CHECK(is_unread(hits.back()));
}

TEST_CASE("까닭: 큰 사이트에서 오래된 글까지 더 물어도 점수는 물은 때의 것이다") {
  std::vector<Article> articles;
  for (int i = 0; i < 60; ++i)
    articles.push_back(
        article_of("글 " + std::to_string(i), {i % 3 == 0 ? "달이 뜬다 달이" : "해가 뜬다. 달빛"}));
  const SmallCorpus index(std::move(articles), index_shard_bytes, {}, 4);
  const std::vector<Explained> hits = explained(index, "달이", 60);
  CHECK(hits.size() >= 20);
  for (const auto& [hit, why] : hits) CHECK(why.score == doctest::Approx(hit.score).epsilon(1e-5));
}

// The sentences about the order of hits that a reader may rely on (src/search/README.md).
#include <doctest.h>

#include <algorithm>

#include "search/word_score.h"
#include "tests/search/small_corpus.h"

using namespace hanji;

namespace {

Article long_article(std::string title, std::string text, int sentences) {
  Article article = article_of(std::move(title), {std::move(text)});
  for (int i = 0; i < sentences; ++i)
    article.blocks.push_back(article_of("", {"강물이 흐르고 구름이 머문다"}).blocks.front());
  return article;
}

// Articles «1», «2» …, one for each text.
SmallCorpus index_of_texts(std::vector<std::string> texts) {
  std::vector<Article> articles;
  for (std::string& text : texts)
    articles.push_back(article_of(std::to_string(articles.size() + 1), {std::move(text)}));
  return SmallCorpus(std::move(articles));
}

// What a rule's expansion may be worth in an article, over all counts and lengths of texts.
struct Worth {
  float least = 1e9F, most = 0;
};

Worth worth_of(Rule rule, Place place, Form form, bool word_start) {
  Worth worth;
  const Parameters parameters;
  WordScores scores(false, parameters);
  Expansion expansion;
  expansion.rule = rule;
  expansion.spacing = Spacing::variant;
  scores.use(expansion);
  for (const std::uint8_t count : count_of_class) {
    for (std::size_t length = 0; length < SegmentFacts::length_classes; ++length) {
      const float score = scores.of({place, count, word_start, form}, length);
      worth = {std::min(worth.least, score), std::max(worth.most, score)};
    }
  }
  return worth;
}

} // namespace

TEST_CASE("차례: 한 낱말의 층은 횟수와 길이가 줄 수 있는 것보다 멀리 떨어져 있다") {
  const auto anywhere = [](Rule rule, bool word_start = true) {
    const Worth body = worth_of(rule, Place::body, Form::plain, word_start),
                heading = worth_of(rule, Place::heading, Form::plain, word_start);
    return Worth{std::min(body.least, heading.least), std::max(body.most, heading.most)};
  };
  const Worth typed = anywhere(Rule::typed), inflected = anywhere(Rule::particle),
              within = anywhere(Rule::typed, false);
  const Worth spaced = worth_of(Rule::typed, Place::body, Form::across_space, true);
  CHECK(worth_of(Rule::typed, Place::title, Form::plain, true).least > typed.most);
  CHECK(worth_of(Rule::particle, Place::title, Form::plain, true).least > typed.most);
  CHECK(typed.least > spaced.most);
  CHECK(spaced.least > inflected.most);
  CHECK(inflected.least > within.most);
  for (const Rule rule : {Rule::plural, Rule::beginning, Rule::unfinished})
    CHECK(within.least > anywhere(rule).most);
}

TEST_CASE("차례: 친 그대로인 글이 다른 조사가 붙은 글보다 먼저이다, 이들이 아무리 자주 말해도") {
  const SmallCorpus index = index_of_texts({"정부가 정부를 정부의 정부에", "정부를 정부가 정부와 정부에서",
                                            "정부의 정부가 정부를 정부에게", "정부에 정부로 정부가 정부를",
                                            "정부와 정부가 정부도 정부의", "정부도 정부가 정부를 정부의",
                                            "정부만 정부가 정부의 정부를",
                                            "정부는 말했다. 바람이 불고 비가 오고 눈이 내리고 해가 뜨고 달이 "
                                            "지고 별이 빛나고 강이 흐르고 산이 높다"});
  CHECK(index.titles("정부는").starts_with("8 "));
  CHECK(index.hits("정부는").size() == 8);
}

TEST_CASE("차례: 그대로, 띄어 쓴 것, 조사가 다른 것, 긴 낱말 속") {
  std::vector<Article> articles{long_article("속", "최종의사결정체계 최종의사결정체계 최종의사결정체계", 0),
                                long_article("조사", "의사결정을 의사결정이 의사결정의 의사결정과", 0),
                                long_article("띄움", "의사 결정은 어렵다", 12),
                                long_article("그대로", "의사결정은 어렵다", 12)};
  const SmallCorpus index(std::move(articles));
  CHECK(index.titles("의사결정은") == "그대로 띄움 조사 속");
}

TEST_CASE("차례: 제목에 있는 글이 본문에만 있는 글보다 먼저이다, 조사가 달라도") {
  const SmallCorpus index({long_article("글", "정부는 정부는 정부는 정부는 정부는", 0),
                           long_article("정부의 오늘", "바람이 분다", 20)});
  CHECK(index.titles("정부는") == "정부의 오늘 글");
}

TEST_CASE("차례: 소제목에 있는 글이 같은 만큼 본문에 있는 글보다 먼저이다") {
  const SmallCorpus index(
      {article_of("하나", {"밀물과 바다", "가나 다라"}), article_of("둘", {"# 밀물과 바다", "가나 다라"})});
  CHECK(index.titles("밀물") == "둘 하나");
}

TEST_CASE("차례: 띄어 친 말이 제목에 붙어 있는 글이 띄어 쓴 본문보다 먼저이다") {
  std::vector<Article> articles;
  for (int i = 0; i < 12; ++i)
    articles.push_back(
        article_of("글 " + std::to_string(i), {"의사 결정 의사 결정 의사 결정이 의사의 결정 의사 결정"}));
  articles.push_back(long_article("의사결정의 길", "바람이 분다", 20));
  const SmallCorpus index(std::move(articles));
  CHECK(index.titles("의사 결정").starts_with("의사결정의 길 "));
}

TEST_CASE("차례: 두 낱말이 이어진 글이 떨어진 글보다 먼저이다, 붙였든 띄었든") {
  const SmallCorpus index({article_of("떨어짐", {"의사가 왔다. 의사가 갔다. 그 결정은 결정이다."}),
                           article_of("띄움", {"의사 결정은 어렵다."}),
                           article_of("붙임", {"의사결정은 어렵다."})});
  const std::string titles = index.titles("의사 결정");
  CHECK(titles.ends_with("떨어짐"));
  CHECK(index.hits("의사 결정").size() == 3);
}

TEST_CASE("차례: 낱말을 모두 가진 글이 하나만 자주 가진 글보다 먼저이다") {
  const SmallCorpus index({article_of("하나", {"북한 북한 북한 북한 북한 북한"}),
                           long_article("모두", "북한에서 인권을 말한다", 20),
                           article_of("딴 글", {"인권"})});
  CHECK(index.titles("북한 인권").starts_with("모두 "));
}

TEST_CASE("차례: 붙여 쓴 말이 흔하면 띄어 쓴 글도 그 사이에 보인다") {
  std::vector<std::string> texts(150, "편의시설이 있다. 바람이 불고 비가 오고 눈이 내린다.");
  texts.emplace_back("편의 시설이 있다");
  const SmallCorpus index = index_of_texts(std::move(texts));
  const std::vector<Hit> hits = index.hits("편의시설", false, 100);
  CHECK(std::ranges::any_of(hits, [](const Hit& hit) { return hit.title == "151"; }));
}

TEST_CASE("점수: 차례를 따라 내려가고, 글을 읽어 본 데와 읽지 않은 데 사이에서 뛰지 않는다") {
  std::vector<Article> articles;
  for (int i = 0; i < 30; ++i)
    articles.push_back(
        long_article("글 " + std::to_string(i), "대통령이 핵 협의에서 우려를 밝혔다고 말했다", i));
  const SmallCorpus index(std::move(articles));
  const std::vector<Hit> hits = index.hits("대통령 핵 협의 우려", false, 30);
  REQUIRE(hits.size() == 30);
  float widest = 0, across = 0;
  for (std::size_t i = 1; i < hits.size(); ++i) {
    CHECK(hits[i - 1].score >= hits[i].score);
    const float step = hits[i - 1].score - hits[i].score;
    if (i == 5 || i == 12)
      across = std::max(across, step);
    else
      widest = std::max(widest, step);
  }
  CHECK(across <= widest + 0.1F);
}

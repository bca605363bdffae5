// What narrows an answer: 분류:, 기간:, 제목:, -word; the counts that offer it; and how new an article is.
#include <doctest.h>

#include "search/facets.h"
#include "tests/search/small_corpus.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

Article dated(std::string title, std::string text, Date date, std::vector<std::string> categories) {
  Article article = article_of(std::move(title), {std::move(text)});
  article.date = date;
  article.categories = std::move(categories);
  return article;
}

// Newest first, as in a bundle; the last has no date.
const SmallCorpus& small() {
  static const SmallCorpus index({dated("팔월", "예산과 국방을 다룬다.", {2024, 8, 9}, {"정치"}),
                                  dated("칠월말", "예산을 다룬다.", {2024, 7, 31}, {"정치", "생활 경제"}),
                                  dated("칠월", "예산이 온다.", {2024, 7, 5}, {"생활 경제"}),
                                  dated("지난해", "예산안과 KBS.", {2023, 12, 31}, {"IT"}),
                                  dated("날짜없음", "예산은 늘 있다.", {}, {})});
  return index;
}

std::string found(std::string_view query) { return small().titles_in_order(query); }

std::string categories_of(const Facets& facets) {
  std::string all;
  for (const CategoryFacet& facet : facets.categories)
    all += (all.empty() ? "" : ", ") + to_utf8(facet.folded) + " " + std::to_string(facet.articles);
  return all;
}

std::string months_of(const Facets& facets) {
  std::string all;
  for (const MonthFacet& facet : facets.months)
    all += (all.empty() ? "" : ", ") + std::to_string(facet.year) + "-" + std::to_string(facet.month) + " " +
           std::to_string(facet.articles);
  return all;
}

} // namespace

TEST_CASE("분류: 그 분류의 글만 답이고, 띄어쓰기와 크기는 상관없다") {
  CHECK(found("예산 분류:정치") == "팔월 칠월말");
  CHECK(found("예산 분류:\"생활 경제\"") == "칠월말 칠월");
  CHECK(found("예산 분류:생활경제") == "칠월말 칠월");
  CHECK(found("예산 분류:it") == "지난해");
  CHECK(found("category:ＩＴ 예산") == "지난해");
  CHECK(found("예산 분류:없는것") == "");
}

TEST_CASE("분류: 둘을 말하면 둘 다인 글이고, 홀로 쓰면 그 분류의 모든 글이 새것부터이다") {
  CHECK(found("예산 분류:정치 분류:생활경제") == "칠월말");
  CHECK(small().titles("분류:정치") == "팔월 칠월말");
  CHECK(small().titles("분류:정치 -국방") == "칠월말");
}

TEST_CASE("기간: 해, 달, 날과 그 사이를 고르며, 두 끝은 들어간다") {
  CHECK(found("예산 기간:2024-07..2024-08") == "팔월 칠월말 칠월");
  CHECK(found("예산 기간:2024-07") == "칠월말 칠월");
  CHECK(found("예산 기간:2024") == "팔월 칠월말 칠월");
  CHECK(found("예산 기간:2024-07-05") == "칠월");
  CHECK(found("예산 기간:2024-07-05..2024-07-31") == "칠월말 칠월");
  CHECK(found("예산 기간:2024-07-06..2024-07-30") == "");
  CHECK(found("예산 date:2023..2024-07") == "칠월말 칠월 지난해");
}

TEST_CASE("기간: 한쪽 끝은 열려 있어도 되고, 점과 빗금과 물결도 된다") {
  CHECK(found("예산 기간:2024-07-31..") == "팔월 칠월말");
  CHECK(found("예산 기간:..2023") == "지난해");
  CHECK(found("예산 기간:2024.7.5~2024.7.31") == "칠월말 칠월");
  CHECK(found("예산 기간:2024/08") == "팔월");
  CHECK(small().titles("기간:2024-07") == "칠월말 칠월");
}

TEST_CASE("기간: 거꾸로 적은 두 끝은 바로 놓고 읽는다") {
  CHECK(found("예산 기간:2024-08..2024-07") == "팔월 칠월말 칠월");
  CHECK(found("예산 기간:2024-08-09..2024-08") == "팔월");
  CHECK(found("예산 기간:2024..2023") == "팔월 칠월말 칠월 지난해");
}

TEST_CASE("기간: 날짜가 아닌 것은 다른 말이 없으면 찾을 말이 되고, 없는 날은 글이 없을 뿐이다") {
  for (const char* said :
       {"기간:어제", "기간:2024-13", "기간:2024-07-32", "기간:..", "기간:~", "기간:0", "기간:99999",
        "기간:2024-07-05-01", "기간:2024..어제", "기간:2024...", "기간:-5", "기간:2024-"}) {
    CAPTURE(said);
    const Query query = parse_query(said);
    CHECK(!query.days.from);
    CHECK(!query.days.to);
    REQUIRE(query.words.size() == 1);
    CHECK(query.words[0].typed == said); // the page can say what it looked for
    CHECK(small().hits(said).empty());
  }
  CHECK(small().hits("예산 기간:2024-02-31").empty());
  CHECK(small().hits("예산 기간:9999").empty());
  CHECK(parse_query("기간:").words.size() == 1);
  CHECK(parse_query("기간: 2024").words.size() == 1); // 빈 기간:은 찾지 않는다
  CHECK(parse_query("기간: 2024").not_understood.size() == 1);
}

TEST_CASE("제목: 따옴표 안의 말도 제목에서 찾는다") {
  const SmallCorpus index({article_of("핵 협의의 끝", {"본문"}), article_of("다른 글", {"핵 협의를 했다."})});
  CHECK(index.titles("제목:\"핵 협의\"") == "핵 협의의 끝");
  CHECK(index.titles("title:핵협의") == "핵 협의의 끝");
  CHECK(index.titles("제목:끝 핵") == "핵 협의의 끝"); // however many of the other words an article has
  CHECK(index.titles("핵 -제목:끝") == "다른 글");
  CHECK(index.titles("핵 -제목:했다") == "핵 협의의 끝 다른 글");
  const SmallCorpus parts({article_of("핵과 협의", {"핵 협의를 했다."})});
  CHECK(parts.titles("제목:\"핵 협의\"") == ""); // the phrase stands in the text alone
}

TEST_CASE("빼라는 말은 조사가 붙었어도 빼고, 혼자서는 아무것도 찾지 않는다") {
  CHECK(found("예산 -국방") == "칠월말 칠월 지난해 날짜없음");
  CHECK(found("예산 −KBS") == "팔월 칠월말 칠월 날짜없음");
  CHECK(found("-국방") == "");
  CHECK(parse_query("핵-협의").words.size() == 1); // within a word it is no minus
  CHECK(!parse_query("- 국방").words[0].excluded);
}

TEST_CASE("명령의 옵션과 영하의 온도는 줄표가 붙었어도 찾는 말이다") {
  const auto left_out = [](std::string_view text) {
    std::string all;
    for (const Word& word : parse_query(text).words) {
      if (word.excluded) all += (all.empty() ? "" : " ") + word.typed;
    }
    return all;
  };
  for (const char* command :
       {"rm -rf", "gcc -O2", "-Werror", "-15도", "서울 −7도", "git push --force", "tar -x", "포트 -p"})
    CHECK_MESSAGE(left_out(command).empty(), command);
  CHECK(left_out("예산 -국방") == "국방");
  CHECK(left_out("-국방 예산") == "국방");
  CHECK(left_out("예산 -KBS") == "KBS");
  CHECK(left_out("rm -\"rf\"") == "rf");
  CHECK(left_out("mac -title:apple") == "apple");
}

TEST_CASE("갈래와 달마다 글이 몇인지 센다") {
  const Facets all = facets_of(small().index, small().answer("예산"));
  CHECK(categories_of(all) == "생활경제 2, 정치 2, it 1");
  CHECK(months_of(all) == "2024-8 1, 2024-7 2, 2023-12 1");
  CHECK(all.missing.empty());
  const Facets some = facets_of(small().index, small().answer("예산 분류:정치 기간:2024-07"));
  CHECK(categories_of(some) == "생활경제 1, 정치 1");
  CHECK(months_of(some) == "2024-7 1");
  const Facets none = facets_of(small().index, small().answer("없는말"));
  CHECK(none.categories.empty());
  CHECK(none.months.empty());
}

TEST_CASE("답이 천을 넘어도 갈래와 달은 모두 센다") {
  std::vector<Article> articles;
  for (std::uint16_t i = 0; i < 1500; ++i)
    articles.push_back(dated(std::to_string(i), "바다", {2024, static_cast<std::uint8_t>(i < 700 ? 2 : 1), 1},
                             {i % 2 == 0 ? "물" : "뭍"}));
  const SmallCorpus index(std::move(articles));
  const SearchAnswer answer = index.answer("바다");
  CHECK(answer.total == 1500);
  CHECK(categories_of(facets_of(index.index, answer)) == "물 750, 뭍 750");
  CHECK(months_of(facets_of(index.index, answer)) == "2024-2 700, 2024-1 800");
}

TEST_CASE("갈래를 세는 데 드는 파일이 아직 없으면 그렇다고 말한다") {
  std::vector<Article> articles = small().articles;
  SmallCorpus index(std::move(articles), 1); // one key to a file
  const SearchAnswer answer = index.answer("예산");
  REQUIRE(answer.candidates.size() == 5);
  index.index.forget(std::to_string(index.files.size() - 1));
  for (std::size_t i = 1; i < index.files.size(); ++i) index.index.forget(std::to_string(i));
  const Facets facets = facets_of(index.index, answer);
  CHECK(!facets.missing.empty());
  CHECK(months_of(facets) == "2024-8 1, 2024-7 2, 2023-12 1"); // the root knows the days
}

TEST_CASE("새 글을 조금 더 치고, 끄면 치지 않는다") {
  const SmallCorpus index({article_of("새것", {"예산을 다룬다."}), article_of("헌것", {"예산을 다룬다."}),
                           article_of("딴것", {"바다"})});
  const Query query = parse_query("예산");
  const auto scores = [&](float recency) {
    Parameters parameters;
    parameters.recency = recency;
    const SearchAnswer answer = answer_of(index.index, query, parameters);
    REQUIRE(answer.candidates.size() == 2);
    CHECK(answer.candidates[0].article == ArticleId{0}); // ties: newer first
    return std::pair{answer.candidates[0].score, answer.candidates[1].score};
  };
  const auto [newer, older] = scores(Parameters{}.recency);
  CHECK(newer > older);
  CHECK(newer < older * 1.05F);
  const auto [one, other] = scores(0);
  CHECK(one == other);
}

TEST_CASE("새롭기만 한 글이 맞는 글을 앞서지 못한다") {
  const SmallCorpus index(
      {article_of("새것", {"본문에서 한 번 예산이라 하고 다른 이야기를 길게 한다. 바다와 달과 별."}),
       article_of("예산", {"예산과 예산."})});
  CHECK(index.titles("예산") == "예산 새것");
}

// The one driver of a search (search/session.h).
#include <doctest.h>

#include "search/session.h"
#include "tests/search/small_corpus.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::string titles_of(const Hits& hits) {
  std::string all;
  for (const Hit& hit : hits.hits) all += (all.empty() ? "" : ", ") + hit.title;
  return all;
}

SmallCorpus index_of_files() {
  return SmallCorpus(
      {article_of("하나", {"라브로프가 왔다.", "밀물과 썰물"}), article_of("둘", {"라디오와 라면", "썰물"})},
      1);
}

} // namespace

TEST_CASE("찾기: 색인의 사본은 뒤에 온 파일도 잃은 파일도 모른다") {
  SmallCorpus small = index_of_files();
  const SearchIndex before = small.index;
  const std::string file = before.ranges().back().file;
  const IndexShard* shard = before.shard(file);
  small.index.forget(file);
  small.index.list(std::vector<IndexRange>{});
  CHECK(small.index.shard(file) == nullptr);
  CHECK(before.shard(file) == shard);
  CHECK(before.ranges().size() > 1);
  CHECK(answer_of(before, parse_query("라브로프")).total == 1);
}

TEST_CASE("찾기: 찾는 도중에 색인이 통째로 바뀌어도 시작할 때의 것으로 마친다") {
  SmallCorpus small = index_of_files();
  const SearchAnswer expected = small.answer("라");
  for (int before = 0;; ++before) {
    SearchIndex index = small.index;
    Task<SearchAnswer> searching = search(index, std::make_shared<const Query>(parse_query("라")), {}, 10);
    int steps = 0;
    while (steps < before && searching.step()) ++steps;
    if (searching.done()) break;
    index = SearchIndex();
    CHECK(searching.take().holding == expected.holding);
    REQUIRE(before < 1000);
  }
}

TEST_CASE("찾기: 없는 것은 이름을 대고 기다리며, 기다리는 동안의 걸음은 왔는지 보기만 한다") {
  SmallCorpus small = index_of_files();
  SearchIndex coming;
  coming.list(small.index.ranges());
  std::vector<ArticleId> asked;
  const FindArticle find = [&](ArticleId id) {
    asked.push_back(id);
    return borrowed(small.articles[index_of(id)]);
  };
  SearchSession session({parse_query("라브로프 썰물")});
  int waits = 0;
  while (session.step(coming, find) != SearchProgress::done) {
    if (session.progress() != SearchProgress::waits) continue;
    REQUIRE(++waits < 100);
    const std::vector<std::string> files = session.needs().files;
    CHECK(session.step(coming, find) == SearchProgress::waits); // nothing has come
    for (const std::string& file : files) coming.put(file, *small.index.shard(file));
  }
  CHECK(waits >= 1);
  CHECK(titles_of(session.hits()) == "하나, 둘");
  CHECK(!asked.empty());
}

TEST_CASE("찾기: 한번 본 글은 주인이 버려도 찾기가 끝날 때까지 가지고 있다") {
  const SmallCorpus small = index_of_files();
  std::vector<std::shared_ptr<const Article>> articles;
  for (const Article& article : small.articles) articles.push_back(std::make_shared<const Article>(article));
  int asked = 0;
  SearchSession session({parse_query("썰물")});
  const FindArticle once = [&](ArticleId id) {
    ++asked;
    return std::exchange(articles[index_of(id)], nullptr); // gone from now on
  };
  for (int steps = 0; session.step(small.index, once) != SearchProgress::done; ++steps) REQUIRE(steps < 1000);
  CHECK(session.hits().hits.size() == 2);
  CHECK(asked == 2);
}

TEST_CASE("찾기: 읽을 수 없는 글과 색인이 있어도 나머지로 답하고, 그렇다고 말한다") {
  SmallCorpus small = index_of_files();
  const auto unreadable = std::make_shared<const Article>();
  SearchSession half({parse_query("썰물")});
  while (half.step(small.index, [&](ArticleId id) {
    return index_of(id) == 0 ? unreadable : borrowed(small.articles[1]);
  }) != SearchProgress::done) {
  }
  CHECK(titles_of(half.hits()) == "둘");

  for (std::size_t i = 1; i < small.files.size(); ++i) small.index.put(std::to_string(i), {});
  SearchSession lost({parse_query("썰물")});
  CHECK(small.go_on(lost) == SearchProgress::done);
  CHECK(lost.hits().damaged);
}

TEST_CASE("찾기: 하나도 보이지 말라고 해도 몇 편인지는 말한다") {
  const SmallCorpus small = index_of_files();
  SearchSession session({parse_query("썰물"), 0});
  small.go_on(session);
  CHECK(session.hits().hits.empty());
  CHECK(session.hits().total == 2);
}

TEST_CASE("긴 물음: 앞부분으로 찾고 그렇다고 말한다") {
  const SmallCorpus small = index_of_files();
  std::string words = "라브로프";
  for (int i = 0; i < 5000; ++i) words += " 썰물";
  const Query many = parse_query(words);
  CHECK(many.words.size() == most_query_words);
  CHECK(many.shortened);
  CHECK(count_code_points(many.text) <= most_query_characters);
  CHECK(titles_of(small.found(words)) == "하나, 둘");
  CHECK(small.found(words).shortened);
  CHECK_FALSE(small.found("라브로프").shortened);

  std::string letters;
  for (int i = 0; i < 12'000; ++i) letters += "가";
  const Query one = parse_query(letters);
  REQUIRE(one.words.size() == 1);
  CHECK(one.words[0].folded.size() == most_query_characters);
  CHECK(one.shortened);

  const std::string split = std::string("라브로프 ") + letters; // no half of a word
  CHECK(parse_query(split).words.size() == 1);
  CHECK_FALSE(parse_query(split, true).words[0].unfinished);

  std::string filters;
  for (int i = 0; i < 20; ++i) filters += "썰물 ";
  CHECK_FALSE(parse_query("썰물 밀물").shortened);
  CHECK(parse_query(filters).shortened);
  CHECK(
      parse_query(
          "\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA\xEF\xB7\xBA")
          .words[0]
          .folded.size() <= most_query_characters); // each stands for eighteen
}

TEST_CASE("고쳐 찾기: 고친 말은 그 말이 놓인 자리에만 들어간다") {
  const SmallCorpus small({article_of("하나", {"라브로프가 왔다."}), article_of("둘", {"라면"})});
  const Query query = parse_query("분류:라브로브 라브로브");
  REQUIRE(query.words.size() == 1);
  CHECK(query.text.substr(query.words[0].at) == "라브로브");
  const SearchAnswer answer = small.answer("-fkqmfhvm fkqmfhvm"); // typed on the other layout
  REQUIRE(answer.corrections.size() == 1);
  CHECK(corrected("-fkqmfhvm fkqmfhvm", answer.corrections) == "-fkqmfhvm 라브로프");

  const FoundWords unknown{{.out_of_vocabulary = true, .spaces = {2}}};
  CHECK(with_spaces(parse_query("분류:밀물썰물 밀물썰물"), unknown)->text == "분류:밀물썰물 밀물 썰물");
}

#include <doctest.h>

#include <set>

#include "bundle/manifest.h"
#include "module/answer_json.h"
#include "module/searcher.h"
#include "tests/reader/small_site.h"

namespace hanji {
namespace {

// A searcher on a site in memory: brings what is missing, but for what is lost.
struct SmallSearch {
  SmallSite site;
  Searcher searcher;
  std::set<std::string> lost;
  std::vector<std::string> brought;

  explicit SmallSearch(SmallSite on)
      : site(std::move(on)), searcher(*Searcher::open(write_manifest(site.manifest))) {}

  void bring(const std::vector<std::string>& missing) {
    for (const std::string& file : missing) {
      brought.push_back(file);
      if (lost.contains(file))
        searcher.lose(file);
      else
        searcher.deliver(file, site.files.at("bundle/" + file));
    }
  }
  template <class Ask>
  auto settle(const Ask& ask) {
    auto found = ask();
    for (int round = 0; !found.missing.empty() && round < 10; ++round, found = ask()) bring(found.missing);
    CHECK(found.missing.empty());
    return found;
  }
  Found search(std::string text, std::uint32_t limit = 10, bool composing = false) {
    return settle([&] { return searcher.search({text, composing, limit}); });
  }
  std::vector<Suggestion> suggest(const std::string& text) {
    return settle([&] { return searcher.suggest(text, 8); }).suggestions;
  }
};

bool is_index(const std::string& file) { return file.starts_with("search/"); }

} // namespace

TEST_CASE("찾기만 하는 쪽도 모자란 파일을 대고 나면 답을 다 준다") {
  SmallSearch small{SmallSite()};
  CHECK_FALSE(small.searcher.search({"라브로프", false, 10}).missing.empty());
  const Found found = small.search("라브로프");
  REQUIRE(found.hits.size() == 1);
  CHECK(found.total == 1);
  CHECK(found.hits[0].slug == "post-3");
  CHECK(found.hits[0].section == "끝");
  CHECK(found.hits[0].snippet.starts_with("라브로프가"));
  CHECK_FALSE(found.damaged);

  const std::size_t before = small.brought.size();
  small.search("라브로프");
  CHECK(small.brought.size() == before);
}

TEST_CASE("따옴표 안의 말이 그대로 든 글이 없으면 따옴표 없이 찾고 그렇다고 말한다") {
  SmallSearch small{SmallSite()};
  const Found held = small.search("\"회담에서 우려를\"");
  CHECK(held.hits.size() == 1);
  CHECK_FALSE(held.unquoted);
  const Found again = small.search("\"회담에서 우려를\""); // Enter, pressed behind the last key
  CHECK(again.hits.size() == 1);
  CHECK_FALSE(again.unquoted);
  CHECK_FALSE(small.settle([&] { return small.searcher.rank({"\"회담에서 우려를\"", false, 10}); }).unquoted);
  const Found loose = small.search("\"우려를 회담에서\"");
  REQUIRE(loose.hits.size() == 1);
  CHECK(loose.hits[0].slug == "post-3");
  CHECK(loose.unquoted);
  CHECK(json_of(loose).find("\"unquoted\":true") != std::string::npos);
  CHECK(
      small.settle([&] { return small.searcher.rank({"\"우려를 라브로브로\" 회담", false, 10}); }).unquoted);
  CHECK(small.search("\"라브로브\"").hits.empty());
}

TEST_CASE("걸음걸음 물어도 한 번에 물은 것과 같고, 사이에 온 파일과 다른 물음은 새로 묻게 한다") {
  const Question question{"라브로프가 회담에서 우려를", false}, other{"바닷물은", false};
  SmallSearch at_once{SmallSite()}, in_steps{SmallSite()};
  const Found expected = at_once.search(question.text);
  REQUIRE(!expected.hits.empty());
  in_steps.search(other.text);
  int steps = 0;
  const Found found = in_steps.settle([&] {
    while (in_steps.searcher.step(question)) {
      if (++steps == 3) in_steps.searcher.step(other);
    }
    return in_steps.searcher.search(question);
  });
  CHECK(steps > 5);
  REQUIRE(found.hits.size() == expected.hits.size());
  for (std::size_t i = 0; i < found.hits.size(); ++i) CHECK(found.hits[i].slug == expected.hits[i].slug);
  CHECK(in_steps.search(other.text).hits.size() == at_once.search(other.text).hits.size());
}

TEST_CASE("한 낱말의 순위만 물으면 글은 가져오지 않는다") {
  SmallSearch small{SmallSite()};
  const Found found = small.settle([&] { return small.searcher.rank({"라브로프", false, 10}); });
  CHECK(found.ranked == std::vector<std::uint32_t>{3});
  CHECK(found.hits.empty());
  CHECK(std::ranges::all_of(small.brought, is_index));
}

TEST_CASE("새 글을 앞세우지 않게 하면 점수는 글에 든 것만 따른다") {
  SmallSearch small{SmallSite()};
  const auto apart = [&] {
    const std::vector<Hit> hits = small.search("달").hits;
    REQUIRE(hits.size() > 1);
    return hits.front().score - hits.back().score;
  };
  CHECK(apart() > 0);
  Parameters parameters;
  parameters.recency = 0;
  small.searcher.use(parameters);
  CHECK(apart() == 0);
}

TEST_CASE("잃은 색인은 없는 셈 치고 그렇다고 말하며, 다시 얻을 수 있다") {
  SmallSearch small{SmallSite::with_small_shards(small_articles(5))};
  for (const Shard& shard : small.site.manifest.search) small.lost.insert(shard.file);
  Found found = small.search("라브로프");
  CHECK(found.hits.empty());
  CHECK(found.damaged);
  small.lost.clear();
  small.searcher.forget_lost();
  found = small.search("라브로프");
  CHECK(found.hits.size() == 1);
  CHECK_FALSE(found.damaged);
}

TEST_CASE("망가진 파일은 잃은 것과 같다") {
  SmallSearch small{SmallSite()};
  for (auto& [name, bytes] : small.site.files) {
    if (!bytes.empty()) bytes.back() ^= std::byte{1};
  }
  const Found found = small.search("라브로프");
  CHECK(found.hits.empty());
  CHECK(found.damaged);
}

TEST_CASE("읽지 못하는 글은 발췌 없이 지나가고 나머지는 답한다") {
  SmallSearch small{SmallSite()};
  for (const Shard& shard : small.site.manifest.shards_of_articles) small.lost.insert(shard.file);
  const Found found = small.search("라브로프");
  CHECK(found.damaged);
  CHECK(found.total == 1);
}

TEST_CASE("글은 마지막에 쓴 것만 들고 있다") {
  std::vector<Article> articles = small_articles(180);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    std::string text;
    for (int line = 0; line < 3000; ++line) text += std::to_string(i) + "째 바다의 긴 이야기. ";
    articles[i].blocks.push_back(text_block(BlockKind::paragraph, text));
  }
  SmallSearch small{SmallSite(articles)};
  small.search("바닷물은", 180);
  const std::size_t before = small.brought.size();
  small.search("라브로프", 1);
  small.search("바닷물은", 180);
  CHECK(small.brought.size() > before);
}

TEST_CASE("쓰고 있는 낱말을 글의 낱말로 이어 준다") {
  std::vector<Article> articles = small_articles(5);
  articles[0].title = "라브로프의 하루";
  articles[1].title = "라면과 밥";
  articles[1].blocks.push_back(
      text_block(BlockKind::paragraph, "라면은 맵다. 라면이 식었다. 라디오는 켜 둔다. 라디오가 낡았다."));
  SmallSearch small{SmallSite(articles)};
  const auto texts = [&](const std::string& typed) {
    std::vector<std::string> all;
    for (const Suggestion& each : small.suggest(typed)) all.push_back(each.text);
    return all;
  };
  CHECK(texts("라브") == std::vector<std::string>{"라브로프"});
  CHECK(texts("라ㅂ") == std::vector<std::string>{"라브로프"});
  CHECK(texts("랍") == std::vector<std::string>{"라브로프"});
  CHECK(texts("바다 라브") == std::vector<std::string>{"바다 라브로프"});
  const std::vector<std::string> all = texts("라");
  REQUIRE(all.size() == 3);
  CHECK(all[2] == "라디오"); // in no title
  CHECK(texts("").empty());
  CHECK(texts("라브 ").empty());
  CHECK(texts("-라브").empty());
}

TEST_CASE("답은 정해진 이름으로 된 JSON이다") {
  SmallSearch small{SmallSite()};
  const std::string json = json_of(small.search("라브로프"));
  for (const char* name :
       {"\"hits\"", "\"rank\":1", "\"slug\":\"post-3\"", "\"section\":\"끝\"", "\"title\"", "\"date\"",
        "\"score\"", "\"snippet\"", "\"ranges\":[[", "\"total\":1", "\"corrections\":[]",
        "\"understood\":\"\"", "\"problems\":\"\"", "\"missing\":[]", "\"incomplete\":false"})
    CHECK_MESSAGE(json.find(name) != json.npos, name);
  CHECK_FALSE(Searcher::open("{"));
}

} // namespace hanji

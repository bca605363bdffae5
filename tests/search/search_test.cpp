#include <doctest.h>

#include "search/search.h"
#include "tests/search/small_index.h"

using namespace hanji;

namespace {

const SmallIndex& small() {
  static const SmallIndex index(
      {article_of("러시아", {"라브로프 장관은 핵 협의가 없다고 말했다.", "# 다음", "라브 로프라는 이름."}),
       article_of("조석", {"밀물과 썰물은 달이 당겨서 생긴다. 닭과는 관계가 없다."}),
       article_of("달", {"# 밀물", "바다 이야기."}), article_of("밀물", {"제목에만 있다."}),
       article_of("KBS", {"KBS는 5G망을 쓴다. ㅋㅋ 웃음."}), article_of("끝글자", {"마지막은 뫼"})});
  return index;
}

} // namespace

TEST_CASE("낱말은 어디에 붙어 있든 찾힌다") {
  CHECK(small().titles("라브로프") == "러시아");
  CHECK(small().titles("브로") == "러시아");
  CHECK(small().titles("장관") == "러시아");
  CHECK(small().titles("로프라는") == "러시아");
  CHECK(small().titles("없는말") == "");
  CHECK(small().titles("") == "");
  CHECK(small().titles("  \t ") == "");
}

TEST_CASE("띄어쓰기와 크기와 너비는 상관없다") {
  CHECK(small().titles("핵협의") == "러시아");
  CHECK(small().titles("kbs는5g망") == "KBS");
  CHECK(small().titles("ＫＢＳ") == "KBS");
}

TEST_CASE("낱말이 여럿이면 모두 있어야 한다") {
  CHECK(small().titles("달 밀물") == "달 조석");
  CHECK(small().titles("달 협의") == "");
}

TEST_CASE("한 글자도 찾힌다, 글의 마지막 글자라도") {
  CHECK(small().titles("뫼") == "끝글자");
  CHECK(small().titles("닭") == "조석");
}

TEST_CASE("제목이 먼저, 다음은 소제목, 다음은 본문") { CHECK(small().titles("밀물") == "밀물 달 조석"); }

TEST_CASE("점수가 같으면 새 글이 먼저") {
  const SmallIndex index(
      {article_of("하나", {"같은 말"}), article_of("둘", {"같은 말"}), article_of("셋", {"같은 말"})});
  CHECK(index.titles("같은 말") == "하나 둘 셋");
}

TEST_CASE("짝이 다 있어도 낱말이 없으면 답이 아니다") {
  const SmallIndex index({article_of("조각", {"가나", "나다"}), article_of("온전", {"가나다"})});
  CHECK(index.titles("가나다") == "온전");
}

TEST_CASE("글자판으로 치는 동안에도 찾힌다") {
  for (const char* typed : {"라", "랍", "라브", "라브ㄹ", "라블", "라브로", "라브롶", "라브로프"}) {
    INFO(typed);
    CHECK(small().titles(typed, true).find("러시아") != std::string::npos);
  }
  CHECK(small().titles("라브ㄹ") == "러시아"); // a lone consonant is unfinished by itself
  CHECK(small().titles("라블") == "");
  CHECK(small().titles("ㄷ", true).find("달") != std::string::npos);
  CHECK(small().titles("라브로프 ㅈ", true) == "러시아");
  CHECK(small().titles("라블 ", true) == ""); // the space has finished it
}

TEST_CASE("a missing shard is named and nothing is promised; once it is there the answer is whole") {
  SmallIndex index({article_of("글", {"가나다"}), article_of("나", {"나다라"})});
  REQUIRE(index.index.ranges.size() == 1);
  index.index.loaded.clear();
  const SearchAnswer before = search(index.index, parse_query("나다"));
  CHECK(before.missing == std::vector<std::string>{"0"});
  CHECK(before.candidates.empty());
  index.load(0);
  const SearchAnswer after = search(index.index, parse_query("나다"));
  CHECK(after.missing.empty());
  CHECK(after.candidates.size() == 2);
}

TEST_CASE("a damaged shard takes only its own evidence away") {
  SmallIndex whole({article_of("글", {"가나힣힣"}), article_of("나", {"가나"})});
  SearchIndex parts;
  const IndexShard& shard = whole.index.loaded.at("0");
  parts.ranges = {{"low", shard.keys.front()}, {"high", "힣"}};
  parts.loaded["low"] = shard;
  parts.loaded["high"] = {};
  const Query query = parse_query("가나힣힣");
  const SearchAnswer answer = search(parts, query);
  CHECK(answer.missing.empty());
  const Hits hits =
      collect_hits(answer.candidates, query, 10, [&](ArticleId id) { return &whole.articles[index_of(id)]; });
  REQUIRE(hits.hits.size() == 1);
  CHECK(hits.hits.front().title == "글");
  CHECK(search(parts, parse_query("힣힣")).candidates.empty());
}

TEST_CASE("hits name the articles that they still need, no more than the limit") {
  const Query query = parse_query("밀물");
  const auto candidates = search(small().index, query).candidates;
  REQUIRE(candidates.size() == 3);
  const Hits none = collect_hits(candidates, query, 2, [](ArticleId) { return nullptr; });
  CHECK(none.hits.empty());
  CHECK(none.needed == std::vector{candidates[0].article, candidates[1].article});
  const Hits all =
      collect_hits(candidates, query, 2, [](ArticleId id) { return &small().articles[index_of(id)]; });
  CHECK(all.needed.empty());
  CHECK(all.hits.size() == 2);
}

TEST_CASE("a hit says where: the section, the sentence and the characters") {
  const std::vector<Hit> hits = small().hits("바다");
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].section == "밀물");
  CHECK(hits[0].snippet == "바다 이야기.");
  CHECK(hits[0].ranges == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 2}});
}

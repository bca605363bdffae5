#include <doctest.h>

#include <algorithm>

#include "search/search.h"
#include "tests/search/small_corpus.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

const SmallCorpus& small() {
  static const SmallCorpus index(
      {article_of("러시아",
                  {"라브로프 장관은 핵 협의가 없다고 말했다.", "# 다음", "라브 로프라는 이름.", "핵협의란"}),
       article_of("조석", {"밀물과 썰물은 달이 당겨서 생긴다. 닭과는 관계가 없다."}),
       article_of("달", {"# 밀물", "바다 이야기."}), article_of("밀물", {"제목에만 있다."}),
       article_of("KBS", {"KBS는 5G망을 쓴다. ㅋㅋ 웃음."}), article_of("끝글자", {"마지막은 뫼"})});
  return index;
}

// An article of many pairs, so that an index of small files has many.
Article filler() {
  std::string syllables;
  for (char32_t syllable = U'가'; syllable < U'힣'; syllable += 28) append_utf8(syllables, syllable);
  return article_of("채움", {syllables});
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

TEST_CASE("붙여 쓰든 띄어 쓰든, 크게 쓰든 넓게 쓰든 같다") {
  CHECK(small().titles("핵협의") == "러시아");
  CHECK(small().titles("핵 협의") == "러시아");
  CHECK(small().titles("kbs 5g망") == "KBS");
  CHECK(small().titles("ＫＢＳ") == "KBS");
  const SmallCorpus index(
      {article_of("따로", {"국회 의원이 왔다"}), article_of("붙여", {"국회의원이 왔다"})});
  CHECK(index.titles("국회의원") == "붙여 따로");
  CHECK(index.titles("국회 의원") == "따로 붙여");
}

TEST_CASE("낱말이 여럿이면 많이 가진 글이 먼저이고, 하나만 가져도 답이다") {
  CHECK(small().hits("달 밀물").size() == 3);
  const SmallCorpus index(
      {article_of("하나", {"핵 시험"}), article_of("둘", {"핵 회담"}), article_of("셋", {"회담"})});
  CHECK(index.titles("핵 회담").starts_with("둘 "));
  CHECK(index.hits("핵 회담").size() == 3);
  CHECK(index.hits("핵 없는말").size() == 2);
  CHECK(index.hits("없는말 딴말").empty());
}

TEST_CASE("낱말이 모두 든 글이 몇 편인지 답이 안다") {
  const SmallCorpus index(
      {article_of("하나", {"핵 시험"}), article_of("둘", {"핵 회담"}), article_of("셋", {"회담"})});
  const auto complete_of = [&](std::string_view query) {
    const SearchAnswer answer = answer_of(index.index, parse_query(query));
    return std::pair(answer.complete, answer.total);
  };
  CHECK(complete_of("핵 회담") == std::pair(1U, 3U));
  CHECK(complete_of("핵 회담을") == std::pair(1U, 3U)); // with any particle
  CHECK(complete_of("시험 회담") == std::pair(0U, 3U));
  CHECK(complete_of("회담") == std::pair(2U, 2U));   // one word is all of them
  CHECK(complete_of("ghleka") == std::pair(2U, 2U)); // and so is what it was corrected to
}

TEST_CASE("한 글자는 낱말의 처음이다") {
  CHECK(small().titles("뫼") == "끝글자");
  CHECK(small().titles("닭") == "조석");
  const SmallCorpus index(
      {article_of("아래", {"달나라"}), article_of("위", {"달"}), article_of("없음", {"그달"})});
  CHECK(index.hits("달").size() == 2);
}

TEST_CASE("제목이 먼저, 다음은 소제목, 다음은 본문") { CHECK(small().titles("밀물") == "밀물 달 조석"); }

TEST_CASE("점수가 같으면 새 글이 먼저") {
  const SmallCorpus index(
      {article_of("하나", {"같은 말"}), article_of("둘", {"같은 말"}), article_of("셋", {"같은 말"})});
  CHECK(index.titles("같은 말") == "하나 둘 셋");
}

TEST_CASE("짝이 다 있어도 낱말이 없으면 답이 아니다") {
  const SmallCorpus index({article_of("조각", {"북한 한강"}), article_of("온전", {"북한강"})});
  CHECK(index.titles("북한강") == "온전");
}

TEST_CASE("따옴표 안의 말은 그대로 있어야 하고, 빼라는 말은 없어야 한다") {
  CHECK(small().titles("\"핵 협의가 없다\"") == "러시아");
  CHECK(small().titles("\"협의가 핵 없다\"") == "");
  CHECK(small().titles("\"라브로브\"") == "");
  CHECK(small().titles("밀물 -썰물") == "밀물 달");
  CHECK(small().titles("밀물 -바다") == "밀물 조석");
  CHECK(small().titles("-밀물") == "");
}

TEST_CASE("그대로 든 글이 없는 따옴표는 벗겨 다시 물을 수 있다") {
  const auto loose = [](std::string_view text) {
    const std::optional<Query> query = without_quotes(parse_query(text));
    return query ? query->text : "없음";
  };
  CHECK(loose("\"협의가 핵 없다\" 러시아") == "협의가 핵 없다 러시아");
  CHECK(loose("박정희 \"정권 지지' 인터뷰는?") == "박정희 정권 지지' 인터뷰는?"); // never closed
  CHECK(loose("“핵 협의” -\"가 없다\"") == "핵 협의 -\"가 없다\"");
  CHECK(loose("\"라브로브\" 회담") == "없음"); // one word is meant as it stands
  CHECK(loose("제목:\"핵 협의\"") == "없음");
  CHECK(loose("핵 협의 -썰물") == "없음");
  const Query again = *without_quotes(parse_query("\"핵 협의\" 라", true));
  CHECK(again.unquoted);
  CHECK(again.words.back().unfinished);
  CHECK(!without_quotes(again).has_value());
}

TEST_CASE("어디에도 붙어 있지 않은 말은 한글과 숫자나 로마자가 만나는 곳에서 띄어 물을 수 있다") {
  const auto spaced = [](std::string_view text, std::vector<std::size_t> words) {
    const Query query = parse_query(text);
    FoundWords found(query.words.size());
    for (const std::size_t word : words) found[word].out_of_vocabulary = true;
    const std::optional<Query> other = with_spaces(query, found);
    return other ? other->text : "없음";
  };
  CHECK(spaced("12월18일", {0}) == "12월 18일");
  CHECK(spaced("서울 12월18일 12월18일", {1}) == "서울 12월 18일 12월18일");
  CHECK(spaced("LG에너지솔루션 3분기실적", {0, 1}) == "LG 에너지솔루션 3분기실적");
  CHECK(spaced("2024파리올림픽", {0}) == "2024 파리올림픽");
  CHECK(spaced("10030원 1380원 N번방", {0, 1, 2}) == "없음");
  CHECK(spaced("제주 가볼만한곳", {1}) == "제주 가볼 만한 곳");
  CHECK(spaced("10만원 5개월", {0, 1}) == "없음"); // units
  CHECK(spaced("라브로프", {0}) == "없음");
  CHECK(spaced("제목:12월18일", {0}) == "없음");
  CHECK(spaced("12월18일", {}) == "없음");
}

TEST_CASE("따옴표 안의 말이 다 들었어도 그대로가 아닌 글은 세지 않는다") {
  const SmallCorpus index({article_of("그대로", {"바다에는 밀물과 썰물이 있다"}),
                           article_of("거꾸로", {"바다에는 썰물과 밀물이 있다"}),
                           article_of("하나만", {"바다에는 밀물이 있다"})});
  CHECK(index.titles("\"밀물과 썰물\" 바다") == "그대로");
  CHECK(index.found("\"밀물과 썰물\" 바다").total == 1);
  CHECK(index.found("\"썰물과 밀물\" 바다").total == 1);
}

TEST_CASE("제목: 뒤의 말은 제목에 있어야 한다") {
  CHECK(small().titles("제목:밀물") == "밀물");
  CHECK(small().titles("title:밀물") == "밀물");
  CHECK(small().titles("제목:썰물") == "");
}

TEST_CASE("글자판으로 치는 동안에도 찾힌다") {
  for (const char* typed : {"라", "랍", "라브", "라브ㄹ", "라블", "라브로", "라브롶", "라브로프"}) {
    CAPTURE(std::string(typed));
    CHECK(small().titles(typed, true).find("러시아") != std::string::npos);
    CHECK(small().titles(typed).find("러시아") != std::string::npos); // 글자판이 말해 주지 않아도
  }
  CHECK(small().titles("ㅁ", true).find("밀물") != std::string::npos);
  CHECK(small().titles("라브로프 ㅈ", true).starts_with("러시아"));
}

TEST_CASE("a missing file is named, what is there answers, and once all is there the answer is whole") {
  SmallCorpus index({article_of("글", {"가나다 말"}), article_of("나", {"나다라 말"}), filler()}, 1);
  REQUIRE(index.files.size() > 40);
  for (std::size_t i = 0; i < index.files.size(); ++i) index.index.forget(std::to_string(i));
  const std::vector<std::string> first = index.answer("나다").missing;
  CHECK(first.front() == "0"); // the root, and at once with it
  CHECK(std::ranges::any_of(first, [&](const std::string& file) {
    return index.files[static_cast<std::size_t>(std::stoi(file))].first_key.starts_with("x");
  }));
  CHECK(index.answer("나다").candidates.empty());
  index.load(0);
  SearchAnswer answer = index.answer("나다");
  CHECK_FALSE(answer.missing.empty());
  CHECK_FALSE(answer.damaged);
  std::size_t fetched = 1;
  while (!answer.missing.empty()) {
    REQUIRE(fetched < index.files.size());
    for (const std::string& file : answer.missing) {
      index.load(static_cast<std::size_t>(std::stoi(file)));
      ++fetched;
    }
    answer = index.answer("나다");
  }
  CHECK(answer.candidates.size() == 2);
  CHECK(fetched < index.files.size());
}

TEST_CASE("a damaged file takes only its own evidence away, and the answer says so") {
  const SmallCorpus whole({article_of("글", {"가나다 힣힣"}), article_of("나", {"라마바"}), filler()}, 1);
  CHECK(whole.titles("힣힣 라마바") == "나 글");
  SmallCorpus index = whole;
  index.files.back().bytes[6] = std::byte{0x7F};
  index.load(index.files.size() - 1);
  CHECK(index.titles("힣힣") == "");
  CHECK(index.answer("힣힣").damaged);
  CHECK(index.answer("힣힣").missing.empty());
  CHECK(index.titles("힣힣 라마바") == "나");
  CHECK_FALSE(index.answer("라마바").damaged);

  index.files[0].bytes[4] = std::byte{0};
  index.load(0);
  CHECK(index.answer("라마바").damaged); // without the root nothing is known
  CHECK(index.titles("라마바") == "");
}

TEST_CASE("hits name the articles that they still need, no more than the limit") {
  const Query query = parse_query("밀물");
  const SearchAnswer answer = answer_of(small().index, query);
  REQUIRE(answer.candidates.size() == 3);
  CHECK(answer.total == 3);
  const Hits none = hits_of(answer, query, 2, [](ArticleId) { return nullptr; });
  CHECK(none.hits.empty());
  CHECK(none.needed == std::vector{answer.candidates[0].article, answer.candidates[1].article});
  const Hits all =
      hits_of(answer, query, 2, [](ArticleId id) { return borrowed(small().articles[index_of(id)]); });
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

TEST_CASE("꼬리표와 글쓴이로도 찾는다") {
  Article spring = article_of("들에서 보낸 하루", {"쑥과 냉이를 캤다."}),
          autumn = article_of("집에서 보낸 하루", {"책을 읽었다."});
  spring.tags = {"봄나물", "자전거여행"};
  spring.author = "정다운";
  autumn.tags = {"독서"};
  const SmallCorpus index({spring, autumn});
  for (const char* query : {"봄나물", "#봄나물", "자전거 여행", "정다운", "봄나물을 캔 하루"})
    CHECK_MESSAGE(index.titles(query).starts_with("들에서 보낸 하루"), query);
  CHECK(index.titles("독서") == "집에서 보낸 하루");
  CHECK(index.titles("#C언어") == "");
  CHECK(parse_query("C#").words[0].typed == "C#");
}

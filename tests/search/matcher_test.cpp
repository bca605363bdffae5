#include <doctest.h>

#include <string>

#include "search/matcher.h"
#include "text/normalize.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

// «0:라브로프 1:장관»: the word of the query, what of the text is it, and how much of it where that is less.
std::string dump(const std::vector<Occurrence>& all, const std::u32string& text) {
  std::string dumped;
  for (const Occurrence& one : all) {
    dumped +=
        (dumped.empty() ? "" : " ") + std::to_string(one.word) + ":" + to_utf8(text.substr(one.at, one.size));
    if (one.share < 1) dumped += "…";
  }
  return dumped;
}

std::string matches(const char* query, const char* text, bool composing = false,
                    const FoundWords& found = {}) {
  const std::u32string folded = fold_for_search(text).text;
  return dump(Matcher(parse_query(query, composing), found).in(folded), folded);
}

std::string with_beginnings(const char* query, const char* text) {
  const std::u32string folded = fold_for_search(text).text;
  return dump(Matcher(parse_query(query)).with_beginnings_in(folded), folded);
}

} // namespace

TEST_CASE("맞는 곳: 낱말은 글의 차례대로, 다른 낱말 안에서도, 떨어져 있어도 맞는다") {
  CHECK(matches("라브로프 장관", "외무장관 라브로프가 왔다") == "1:장관 0:라브로프");
  CHECK(matches("의사결정", "의사 결정") == "0:의사결정");
  CHECK(matches("가가", "가가가") == "0:가가 0:가가"); // they may overlap
  CHECK(matches("바다", "산과 들").empty());
  CHECK(matches("바다", "").empty());
}

TEST_CASE("맞는 곳: 뺀 낱말은 맞지 않고, 따로 물으면 맞는다") {
  CHECK(matches("예산 -국방", "국방 예산") == "0:예산");
  const Query query = parse_query("예산 -국방");
  REQUIRE(query.words.size() == 2);
  CHECK(Matcher(query.words[1]).in(U"국방예산").size() == 1);
}

TEST_CASE("맞는 곳: 치는 중인 글자는 될 수 있는 모든 글자에 맞는다") {
  CHECK(matches("라블", "라브로프", true) == "0:라브로");
  CHECK(matches("달ㅇ", "달이 달은 달도", true) == "0:달이 0:달은");
  CHECK(matches("ㅎ", "한강", true) == "0:한");
}

TEST_CASE("맞는 곳: 넓힌 꼴도 맞고, 한 곳은 한 번만 센다") {
  const FoundWords found{{.forms = {U"정부", U"정부가"}, .spellings = {}, .weight = 1}};
  CHECK(matches("정부는", "정부가 정부는", false, found) == "0:정부 0:정부는");
}

TEST_CASE("맞는 곳: 셋째 글자부터는 앞머리만 같아도 얼마만큼은 맞으나, 짧은 말과 구절은 아니다") {
  CHECK(with_beginnings("기억하다", "기억한다 기억하다") == "0:기억… 0:기억하다");
  CHECK(with_beginnings("바다", "바람").empty());
  CHECK(with_beginnings("\"기억하다\"", "기억한다").empty());
}

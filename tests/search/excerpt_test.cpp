#include <doctest.h>

#include "search/excerpt.h"
#include "tests/search/small_corpus.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

// The excerpt with its matches in brackets.
std::string shown(const Article& article, std::string_view query, bool composing = false) {
  const Excerpt excerpt = make_excerpt(article, parse_query(query, composing));
  std::u32string text = to_utf32(excerpt.text);
  for (auto range = excerpt.ranges.rbegin(); range != excerpt.ranges.rend(); ++range) {
    REQUIRE(range->second <= text.size());
    text.insert(range->second, U"]");
    text.insert(range->first, U"[");
  }
  return to_utf8(text);
}

} // namespace

TEST_CASE("맞은 곳은 온 글자로 밝힌다, 사이의 빈칸까지") {
  CHECK(shown(article_of("글", {"북한 인권 문제"}), "북한인권") == "[북한 인권] 문제");
  CHECK(shown(article_of("글", {"라브로프 장관"}), "라블", true) == "[라브로]프 장관");
  CHECK(shown(article_of("글", {"라브로프 장관"}), "장과") == "라브로프 장관");
  CHECK(shown(article_of("글", {"하하하"}), "하하") == "[하하하]");
}

TEST_CASE("낱말 끝 글자와 다음 낱말의 첫 글자가 우연히 이룬 말은, 그 말이 따로 있으면 밝히지 않는다") {
  CHECK(shown(article_of("글", {"한글은 이미 정한 글자이다."}), "한글") == "[한글]은 이미 정한 글자이다.");
  CHECK(shown(article_of("글", {"한 글자와 한글"}), "한글") == "[한 글]자와 [한글]");
  CHECK(shown(article_of("글", {"인권문제와 북한인권 문제"}), "인권문제") == "[인권문제]와 북한[인권 문제]");
  CHECK(shown(article_of("글", {"이미 정한 글자이다."}), "한글") == "이미 정[한 글]자이다.");
}

TEST_CASE("제목에만 있으면 요약이나 첫 문단을 보인다") {
  Article article = article_of("라브로프 말하다", {"# 머리", "본문의 처음."});
  CHECK(shown(article, "라브로프") == "본문의 처음.");
  article.excerpt = "요약이다.";
  CHECK(shown(article, "라브로프") == "요약이다.");
}

TEST_CASE("여러 낱말이 모인 문단을 고르고, 그 절을 말한다") {
  const Article article = article_of("글", {"달이 떴다.", "# 둘째", "밀물이다.", "달과 밀물이다."});
  const Excerpt excerpt = make_excerpt(article, parse_query("달 밀물"));
  CHECK(excerpt.text == "달과 밀물이다.");
  CHECK(excerpt.section == "둘째");
  CHECK(make_excerpt(article, parse_query("떴다")).section.empty());
}

TEST_CASE("긴 글은 문장 끝에서 자르고, 긴 문장은 빈칸에서 자른다") {
  std::string many;
  for (int i = 0; i < 30; ++i) many += "문장 하나가 여기에 있습니다. ";
  const std::string cut = shown(article_of("글", {many + "여기에 달이 있습니다. " + many}), "달이");
  CHECK(cut.starts_with("여기에 [달이] 있습니다. 문장"));
  CHECK(cut.ends_with("있습니다."));

  std::string endless;
  for (int i = 0; i < 60; ++i) endless += "끝없는 말 ";
  const std::string piece = shown(article_of("글", {endless + "달이 " + endless}), "달이");
  CHECK(piece.starts_with("…"));
  CHECK(piece.ends_with("…"));
  CHECK(piece.find("[달이]") != std::string::npos);
  CHECK(count_code_points(piece) < 130);
}

TEST_CASE("잘린 데 걸친 말은 반만 밝히지 않는다") {
  std::string sentence = "달이야 ";
  while (count_code_points(sentence) < 116) sentence += "끝없는 ";
  const std::string cut =
      shown(article_of("글", {sentence + "북한 인권 문제이다. 다음이다."}), "달이 북한인권");
  CHECK(cut.starts_with("[달이]야 끝없는"));
  CHECK(cut.ends_with(" 북한…"));
}

TEST_CASE("자른 끝에 남은 쉼표는 말줄임표 앞에 두지 않는다") {
  std::string endless;
  for (int i = 0; i < 60; ++i) endless += "끝없는말이, ";
  const std::string piece = shown(article_of("글", {"달이 " + endless}), "달이");
  CHECK(piece.ends_with("말이…"));
}

TEST_CASE("빈칸 없는 긴 글도 자른다") {
  std::string solid;
  for (int i = 0; i < 300; ++i) solid += "가";
  const std::string piece = shown(article_of("글", {solid + "나" + solid}), "나");
  CHECK(piece.find("[나]") != std::string::npos);
  CHECK(count_code_points(piece) < 130);
}

TEST_CASE("본문에서 맞은 곳은 읽는 차례대로, 제목부터") {
  const Article article = article_of("달 이야기", {"밀물과 달", "달달"});
  const auto spans = find_matches(article, parse_query("달"));
  REQUIRE(spans.size() == 4);
  CHECK(spans[0].block == title_block);
  CHECK(spans[1].block == 0);
  CHECK(spans[1].begin == 10);
  CHECK(spans[1].end == 13);
  CHECK(spans[3].block == 1);
  CHECK(find_matches(article, parse_query("달 해")).size() == 4); // what there is of it
  CHECK(find_matches(article, parse_query("해")).empty());
}

TEST_CASE("글머리에만 있는 말도 찾고, 그 자리를 안다") {
  Article article;
  article.title = "한지";
  article.lead = "닥나무로 뜬 종이";
  const Query query = parse_query("닥나무", false);
  const auto spans = find_matches(article, query);
  REQUIRE(spans.size() == 1);
  CHECK(spans[0].block == lead_block);
  CHECK(shown(article, "닥나무") == "[닥나무]로 뜬 종이");
}

TEST_CASE("낱말이 그대로 없으면 조사나 어미를 떼고 밝힌다") {
  const Article article = article_of("글", {"정부의 발표를 듣다."});
  CHECK(shown(article, "정부는") == "[정부]의 발표를 듣다.");
  CHECK(shown(article, "발표했다") == "정부의 [발표]를 듣다.");
  CHECK(shown(article, "정부의") == "[정부의] 발표를 듣다."); // 그대로 있으니 떼지 않는다
  CHECK(shown(article, "\"정부는\"") == "정부의 발표를 듣다.");
}

TEST_CASE("달리 찾은 말도 밝히고, 빼라는 말은 밝히지 않는다") {
  const Article article = article_of("글", {"라브로프 장관이 한국에 왔다."});
  const auto lit = [&](const char* query, const FoundWords& found) {
    return make_excerpt(article, parse_query(query), found).ranges.size();
  };
  CHECK(lit("라브로브", {}) == 0);
  CHECK(lit("라브로브", {{.forms = {U"라브로프"}}}) == 1);
  CHECK(lit("장관 -한국", {}) == 1);
}

TEST_CASE("따옴표 안의 말과 빼라는 말은 글만이 안다") {
  const Article article = article_of("달 이야기", {"밀물과 달"});
  CHECK(holds(article, parse_query("\"밀물과 달\"")));
  CHECK_FALSE(holds(article, parse_query("\"달과 밀물\"")));
  CHECK(holds(article, parse_query("달과 밀물"))); // 낱말은 색인이 보았다
  CHECK_FALSE(holds(article, parse_query("달 -밀물")));
  CHECK(holds(article, parse_query("달 -썰물")));
}

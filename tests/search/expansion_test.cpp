// In which ways a word of a query may stand in an article.
#include <doctest.h>

#include "tests/search/small_corpus.h"

using namespace hanji;

namespace {

// Articles «1», «2» …, one for each text.
SmallCorpus index_of_texts(std::vector<std::string> texts) {
  std::vector<Article> articles;
  for (std::string& text : texts)
    articles.push_back(article_of(std::to_string(articles.size() + 1), {std::move(text)}));
  return SmallCorpus(std::move(articles));
}

} // namespace

TEST_CASE("점으로 이은 숫자는 한 덩어리다: 5·18은 5와 18이 따로 있는 글이 아니다") {
  const SmallCorpus index(
      {article_of("그날", {"5·18민주화운동을 기린다"}), article_of("점", {"5.18 민주화운동"}),
       article_of("따로", {"5명이 18일에 왔다. 민주화운동"}), article_of("여럿", {"모두 518명"}),
       article_of("올림", {"물가가 3.5% 올랐다"}), article_of("정수", {"35%가 3월에 5일"})});
  CHECK(index.titles("5·18") == "그날 점 여럿");
  CHECK(index.titles("5.18") == "그날 점 여럿");
  CHECK(index.titles("5ㆍ18민주화운동") == "그날 점");
  CHECK(index.titles("\"5·18\"") == "그날 점");
  CHECK(index.titles("3.5%") == "올림");
  CHECK(index.titles("5.1") == "그날 점"); // on its way to 5.18
  CHECK(index.titles("8·15") == "");
}

TEST_CASE("한글과 숫자나 로마자는 붙여 쓰든 띄어 쓰든 같다") {
  const SmallCorpus index({article_of("띄운 글", {"12월 18일, KBS 뉴스와 AI 반도체"}),
                           article_of("붙인 글", {"12월18일 KBS뉴스와 AI반도체"}),
                           article_of("흩은 글", {"12월의 반도체 뉴스, 18일의 KBS와 AI"})});
  for (const char* text : {"12월18일", "KBS뉴스", "AI반도체", "ai반도체의"}) {
    CAPTURE(std::string(text));
    CHECK(index.titles(text) == "붙인 글 띄운 글");
  }
  CHECK(index.titles("12월 18일").starts_with("띄운 글 붙인 글"));
  const SmallCorpus units({article_of("띄운 글", {"7월 중에 55세 미만 6,000여 곳 2,900억 원"}),
                           article_of("흩은 글", {"7월의 중간, 55세와 미만, 6,000과 여 곳, 2,900과 억 원"})});
  for (const char* text : {"7월중", "55세미만", "6000여곳", "6,000여곳", "2900억원", "2,900억원"}) {
    CAPTURE(std::string(text));
    CHECK(units.titles(text) == "띄운 글");
  }
}

TEST_CASE("한 자리 수로 시작하는 말은 한글 수로도 찾힌다") {
  const SmallCorpus index({article_of("한글", {"이차전지 공장"}), article_of("숫자", {"4차산업혁명"}),
                           article_of("따로", {"2명과 4명"})});
  CHECK(index.titles("2차전지") == "한글");
  CHECK(index.titles("사차산업혁명") == "숫자");
  CHECK(index.titles("이차전지") == "한글");
}

TEST_CASE("숫자로 시작하는 말도 띄어 쓴 두 낱말로 찾힌다") {
  const SmallCorpus index({article_of("띄운 글", {"삼성의 3분기 실적이 나왔다"}),
                           article_of("하나만", {"3분기는 길다"}), article_of("딴 분기", {"2분기 실적"})});
  CHECK(index.titles("3분기실적") == "띄운 글");
}

TEST_CASE("이름이 된 날은 점을 빼고 써도 찾힌다") {
  const SmallCorpus index({article_of("전쟁", {"6·25전쟁이 났다"}), article_of("계엄", {"12·3 비상계엄"}),
                           article_of("수", {"625와 전쟁"}),
                           article_of("만세", {"삼일절은 3·1운동을 기린다"})});
  CHECK(index.titles("625전쟁") == "전쟁");
  CHECK(index.titles("625전쟁은") == "전쟁");
  CHECK(index.titles("625") == "수 전쟁");
  CHECK(index.titles("123") == "계엄");
  CHECK(index.titles("1203") == "");
  CHECK(index.titles("31운동") == ""); // two digits may be anything
  CHECK(index.titles("3.1운동") == "만세");
}

TEST_CASE("다른 조사가 붙은 낱말도 찾는다, 그대로인 글 다음에") {
  const SmallCorpus index =
      index_of_texts({"정부가 말했다", "정부는 말했다", "지방정부에서 일한다", "정치를 말한다"});
  CHECK(index.titles("정부는") == "2 1 3");
  CHECK(index.titles("정부에게서는") == "1 2 3");
  CHECK(index.hits("정부").size() == 3);
}

TEST_CASE("하다와 되다가 붙은 명사도 찾는다") {
  const SmallCorpus index = index_of_texts({"발표를 했다", "발표가 있다", "정부가 발표했다"});
  CHECK(index.titles("발표했다") == "3 1 2");
  CHECK(index.titles("발표됐던") == "1 2 3");
  CHECK(index.hits("발표").size() == 3);
}

TEST_CASE("조사처럼 끝나는 낱말은 자르지 않는다, 말뭉치가 그대로를 알면") {
  const SmallCorpus index = index_of_texts({"제주도는 섬이다", "제주도에 간다", "제주시에 제주가 있고 제주는",
                                            "회의가 있다", "회의를 한다", "국회에 회가 회는 있다"});
  CHECK(index.titles("제주도") == "1 2");
  CHECK(index.titles("회의") == "4 5");
}

TEST_CASE("로마자와 숫자 뒤의 조사도 뗀다") {
  const SmallCorpus index =
      index_of_texts({"KBS가 말했다", "5G망이 있다", "1989년의 일", "MBC가 말했다", "1990년의 일"});
  CHECK(index.titles("KBS는") == "1");
  CHECK(index.titles("kbs") == "1");
  CHECK(index.titles("5G망을") == "2");
  CHECK(index.titles("1989년에") == "3");
  CHECK(index.titles("1989년") == "3");
  CHECK(index.titles("1989") == "3");
}

TEST_CASE("로마자와 숫자는 처음만 맞아도 되지만 가운데는 아니다") {
  const SmallCorpus index = index_of_texts({"Microsoft사", "2024년", "12024개"});
  CHECK(index.titles("micro") == "1");
  CHECK(index.titles("2024") == "2");
  CHECK(index.titles("soft") == "");
}

TEST_CASE("띄어 쓴 물음이 붙여 쓴 글을 찾는다") {
  const SmallCorpus index = index_of_texts({"인공지능이 온다", "인공 섬의 지능", "지능이 지능은"});
  CHECK(index.titles("인공 지능").starts_with("1 2"));
  CHECK(index.titles("인공 지능을").starts_with("1 2")); // 조사가 달라도
}

TEST_CASE("붙여 쓴 물음이 띄어 쓴 글을 찾는다") {
  const SmallCorpus one = index_of_texts({"국회 의원이 왔다", "국회의원이 왔다", "국회에 갔다"});
  CHECK(one.titles("국회의원") == "2 1");
  // 말뭉치가 붙여 쓴 적이 없어도 두 낱말로 안다.
  const SmallCorpus other = index_of_texts({"한국의 경제가 어렵다", "한국은 경제를 말한다", "한국에 있다"});
  CHECK(other.titles("한국경제") == "1 2");
  CHECK(other.titles("한국경제는") == "1 2");
}

TEST_CASE("치다 만 글자는 이어질 모든 글자이다") {
  const SmallCorpus index = index_of_texts({"라브로프가", "라벨이", "한국이", "한글이", "닭이", "달기가"});
  CHECK(index.titles("라ㅂ", true) == "1 2");
  CHECK(index.titles("라브", true) == "1");
  CHECK(index.titles("라블", true) == "1"); // ㄹ은 다음 글자로 넘어간다
  CHECK(index.titles("한ㄱ", true) == "3 4");
  CHECK(index.titles("한구", true) == "3");
  CHECK(index.titles("한그", true) == "4");
  CHECK(index.titles("라ㅂ") == "1 2"); // 홀로 선 자음은 언제나 치다 만 것이다
}

TEST_CASE("치다 만 글자를 이어 맞춘 것은 그대로 맞은 것을 앞서지 못한다") {
  const SmallCorpus index = index_of_texts({"정보가 있다", "정복이 있다", "정보를 정보가"});
  CHECK(index.titles("정보").starts_with("3 1") == true);
  CHECK(index.hits("정보").size() == 3); // 정복도 이어질 수 있다
}

TEST_CASE("여러 낱말에서는 앞부분만 같은 말도 조금은 친다") {
  const SmallCorpus index =
      index_of_texts({"대통령이 핵을 걱정하며", "대통령이 왔다", "걱정이 있다", "핵이 있다"});
  CHECK(index.titles("대통령 핵을 걱정했다고").starts_with("1 "));
}

TEST_CASE("가진 낱말이 많은 글이 먼저이다") {
  const SmallCorpus index =
      index_of_texts({"북한 북한 북한 북한", "북한 인권", "북한 인권 문제", "문제 문제"});
  CHECK(index.titles("북한 인권 문제").starts_with("3 2 "));
}

TEST_CASE("수는 어떻게 쓰든 찾는다") {
  const SmallCorpus index =
      index_of_texts({"10만원을 냈다", "100,000원을 냈다", "100000명이 왔다", "10월에 3만명", "1억 2천만원",
                      "1억2000만원", "120,000,000원", "5천명", "5000명"});
  CHECK(index.titles("10만원") == "1 2");
  CHECK(index.titles("100,000원") == "2 1");
  CHECK(index.titles("100000원") == "2 1");
  CHECK(index.titles("10만") == "1 2 3");
  CHECK(index.titles("10만명") == "3");
  for (const char* query : {"1억2천만원", "1억 2천만원", "120,000,000원"}) {
    CAPTURE(std::string(query));
    CHECK(index.hits(query).size() == 3);
  }
  CHECK(index.titles("5천명") == "8 9");
  CHECK(index.titles("5,000명") == "9 8");
  REQUIRE(index.hits("10만원").size() == 2);
  CHECK(index.hits("10만원")[1].snippet == "100,000원을 냈다");
  CHECK(index.hits("10만원")[1].ranges == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 8}});
}

TEST_CASE("소수점이 있는 큰 수도 다르게 적힌 것을 찾는다") {
  const SmallCorpus index =
      index_of_texts({"예산 3.5조원", "예산 3조5000억원", "예산 3조 5천억원", "예산 35조원"});
  CHECK(index.titles("3.5조원") == "1 2 3");
  CHECK(index.titles("3.5조") == "1 2 3");
  CHECK(index.titles("3.5조원의") == "1 2 3");
  CHECK(index.titles("예산 -3.5조") == "2 3 4"); // 빼는 말은 적힌 대로만
  CHECK(index.titles("\"3.5조\"") == "1");
}

TEST_CASE("수와 그 뒤의 글자는 붙어 있어야 한다") {
  const SmallCorpus index = index_of_texts({"1989년의 일", "1989개가 2년에", "제1차 회의", "1차 제언"});
  CHECK(index.titles("1989년") == "1");
  CHECK(index.titles("1989ㄴ", true) == "1");
  CHECK(index.titles("제1차") == "3");
}

TEST_CASE("가운뎃점이나 빗금으로 이어진 낱말도 찾는다") {
  const SmallCorpus index = index_of_texts({"한·미 동맹", "한국과 미국", "2024.07.27 토요일", "U.S.A."});
  CHECK(index.titles("한·미") == "1");
  CHECK(index.titles("한/미") == "1");
  CHECK(index.titles("2024-07-27") == "3");
  CHECK(index.titles("u.s.a") == "4");
}

TEST_CASE("한자로 물어도 한글로 물어도 같은 글을 찾고, 한글로 물으면 한글로 쓴 글이 먼저다") {
  const SmallCorpus index =
      index_of_texts({"北韓이 말했다", "북한이 말했다", "李 대통령이 왔다", "이 대통령이 왔다", "勞動 문제"});
  for (const char* query : {"北韓", "北韓은"}) CHECK(index.titles(query) == "1 2");
  for (const char* query : {"북한", "북한은"}) CHECK(index.titles(query) == "2 1");
  CHECK(index.titles("李 대통령").starts_with("3 4"));
  CHECK(index.titles("이 대통령").starts_with("4 3"));
  CHECK(index.titles("노동") == "5");
  REQUIRE(index.hits("노동").size() == 1);
  CHECK(index.hits("노동")[0].ranges == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 2}});
}

TEST_CASE("제목에 한자로 있어도, 낱말 안에라도 그대로 있는 글이 먼저다") {
  const SmallCorpus index({article_of("국립博物館 새로 열다", {"博物館, 또 博物館"}),
                           article_of("딴 일", {"중앙박물관에 갔다"}),
                           article_of("尹 당선인", {"李·尹 만나다"}), article_of("윤년", {"해마다 다르다"})});
  CHECK(index.titles("박물관").starts_with("딴 일 "));
  CHECK(index.hits("박물관").size() == 2);
  CHECK(index.titles("博物館").starts_with("국립博物館"));
  CHECK(index.titles("국립박물관") == "국립博物館 새로 열다");
  CHECK(index.titles("국립박물관이") == "국립博物館 새로 열다");
  CHECK(index.titles("제목:박물관") == "국립博物館 새로 열다");
  CHECK(index.titles("윤").starts_with("윤년 尹")); // 한 글자라도
  CHECK(index.hits("尹").size() == 2);
}

TEST_CASE("발행인이 적은 비슷한말도 찾는다, 그대로인 글 다음에") {
  std::vector<Article> articles{article_of("하나", {"세계보건기구가 말했다"}),
                                article_of("둘", {"WHO는 말했다"}), article_of("셋", {"세계 보건 기구의 일"}),
                                article_of("넷", {"세계의 기구"}), article_of("다섯", {"북한은 北이다"})};
  const SmallCorpus index(articles, index_shard_bytes,
                          {{"WHO", "세계보건기구", "세계 보건 기구"}, {"!", "?"}});
  CHECK(index.titles("WHO").starts_with("둘 "));
  CHECK(index.hits("WHO").size() == 3);
  CHECK(index.hits("WHO는").size() == 3);
  CHECK(index.titles("세계보건기구").starts_with("하나 "));
  CHECK(index.titles("세계보건기구").find("둘") != std::string::npos);
  CHECK(index.titles("세계 보건 기구").find("둘") != std::string::npos);
  CHECK(index.corrections("WHO") == "");
  CHECK(index.titles("\"WHO\"") == "둘");
  const std::vector<Hit> hits = index.hits("WHO");
  for (const Hit& hit : hits) CHECK(hit.ranges.size() == 1); // 비슷한말도 밝힌다
  CHECK(SmallCorpus(articles).titles("WHO") == "둘");
}

TEST_CASE("낱말을 모두 가진 글이 한 화면이 되면 일부만 가진 글은 세지 않는다") {
  std::vector<std::string> texts;
  for (int i = 0; i < 12; ++i) texts.emplace_back("북한의 인권을 말한다");
  for (int i = 0; i < 30; ++i) texts.emplace_back("인권이 문제이다");
  texts.emplace_back("북한에 갔다");
  const SmallCorpus many = index_of_texts(texts);
  CHECK(many.answer("북한 인권").total == 12);
  CHECK(many.answer("인권").total == 42);

  texts.erase(texts.begin(), texts.begin() + 10); // 둘을 가진 글은 둘뿐이다: 드문 낱말만 가진 글까지
  const SmallCorpus few = index_of_texts(texts);
  CHECK(few.titles("북한 인권").starts_with("1 2 33"));
  CHECK(few.answer("북한 인권").total == 33);
}

TEST_CASE("들이 붙은 말은 붙지 않은 말이 아무리 많아도 먼저이다") {
  std::string rest;
  for (int i = 0; i < 60; ++i) rest += " 남은 말이 길게 이어진다";
  std::vector<Article> articles{article_of("경기 소식", {"경기 경기를 경기가 경기 경기 경기"}),
                                article_of("둘", {"여러 경기들이 열린다" + rest}),
                                article_of("셋", {"야구는 쉰다"})};
  CHECK(SmallCorpus(std::move(articles)).titles("경기들") == "둘 경기 소식");
}

TEST_CASE("작은 사이트에서도 붙여 쓴 말이 띄어 쓴 글을 찾는다") {
  const SmallCorpus index = index_of_texts({"대출 기간은 14일", "그 밖의 글", "담보대출과 그 기간"});
  CHECK(index.titles("대출기간") == "1"); // 담보대출은 대출로 시작하지 않는다
  CHECK(index.titles("대출기간은") == "1");
  CHECK(index.titles("대출조건").empty());
}

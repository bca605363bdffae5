// What a publisher files an article under is found, by itself and as what narrows an answer.
#include <doctest.h>

#include "tests/search/small_corpus.h"

using namespace hanji;

namespace {

const SmallCorpus& small() {
  static const SmallCorpus index = [] {
    Article field = article_of("들에서", {"쑥과 냉이를 캤다."});
    field.tags = {"봄나물", "자전거여행", "여행/국내"};
    field.author = "정다운 기자";
    field.categories = {"나들이/봄"};
    Article home = article_of("집에서", {"봄나물을 먹으며 책을 읽었다."});
    home.tags = {"독서"};
    home.author = "한가람, 정다운";
    home.categories = {"집"};
    Article sea = article_of("바다에서", {""});
    sea.author = "한 가람";
    sea.categories = {"나들이 > 여름"};
    sea.figures = {{.source = "a.jpg", .alternative = "모래톱에 앉은 도요새"},
                   {.source = "b.jpg", .alternative = "등대"}};
    sea.blocks[0].kind = BlockKind::figure;
    sea.blocks[0].extra = 0;
    sea.blocks.push_back(sea.blocks[0]);
    sea.blocks[1].extra = 1;
    sea.blocks[1].text = "등대";
    return SmallCorpus({field, home, sea});
  }();
  return index;
}

std::string found(std::string_view query) { return small().titles_in_order(query); }

} // namespace

TEST_CASE("태그: 그 꼬리표를 단 글만 답이고, 본문에만 있는 말은 아니다") {
  CHECK(found("봄나물") == "들에서 집에서");
  CHECK(found("태그:봄나물") == "들에서");
  CHECK(found("tag:독서") == "집에서");
  CHECK(found("태그:\"자전거 여행\"") == "들에서");
  CHECK(found("태그:국내") == "들에서");
  CHECK(found("태그:여행/국내") == "들에서");
  CHECK(found("태그:나들이") == "");
}

TEST_CASE("저자: 여럿 가운데 하나여도, 직함이 붙어도, 띄어 써도 그 사람의 글이다") {
  CHECK(found("저자:정다운") == "들에서 집에서");
  CHECK(found("글쓴이:한가람") == "집에서 바다에서");
  CHECK(found("author:\"정다운 기자\"") == "들에서");
  CHECK(found("저자:정다운 책") == "집에서");
}

TEST_CASE("분류: 겹갈래는 윗갈래로도, 아랫갈래로도, 온 이름으로도 찾는다") {
  CHECK(found("분류:나들이") == "들에서 바다에서");
  CHECK(found("분류:봄") == "들에서");
  CHECK(found("분류:\"나들이/봄\"") == "들에서");
  CHECK(found("분류:나들이/여름") == "바다에서");
}

TEST_CASE("-분류: -태그: -저자: 그런 글은 빠진다") {
  CHECK(found("-분류:나들이") == "집에서");
  CHECK(found("봄나물 -태그:봄나물") == "집에서");
  CHECK(found("분류:나들이 -저자:정다운") == "바다에서");
  CHECK(found("-태그:없는것 책") == "집에서");
}

TEST_CASE("그림의 대체 글도 찾고, 적힌 그대로도 찾는다") {
  CHECK(found("도요새") == "바다에서");
  CHECK(found("\"모래톱에 앉은\"") == "바다에서");
  CHECK(found("\"자전거여행\"") == "들에서");
  CHECK(found("\"앉은 도요새\" -등대") == "");
  CHECK(found("등대") == "바다에서");
}

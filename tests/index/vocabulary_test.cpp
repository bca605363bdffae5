#include <doctest.h>

#include "index/vocabulary.h"

using namespace hanji;

TEST_CASE("조사처럼 끝나는 명사는 말뭉치가 알면 자르지 않는다") {
  Vocabulary vocabulary;
  Article article;
  article.title =
      "제주도는 제주도에서 고속도로를 고속도로에 기자회의가 기자회의를 정부는 정부가 회의는 회의가";
  vocabulary.add(index_fields(article));
  CHECK(vocabulary.stem_of(U"제주도").text == U"제주도");
  CHECK(vocabulary.stem_of(U"제주도의").text == U"제주도");
  CHECK(vocabulary.stem_of(U"고속도로").text == U"고속도로");
  CHECK(vocabulary.stem_of(U"고속도로와").text == U"고속도로");
  CHECK(vocabulary.stem_of(U"기자회의").text == U"기자회의");
  CHECK(vocabulary.stem_of(U"회의").text == U"회의");
  CHECK(vocabulary.stem_of(U"회의에서").text == U"회의");
  CHECK(vocabulary.stem_of(U"정부의").text == U"정부");
  CHECK(vocabulary.stem_of(U"모르는").text == U"모르는"); // 모르는 명사가 아니다
  CHECK(vocabulary.is_noun(U"정부"));
  CHECK_FALSE(vocabulary.is_noun(U"정부는"));
}

TEST_CASE("다른 데서 붙여 쓰는 두 낱말은 하나이다") {
  Vocabulary vocabulary;
  Article article;
  article.title = "국회의원이 핵협의";
  vocabulary.add(index_fields(article));
  CHECK(vocabulary.are_one(U"국회", U"의원"));
  CHECK(vocabulary.are_one(U"국회", U"의원은"));
  CHECK(vocabulary.are_one(U"핵", U"협의"));
  CHECK_FALSE(vocabulary.are_one(U"국회", U"마당"));
  CHECK_FALSE(vocabulary.are_one(U"KBS", U"의원"));
}

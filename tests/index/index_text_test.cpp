#include <doctest.h>

#include "index/index_text.h"
#include "tests/index/small_index.h"

using namespace hanji;

TEST_CASE("낱말: 숫자의 쉼표는 나누지 않고, 다른 문장 부호는 나눈다") {
  CHECK(words_of("값은 1,200원, 2,30") == std::vector<std::u32string>{U"값은", U"1200원", U"2", U"30"});
}

TEST_CASE("낱말: 색인을 기다리며 싸 두었다 풀어도 그대로다") {
  const std::vector<IndexField> fields =
      index_fields(article_of("밀물과 썰물", {"# 하루 두 번", "바다는 1,200번 멈추지 않는다.",
                                              "美·中 3.5%, 北韓과 女", "getUserName은 XMLReader"}));
  const std::vector<IndexField> unpacked = unpack_fields(pack_fields(fields));
  REQUIRE(unpacked.size() == fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    CHECK(unpacked[i].place == fields[i].place);
    CHECK(unpacked[i].text == fields[i].text);
    CHECK(unpacked[i].ends == fields[i].ends);
    CHECK(unpacked[i].dots == fields[i].dots);
    CHECK(unpacked[i].hanja == fields[i].hanja);
    CHECK(unpacked[i].humps == fields[i].humps);
  }
  CHECK(fields[1].place == Place::heading);
  CHECK(fields[2].word(1) == U"1200번");
  CHECK(fields[3].text == U"미중35북한과여");
  CHECK(fields[3].hanja == std::vector<std::uint32_t>{0, 1, 4, 5, 7});
  CHECK(fields[4].humps == std::vector<std::uint32_t>{3, 7, 15});
}

TEST_CASE("낱말: 망가진 채 풀어도 빈 낱말은 없다") {
  for (const std::string_view packed : {"", "\n\n", "2", "0 ^", "0^가^ ^나", "0|a|b| c|", "2  ",
                                        "9   가  나 ", "0가 나", "1 가\n \n", "\xFF\xC0 \x80"}) {
    for (const IndexField& field : unpack_fields(packed)) {
      for (std::size_t i = 0; i < field.words(); ++i) CHECK_FALSE(field.word(i).empty());
    }
  }
}

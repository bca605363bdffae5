#include <doctest.h>

#include <array>
#include <set>

#include "reader/controls.h"

using namespace hanji;

TEST_CASE("보기: 글자 크기는 14에서 56까지 열두 단계가 넘고, 끝에서는 더 가지 않는다") {
  Settings settings;
  double px = 18.5;
  std::set<double> sizes;
  for (int i = 0; i < 30; ++i) {
    settings = changed_by(settings, "size:-", px);
    px = settings.font_px;
  }
  CHECK(px == 14);
  for (int i = 0; i < 30; ++i) {
    sizes.insert(px);
    settings = changed_by(settings, "size:+", px);
    px = settings.font_px;
  }
  CHECK(px == 56);
  CHECK(sizes.size() >= 12);
  CHECK(changed_by(settings, "size:+", px) == settings);
}

TEST_CASE("보기: 눈금은 끝까지 가고, 오르내리면 제자리다") {
  struct Scale {
    std::string name, least, most;
  };
  const std::array<Scale, 5> scales{{{"leading", "1.4", "2.2"},
                                     {"measure", "24", "44"},
                                     {"spacing", "−2%", "20%"},
                                     {"words", "0%", "30%"},
                                     {"gaps", "50%", "200%"}}};
  for (const Scale& scale : scales) {
    CAPTURE(scale.name);
    const Settings before;
    CHECK(value_of(changed_by(changed_by(before, scale.name + ":+", 18), scale.name + ":-", 18), scale.name,
                   18) == value_of(before, scale.name, 18));
    Settings settings;
    for (int i = 0; i < 40; ++i) settings = changed_by(settings, scale.name + ":-", 18);
    CHECK(value_of(settings, scale.name, 18) == scale.least);
    for (int i = 0; i < 40; ++i) settings = changed_by(settings, scale.name + ":+", 18);
    CHECK(value_of(settings, scale.name, 18) == scale.most);
  }
}

TEST_CASE("보기: 어울리는 짝을 한 번에 고른다") {
  const Settings book = changed_by({}, "style:book", 18);
  CHECK(book.justify);
  CHECK(book.breaks == BreakRule::syllable);
  CHECK(book.paragraphs == ParagraphMark::indent_but_first);
  CHECK(changed_by(book, "style:screen", 18) == Settings{});
}

TEST_CASE("보기: 휴대전화의 여백은 글줄 길이와 한 설정이다") {
  const Settings wide = changed_by({}, "margins:wide", 17), narrow = changed_by({}, "margins:narrow", 17);
  CHECK(phone_margin(wide) == 40);
  CHECK(phone_margin(narrow) == 12);
  CHECK(wide.measure_em < narrow.measure_em);
  CHECK(changed_by(wide, "margins:normal", 17) == Settings{});
  const Settings between{.measure_em = 34};
  CHECK(changed_by(between, "margins:normal", 17) == between); // it is that already
}

TEST_CASE("보기: 처음 값으로 돌아가고, 모르는 말은 아무것도 바꾸지 않는다") {
  const Settings odd{.theme = ThemeName::dark, .font_px = 30, .letter_spacing_em = 0.05};
  CHECK(changed_by(odd, "all:default", 30) == Settings{});
  CHECK(changed_by(odd, "nothing", 30) == odd);
  CHECK(changed_by(odd, "nothing:at-all", 30) == odd);
}

TEST_CASE("보기: 값은 사람이 읽는 수로 말한다") {
  CHECK(value_of({}, "size", 18.5) == "18.5");
  CHECK(value_of({}, "size", 20) == "20");
  CHECK(value_of({.letter_spacing_em = -0.004}, "spacing", 18) == "−0.4%");
  CHECK(value_of({.letter_spacing_em = 0.03}, "spacing", 18) == "3%");
}

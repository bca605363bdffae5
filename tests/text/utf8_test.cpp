#include <doctest.h>

#include "text/utf8.h"

using namespace hanji;

TEST_CASE("code points survive the way to UTF-8 and back") {
  const std::u32string codes = U"a¢한𝄞";
  CHECK(to_utf32(to_utf8(codes)) == codes);
  CHECK(to_utf8(codes).size() == 1 + 2 + 3 + 4);
  CHECK(count_code_points("한지 hanji") == 8);
}

TEST_CASE("what is not UTF-8 is known") {
  CHECK(is_valid_utf8("한글"));
  CHECK(is_valid_utf8(""));
  for (const char* bad : {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                          "\xF8\x88\x80\x80\x80", "\xED\x95"}) {
    CHECK_FALSE(is_valid_utf8(bad));
  }
}

TEST_CASE("a malformed byte is one U+FFFD, and nothing is read past the end") {
  const std::string_view cut = std::string_view("한").substr(0, 2);
  std::size_t position = 0;
  CHECK(next_code_point(cut, position) == 0xFFFD);
  CHECK(position == 1);
  CHECK(to_utf32(cut).size() == 2);
  position = 2;
  CHECK(next_code_point(cut, position) == 0xFFFD);
  CHECK(position == 2);
}

TEST_CASE("what is no scalar value is written as U+FFFD") {
  CHECK(to_utf8(std::u32string{static_cast<char32_t>(0xD800)}) == "\uFFFD");
  CHECK(to_utf8(std::u32string{static_cast<char32_t>(0x110000)}) == "\uFFFD");
}

TEST_CASE("자른 글의 말줄임표 앞에는 빈칸도 마침표도 여는 괄호도 없다") {
  CHECK(before_ellipsis("다 끝났다. ") == "다 끝났다");
  CHECK(before_ellipsis("그는 “(") == "그는");
  CHECK(before_ellipsis("밀물·썰물, ") == "밀물·썰물");
  CHECK(before_ellipsis("그럴까? ") == "그럴까?");
  CHECK(before_ellipsis("한지(韓紙)") == "한지(韓紙)");
  CHECK(before_ellipsis("… .").empty());
  CHECK(before_ellipsis("").empty());
}

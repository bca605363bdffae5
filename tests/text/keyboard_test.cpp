#include <doctest.h>

#include "text/hangul.h"
#include "text/keyboard.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::string keys(std::string_view text) { return to_utf8(keys_of(to_utf32(text))); }
std::string composed(std::string_view text) { return to_utf8(compose_keys(to_utf32(text))); }
std::string hangul(std::string_view text) { return to_utf8(hangul_of_letters(to_utf32(text))); }
std::string letters(std::string_view text) { return to_utf8(letters_of_hangul(to_utf32(text))); }

} // namespace

TEST_CASE("글자는 누르는 글쇠로 풀린다") {
  CHECK(keys("한지") == "ㅎㅏㄴㅈㅣ");
  CHECK(keys("값") == "ㄱㅏㅂㅅ");
  CHECK(keys("과") == "ㄱㅗㅏ");
  CHECK(keys("의") == "ㅇㅡㅣ");
  CHECK(keys("꺼") == "ㄲㅓ"); // 쌍자음은 한 글쇠이다
  CHECK(keys("있") == "ㅇㅣㅆ");
  CHECK(keys("ㄳ") == "ㄱㅅ");
  CHECK(keys("A1 ") == "A1 ");
}

TEST_CASE("글쇠는 입력기처럼 모인다") {
  CHECK(composed("ㅎㅏㄴㅈㅣ") == "한지");
  CHECK(composed("ㄱㅏㅂㅅ") == "값");
  CHECK(composed("ㄱㅏㅂㅅㅣ") == "갑시"); // 겹받침이 갈라진다
  CHECK(composed("ㄷㅏㄹㄱㅇㅣ") == "닭이");
  CHECK(composed("ㄱㅏㄴㅏ") == "가나"); // 받침이 넘어간다
  CHECK(composed("ㄱㅗㅏ") == "과");
  CHECK(composed("ㅇㅡㅣ") == "의");
  CHECK(composed("ㄱㄱㅏ") == "ㄱ가"); // 쌍자음은 글쇠가 따로 있다
  CHECK(composed("ㅏㅏ") == "ㅏㅏ");
  CHECK(composed("ㄱㅏㄸ") == "가ㄸ"); // 받침이 못 되는 자음
  CHECK(composed("ㄱㅏ1ㄴ") == "가1ㄴ");
  CHECK(composed("") == "");
}

TEST_CASE("모든 글자는 풀었다 모으면 그대로이다") {
  for (char32_t syllable = first_syllable; syllable <= last_syllable; ++syllable) {
    const std::u32string text{syllable};
    if (compose_keys(keys_of(text)) == text) continue;
    CAPTURE(to_utf8(text));
    CHECK(to_utf8(compose_keys(keys_of(text))) == to_utf8(text));
  }
}

TEST_CASE("로마자 자판으로 친 한글") {
  CHECK(hangul("fkqmfhvm") == "라브로프");
  CHECK(hangul("gksrnr") == "한국");
  CHECK(hangul("rkqt") == "값");
  CHECK(hangul("EjrqhRdl") == "떡볶이"); // 윗글쇠는 쌍자음
  CHECK(hangul("dPtks") == "예산");
  CHECK(hangul("Dks") == "안"); // 윗글쇠가 따로 없는 글쇠
  CHECK(hangul("2024sus") == "2024년");
}

TEST_CASE("한글 자판으로 친 로마자") {
  CHECK(letters("ㅗ디ㅣㅐ") == "hello");
  CHECK(letters("ㅔㅗㅕㅡ") == "phum");
  CHECK(letters("ㅏㅠㄴ") == "kbs");
  CHECK(letters("ㅆ") == "T");
  CHECK(letters("5ㅎ") == "5g");
}

TEST_CASE("글쇠와 로마자는 서로 하나씩이다") {
  for (const char32_t letter : std::u32string_view(U"qwertyuiopasdfghjklzxcvbnmQWERTOP"))
    CHECK(letter_of_key(key_of_letter(letter)) == letter);
  CHECK(key_of_letter(U'A') == U'ㅁ');
  CHECK(key_of_letter(U'1') == U'1');
  CHECK(letter_of_key(U'가') == U'가');
}

#include "text/keyboard.h"

#include <array>
#include <utility>

#include "text/hangul.h"

namespace hanji {
namespace {

constexpr std::u32string_view initials = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
constexpr std::u32string_view vowels = U"ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
constexpr std::u32string_view finals = U" ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

constexpr std::array<std::u32string_view, 18> compounds{
    U"ㅘㅗㅏ", U"ㅙㅗㅐ", U"ㅚㅗㅣ", U"ㅝㅜㅓ", U"ㅞㅜㅔ", U"ㅟㅜㅣ", U"ㅢㅡㅣ", U"ㄳㄱㅅ", U"ㄵㄴㅈ",
    U"ㄶㄴㅎ", U"ㄺㄹㄱ", U"ㄻㄹㅁ", U"ㄼㄹㅂ", U"ㄽㄹㅅ", U"ㄾㄹㅌ", U"ㄿㄹㅍ", U"ㅀㄹㅎ", U"ㅄㅂㅅ"};

constexpr std::u32string_view keys = U"ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ";
constexpr std::u32string_view letters = U"qwertyuiopasdfghjklzxcvbnmQWERTOP";

void add_keys(std::u32string& pressed, char32_t jamo) {
  for (const std::u32string_view compound : compounds) {
    if (compound[0] == jamo) {
      pressed += compound.substr(1);
      return;
    }
  }
  pressed += jamo;
}

char32_t compound_of(char32_t first, char32_t second) {
  for (const std::u32string_view compound : compounds) {
    if (compound[1] == first && compound[2] == second) return compound[0];
  }
  return 0;
}

int place_in(std::u32string_view list, char32_t jamo) {
  const std::size_t place = list.find(jamo);
  return place == list.npos ? -1 : static_cast<int>(place);
}

// The automaton of a two-set IME: one syllable at a time.
class Composer {
public:
  void press(char32_t key) {
    if (vowels.contains(key))
      press_vowel(key);
    else if (initials.contains(key))
      press_consonant(key);
    else {
      flush();
      text_ += key;
    }
  }
  std::u32string take() {
    flush();
    return std::move(text_);
  }

private:
  void press_vowel(char32_t key) {
    if (initial_ != 0 && vowel_ != 0 && final_ != 0) { // the final moves on
      char32_t moved = final_;
      final_ = 0;
      for (const std::u32string_view compound : compounds) {
        if (compound[0] == moved) {
          final_ = compound[1];
          moved = compound[2];
          break;
        }
      }
      flush();
      initial_ = moved;
      vowel_ = key;
    } else if (vowel_ != 0) {
      const char32_t both = compound_of(vowel_, key);
      if (both == 0) flush();
      vowel_ = both == 0 ? key : both;
    } else {
      vowel_ = key;
    }
  }

  void press_consonant(char32_t key) {
    if (initial_ != 0 && vowel_ != 0 && final_ == 0 && place_in(finals, key) > 0) {
      final_ = key;
      return;
    }
    if (initial_ != 0 && vowel_ != 0 && final_ != 0) {
      if (const char32_t both = compound_of(final_, key); both != 0 && place_in(finals, both) > 0) {
        final_ = both;
        return;
      }
    }
    flush();
    initial_ = key;
  }

  void flush() {
    if (initial_ != 0 && vowel_ != 0)
      text_ += syllable_of({place_in(initials, initial_), place_in(vowels, vowel_),
                            final_ == 0 ? 0 : place_in(finals, final_)});
    else if (initial_ != 0 || vowel_ != 0)
      text_ += initial_ != 0 ? initial_ : vowel_;
    initial_ = vowel_ = final_ = 0;
  }

  std::u32string text_;
  char32_t initial_ = 0, vowel_ = 0, final_ = 0;
};

} // namespace

std::u32string keys_of(std::u32string_view text) {
  std::u32string pressed;
  for (const char32_t c : text) {
    if (!is_hangul_syllable(c)) {
      add_keys(pressed, c);
      continue;
    }
    const Jamo jamo = jamo_of(c);
    pressed += initials[static_cast<std::size_t>(jamo.initial)];
    add_keys(pressed, vowels[static_cast<std::size_t>(jamo.vowel)]);
    if (jamo.final != 0) add_keys(pressed, finals[static_cast<std::size_t>(jamo.final)]);
  }
  return pressed;
}

std::u32string compose_keys(std::u32string_view pressed) {
  Composer composer;
  for (const char32_t key : pressed) composer.press(key);
  return composer.take();
}

char32_t letter_of_key(char32_t jamo) {
  const int place = place_in(keys, jamo);
  return place < 0 ? jamo : letters[static_cast<std::size_t>(place)];
}

char32_t key_of_letter(char32_t letter) {
  int place = place_in(letters, letter);
  if (place < 0 && letter >= 'A' && letter <= 'Z') place = place_in(letters, letter + ('a' - 'A'));
  return place < 0 ? letter : keys[static_cast<std::size_t>(place)];
}

std::u32string hangul_of_letters(std::u32string_view text) {
  Composer composer;
  for (const char32_t letter : text) composer.press(key_of_letter(letter));
  return composer.take();
}

std::u32string letters_of_hangul(std::u32string_view hangul) {
  std::u32string text = keys_of(hangul);
  for (char32_t& c : text) c = letter_of_key(c);
  return text;
}

} // namespace hanji

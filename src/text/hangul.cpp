#include "text/hangul.h"

#include <algorithm>
#include <array>

namespace hanji {

namespace {

constexpr std::array<char32_t, 19> initials = {U'ㄱ', U'ㄲ', U'ㄴ', U'ㄷ', U'ㄸ', U'ㄹ', U'ㅁ',
                                               U'ㅂ', U'ㅃ', U'ㅅ', U'ㅆ', U'ㅇ', U'ㅈ', U'ㅉ',
                                               U'ㅊ', U'ㅋ', U'ㅌ', U'ㅍ', U'ㅎ'};
constexpr char32_t first_vowel = U'ㅏ'; // the 21 vowels stand in the order of the syllables
constexpr std::array<char32_t, 28> finals = {
    0,     U'ㄱ', U'ㄲ', U'ㄳ', U'ㄴ', U'ㄵ', U'ㄶ', U'ㄷ', U'ㄹ', U'ㄺ', U'ㄻ', U'ㄼ', U'ㄽ', U'ㄾ',
    U'ㄿ', U'ㅀ', U'ㅁ', U'ㅂ', U'ㅄ', U'ㅅ', U'ㅆ', U'ㅇ', U'ㅈ', U'ㅊ', U'ㅋ', U'ㅌ', U'ㅍ', U'ㅎ'};

// A double final as its two halves: an index into `finals`, and what moves on.
struct DoubleFinal {
  int whole, first;
  char32_t second;
};
constexpr std::array<DoubleFinal, 11> double_finals = {{{3, 1, U'ㅅ'},
                                                        {5, 4, U'ㅈ'},
                                                        {6, 4, U'ㅎ'},
                                                        {9, 8, U'ㄱ'},
                                                        {10, 8, U'ㅁ'},
                                                        {11, 8, U'ㅂ'},
                                                        {12, 8, U'ㅅ'},
                                                        {13, 8, U'ㅌ'},
                                                        {14, 8, U'ㅍ'},
                                                        {15, 8, U'ㅎ'},
                                                        {18, 17, U'ㅅ'}}};

// The last of the vowels that further strokes can make of this one: ㅗ → ㅚ (by ㅘ, ㅙ), ㅜ → ㅟ, ㅡ → ㅢ.
constexpr int last_vowel_from(int vowel) {
  switch (vowel) {
  case 8: return 11;
  case 13: return 16;
  case 18: return 19;
  default: return vowel;
  }
}

} // namespace

int initial_of_jamo(char32_t compatibility_jamo) {
  const auto* const found = std::find(initials.begin(), initials.end(), compatibility_jamo);
  return found == initials.end() ? -1 : static_cast<int>(found - initials.begin());
}

char32_t compatibility_jamo_of(char32_t conjoining) {
  if (conjoining >= 0x1100 && conjoining <= 0x1112) return initials[conjoining - 0x1100];
  if (conjoining >= 0x1161 && conjoining <= 0x1175) return first_vowel + (conjoining - 0x1161);
  if (conjoining >= 0x11A8 && conjoining <= 0x11C2) return finals[conjoining - 0x11A7];
  return conjoining;
}

std::vector<std::pair<char32_t, char32_t>> may_become(char32_t unfinished) {
  if (const int initial = initial_of_jamo(unfinished); initial >= 0) {
    return {{unfinished, unfinished}, {syllable_of({initial, 0, 0}), syllable_of({initial, 20, 27})}};
  }
  if (unfinished >= first_vowel && unfinished < first_vowel + 21) {
    const int vowel = static_cast<int>(unfinished - first_vowel);
    return {{unfinished, first_vowel + static_cast<char32_t>(last_vowel_from(vowel))}};
  }
  if (!is_hangul_syllable(unfinished)) return {{unfinished, unfinished}};
  const Jamo jamo = jamo_of(unfinished);
  if (jamo.final == 0) {
    return {{unfinished, syllable_of({jamo.initial, last_vowel_from(jamo.vowel), 27})}};
  }
  std::vector<std::pair<char32_t, char32_t>> ranges = {{unfinished, unfinished}};
  for (const DoubleFinal& final : double_finals) {
    if (final.first != jamo.final) continue;
    const char32_t syllable = syllable_of({jamo.initial, jamo.vowel, final.whole});
    if (ranges.back().second + 1 == syllable) {
      ranges.back().second = syllable;
    } else {
      ranges.emplace_back(syllable, syllable);
    }
  }
  return ranges;
}

std::pair<char32_t, char32_t> moved_final(char32_t unfinished) {
  if (!is_hangul_syllable(unfinished) || !has_final(unfinished)) return {0, 0};
  Jamo jamo = jamo_of(unfinished);
  for (const DoubleFinal& final : double_finals) {
    if (final.whole != jamo.final) continue;
    jamo.final = final.first;
    return {syllable_of(jamo), final.second};
  }
  const char32_t moved = finals[static_cast<std::size_t>(jamo.final)];
  jamo.final = 0;
  return {syllable_of(jamo), moved};
}

} // namespace hanji

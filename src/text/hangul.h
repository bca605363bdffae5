// Hangul arithmetic (The Unicode Standard, section 3.12) and what it means for a syllable that is still being
// typed.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace hanji {

constexpr char32_t first_syllable = 0xAC00, last_syllable = 0xD7A3;
constexpr bool is_hangul_syllable(char32_t c) { return c >= first_syllable && c <= last_syllable; }
constexpr bool is_compatibility_jamo(char32_t c) { return c >= 0x3131 && c <= 0x318E; }

struct Jamo {
  int initial = -1, vowel = -1, final = 0;
}; // indices 0…18, 0…20, 0…27 (0 = no final)
constexpr Jamo jamo_of(char32_t syllable) {
  const int s = static_cast<int>(syllable - first_syllable);
  return {s / 588, s % 588 / 28, s % 28};
}
constexpr char32_t syllable_of(Jamo j) {
  return first_syllable + static_cast<char32_t>((j.initial * 21 + j.vowel) * 28 + j.final);
}
constexpr bool has_final(char32_t syllable) { return (syllable - first_syllable) % 28 != 0; } // 받침

int initial_of_jamo(char32_t compatibility_jamo); // ㅎ → 18; -1 when it cannot begin a syllable

char32_t compatibility_jamo_of(
    char32_t conjoining); // U+1112 and U+11C2 → ㅎ; anything else (archaic jamo too) as it is

// What a syllable may still become while an IME composes it, as inclusive ranges of whole first characters:
// ㅌ → ㅌ, 타…팋; 터 → 터…텋; 토 → 토…툏 (ㅗ grows into ㅘ, ㅙ, ㅚ); ㄹ grows as a final: 갈 → 갈…갏;
// 각 → 각, 갃 (and 가 followed by any ㄱ-syllable: see `moved_final`).
std::vector<std::pair<char32_t, char32_t>> may_become(char32_t unfinished);

// 각 → {가, ㄱ}: a final that may move on to begin the next syllable. {0, 0} when there is none. A double
// final gives its second half (닭 → {달, ㄱ}).
std::pair<char32_t, char32_t> moved_final(char32_t unfinished);

} // namespace hanji

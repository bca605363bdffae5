// Hanja as they are read in Korean (한자음), so that 北韓 and 북한 are one word to search. One reading for
// each character, out of ICU's Korean collation (CLDR, Unicode licence; cmake/icu_data.sh), changed by its
// place in the word: the rule of initial sounds (두음법칙, 한글 맞춤법 §10–12: 女子 여자, 勞動 노동), 렬 and
// 률 after a vowel or ㄴ (§11: 比率 비율), 不 before ㄷ and ㅈ (不當 부당), 金 as a family name only where a
// word begins, and two short lists: of words that are read otherwise (金融 금융, 復活 부활), and of words
// that begin anew within others (新女性 신여성). Of four Hanja the third begins anew (海外旅行 해외여행), as
// most words of four are made of two; what else begins anew is read as its letters stand. Cost: 30 kB of
// memory from the first Hanja on.
#pragma once

#include <string>
#include <vector>

namespace hanji {

constexpr char32_t first_hanja = 0x4E00, last_hanja = 0x9FFF;
constexpr bool is_hanja(char32_t c) { return c >= first_hanja && c <= last_hanja; }
// Also those that Unicode has once more, which folding makes one of the above.
constexpr bool is_read(char32_t c) { return is_hanja(c) || (c >= 0xF900 && c <= 0xFAFF); }

char32_t reading_of(char32_t hanja); // by itself, 女 → 녀; 0 when it has none

// Replaces every Hanja that has a reading, one syllable each; `word_start` tells for each character whether a
// word begins with it.
void read_hanja(std::u32string& text, const std::vector<bool>& word_start);

} // namespace hanji

#include "text/hanja.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "text/hangul.h"

namespace hanji {
namespace {

constexpr std::uint8_t readings[] = {
    // cmake/icu_data.sh says how
#include <hanja_readings.inc>
};

// Two characters and how they are read together.
constexpr std::u32string_view exceptions =
    U"金利금리金融금융金額금액金屬금속金銀금은金品금품金庫금고金泉금천復活부활復興부흥更新갱신更生갱생"
    U"容易용이簡易간이安易안이難易난이憎惡증오嫌惡혐오娛樂오락快樂쾌락極樂극락樂園낙원樂觀낙관敗北패배"
    U"殺到쇄도相殺상쇄降伏항복投降투항省略생략率先솔선十六십육一切일체便所변소宅內댁내";

constexpr int final_n = 4;

using Reading = std::pair<char16_t, char16_t>; // a Hanja and its syllable

std::vector<Reading> make_table() {
  std::vector<Reading> table;
  ByteReader in(std::as_bytes(std::span(readings)));
  char16_t syllable = first_syllable - 1, hanja = 0;
  while (!in.at_end()) {
    const std::uint32_t step = in.varint32();
    if (step == 0) {
      syllable = static_cast<char16_t>(syllable + in.varint32());
      hanja = first_hanja - 1;
    } else {
      hanja = static_cast<char16_t>(hanja + step);
      table.emplace_back(hanja, syllable);
    }
  }
  std::ranges::sort(table);
  return table;
}

// 녀 → 여, 로 → 노, 리 → 이: an initial ㄴ or ㄹ at the start of a word.
char32_t as_initial(char32_t syllable) {
  constexpr int n = 2, r = 5, silent = 11;
  constexpr std::array<bool, 21> palatal{false, false, true,  true,  false, false, true,
                                         true,  false, false, false, false, true,  false,
                                         false, false, false, true,  false, false, true}; // ㅑㅒㅕㅖㅛㅠㅣ
  Jamo jamo = jamo_of(syllable);
  const bool before_palatal = palatal[static_cast<std::size_t>(jamo.vowel)];
  if (jamo.initial == r)
    jamo.initial = before_palatal ? silent : n;
  else if (jamo.initial == n && before_palatal)
    jamo.initial = silent;
  return syllable_of(jamo);
}

// Within a word, after the syllable `before`.
char32_t as_inner(char32_t syllable, char32_t before) {
  if ((syllable != U'렬' && syllable != U'률') || !is_hangul_syllable(before)) return syllable;
  const int final = jamo_of(before).final;
  if (final != 0 && final != final_n) return syllable;
  return syllable == U'렬' ? U'열' : U'율';
}

bool begins_with_d_or_j(char32_t syllable) {
  constexpr int d = 3, j = 12;
  return is_hangul_syllable(syllable) && (jamo_of(syllable).initial == d || jamo_of(syllable).initial == j);
}

char32_t read_one(char32_t hanja, char32_t before, char32_t next, bool starts) {
  char32_t syllable = reading_of(hanja);
  if (hanja == U'率') syllable = U'률';
  if (hanja == U'金' && !starts) syllable = U'금';
  if (hanja == U'不') {
    const char32_t follows = is_hanja(next) ? reading_of(next) : next;
    syllable = begins_with_d_or_j(follows) ? U'부' : U'불';
  }
  if (syllable == 0) return hanja;
  return starts ? as_initial(syllable) : as_inner(syllable, before);
}

} // namespace

char32_t reading_of(char32_t hanja) {
  static const std::vector<Reading> table = make_table();
  if (!is_hanja(hanja)) return 0;
  const auto found = std::ranges::lower_bound(table, static_cast<char16_t>(hanja), {}, &Reading::first);
  return found != table.end() && found->first == hanja ? found->second : 0;
}

void read_hanja(std::u32string& text, const std::vector<bool>& word_start) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_hanja(text[i])) continue;
    const bool goes_on = i + 1 < text.size() && !word_start[i + 1];
    const char32_t next = goes_on ? text[i + 1] : 0;
    if (goes_on && is_hanja(next)) {
      bool known = false;
      for (std::size_t at = 0; at < exceptions.size() && !known; at += 4) {
        known = exceptions[at] == text[i] && exceptions[at + 1] == next;
        if (known) text.replace(i, 2, exceptions.substr(at + 2, 2));
      }
      if (known) {
        ++i;
        continue;
      }
    }
    text[i] = read_one(text[i], i > 0 ? text[i - 1] : 0, next, word_start[i]);
  }
}

} // namespace hanji

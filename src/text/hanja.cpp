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

// Words of two characters that are themselves within longer ones too (§10–12, additions: 신여성, 해외여행,
// 열역학, 연이율, 공염불, 중노동, 비논리적).
constexpr std::u32string_view words_within =
    U"女性女子女王旅行聯合聯盟聯邦勞動勞組老人理論論理倫理利用利率力學念佛流行料金料理歷史兩國領土來月";
constexpr std::u32string_view prefixes = U"非不無未新大"; // before three characters

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

// Whether a word within the word begins with the character at `i` of the Hanja from `from` to `to`: in
// 海外旅行, one of four, the third, and a word of the list where it does not part another.
bool begins_anew(std::u32string_view text, std::size_t from, std::size_t to, std::size_t i) {
  const std::size_t at = i - from, left = to - i;
  if (at == 0 || left < 2) return false;
  const bool prefixed = to - from == 4 && prefixes.contains(text[from]);
  if (to - from == 4 && at == 2 && !prefixed) return true;
  if (at % 2 != 0 && left != 2 && !(prefixed && at == 1)) return false;
  for (std::size_t word = 0; word < words_within.size(); word += 2) {
    if (text.substr(i, 2) == words_within.substr(word, 2)) return true;
  }
  return false;
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
  const std::u32string as_written = text;
  std::size_t from = 0, to = 0; // Hanja of one word
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_hanja(as_written[i])) continue;
    if (i >= to) {
      from = i;
      for (to = i + 1; to < text.size() && is_hanja(as_written[to]) && !word_start[to];) ++to;
    }
    const std::u32string_view two = std::u32string_view(as_written).substr(i, 2);
    bool known = false;
    for (std::size_t at = 0; at < exceptions.size() && i + 1 < to && !known; at += 4) {
      known = exceptions.substr(at, 2) == two;
      if (known) text.replace(i, 2, exceptions.substr(at + 2, 2));
    }
    if (known) {
      ++i;
      continue;
    }
    const bool goes_on = i + 1 < text.size() && !word_start[i + 1];
    text[i] = read_one(as_written[i], i > 0 ? text[i - 1] : 0, goes_on ? as_written[i + 1] : 0,
                       word_start[i] || begins_anew(as_written, from, to, i));
  }
}

} // namespace hanji

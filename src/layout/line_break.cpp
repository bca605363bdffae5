#include "layout/line_break.h"

#include <algorithm>
#include <string>
#include <utility>

#include "layout/chromium_break.h"
#include "text/boundaries.h"
#include "text/utf8.h"

namespace hanji {
namespace {

bool one_of(char32_t code, std::u32string_view set) { return set.find(code) != set.npos; }

bool is_hangul(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E);
}
bool is_syllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_latin(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

// By block: the property that says so (Extended_Pictographic) is in ICU's data, which the page does without.
bool is_pictograph(char32_t c) { return (c >= 0x2600 && c <= 0x27BF) || (c >= 0x1F000 && c <= 0x1FAFF); }

// ㆍ (U+318D) is a letter to Unicode and a middle dot to everybody who types it.
bool is_letter(char32_t c) { return c != U'ㆍ' && is_letter_or_number(c); }

bool is_raised_digit(char32_t c) { return one_of(c, U"¹²³") || (c >= 0x2070 && c <= 0x2079); }
bool is_unit_sign(char32_t c) { return one_of(c, U"%‰℃℉°") || (c >= 0x3371 && c <= 0x33DF); }

// KLREQ: marks that may not begin a line, beyond those that UAX #14 knows for locale ko.
bool never_begins(char32_t c) { return one_of(c, U"·ㆍ‧・~∼～〜…‥—―/") || is_raised_digit(c); }

// Marks after which a particle belongs to the word that they close.
bool holds_particle(char32_t c) { return one_of(c, U")]}」』》〉】〕”’\"'＞>") || is_unit_sign(c); }

// The text around a boundary: `at` is the character behind it.
class Place {
public:
  Place(const std::u32string& codes, std::size_t at) : codes_(codes), at_(at) {}

  char32_t before(std::size_t back = 1) const { return back <= at_ ? codes_[at_ - back] : U'\0'; }
  char32_t after(std::size_t ahead = 0) const {
    return at_ + ahead < codes_.size() ? codes_[at_ + ahead] : U'\0';
  }
  bool goes_on(std::u32string_view text) const { return codes_.compare(at_, text.size(), text) == 0; }

  // [1], behind the word or the mark that it annotates
  bool before_footnote_mark() const {
    std::size_t digits = 1;
    while (is_digit(after(digits))) ++digits;
    return after() == U'[' && digits > 1 && after(digits) == U']';
  }

  // #한글, @한글, **한글 (Markdown left over): behind signs that begin a word
  bool behind_opening_signs() const {
    std::size_t back = 1;
    while (one_of(before(back), U"#@*")) ++back;
    return back > 1 && is_letter(after()) && (is_space(before(back)) || before(back) == U'\0');
  }

  // 13만␣명, 5␣km: a number, and behind the space at most two syllables or Latin letters
  bool within_quantity() const {
    std::size_t back = 2;
    while (one_of(before(back), U"십백천만억조")) ++back;
    if (before(2) == U' ' || !is_digit(before(back))) return false;
    std::size_t syllables = 0, letters = 0;
    while (is_syllable(after(syllables))) ++syllables;
    while (is_latin(after(letters))) ++letters;
    const std::size_t size = syllables + letters; // one of them is 0
    const char32_t next = after(size);
    return size > 0 && syllables <= 2 && letters <= 3 && !is_letter(next);
  }

private:
  const std::u32string& codes_;
  std::size_t at_;
};

enum class Verdict : std::uint8_t { never, emergency, always };

// What holds under both rules.
bool is_held_together(const Place& place) {
  const char32_t before = place.before(), after = place.after();
  if (is_space(before)) return before == U' ' && place.within_quantity();
  if (never_begins(after) || (one_of(after, U"&*") && is_letter(before))) return true;
  if (place.behind_opening_signs()) return true;
  if (is_digit(before) && (is_hangul(after) || is_unit_sign(after))) return true;
  if (before == U'-' && is_letter(after) && !is_letter(place.before(2)) && place.before(2) != U')')
    return true;
  return place.before_footnote_mark();
}

// What only the word rule holds together.
bool is_one_word(const Place& place) {
  const char32_t before = place.before(), after = place.after();
  if (is_space(before)) return false;
  if (holds_particle(before) && is_hangul(after)) return true;
  if (before == U'…' && (place.goes_on(U"라고") || place.goes_on(U"하고") || place.goes_on(U"이라")))
    return true;
  if (is_letter(before) && (one_of(after, U"([（［") || is_unit_sign(after) || is_pictograph(after)))
    return true;
  if (before == U'&' && is_syllable(place.before(2))) return !is_syllable(after); // 볼더링&|리드
  return one_of(before, U"#@&*") && is_letter(after);
}

Verdict judge(const Place& place, BreakRule rule) {
  if (is_syllable(place.before()) && is_syllable(place.after())) // most of them
    return rule == BreakRule::word ? Verdict::never : Verdict::always;
  if (is_held_together(place)) return Verdict::never;
  if (rule == BreakRule::syllable) return Verdict::always;
  if (is_letter(place.before()) && is_letter(place.after())) return Verdict::never;
  return is_one_word(place) ? Verdict::emergency : Verdict::always;
}

// Where UAX #14 sees one word and readers see more: after / ? & = and dots within an address, after the tilde
// of a range (3월~5월).
std::vector<std::size_t> opportunities_within_words(const std::u32string& codes) {
  std::vector<std::size_t> places;
  std::size_t address_end = 0; // of the address at hand
  for (std::size_t i = 1; i + 1 < codes.size(); ++i) {
    if (i >= address_end && codes.compare(i, 3, U"://") == 0) {
      address_end = i;
      while (address_end < codes.size() && codes[address_end] > U' ' && codes[address_end] < 0x7F)
        ++address_end;
    }
    const bool in_address = i + 1 < address_end && one_of(codes[i], U"/?&=.");
    const bool in_range = i >= address_end && one_of(codes[i], U"~∼") && is_letter(codes[i - 1]);
    if ((in_address || in_range) && is_letter(codes[i + 1])) places.push_back(i + 1);
  }
  return places;
}

} // namespace

std::vector<LineOpportunity> line_opportunities(std::string_view text, BreakRule rule) {
  if (is_chromium(rule)) return chromium_opportunities(text, rule == BreakRule::chromium_keep_all);
  std::u32string codes;
  std::vector<std::uint32_t> offsets; // of each code point
  codes.reserve(text.size() / 2);
  offsets.reserve(text.size() / 2);
  for (std::size_t position = 0; position < text.size();) {
    offsets.push_back(static_cast<std::uint32_t>(position));
    codes += next_code_point(text, position);
  }
  std::vector<LineOpportunity> found;
  found.reserve(rule == BreakRule::word ? text.size() / 8 : text.size() / 3);
  std::size_t at = 0;
  for (const LineBoundary& boundary : line_boundaries(text)) {
    while (at < offsets.size() && offsets[at] < boundary.offset) ++at;
    Verdict verdict = Verdict::always;
    if (!boundary.mandatory && at < offsets.size()) verdict = judge(Place(codes, at), rule);
    if (verdict != Verdict::never)
      found.push_back({boundary.offset, boundary.mandatory, verdict == Verdict::emergency});
  }
  const std::size_t known = found.size();
  for (const std::size_t place : opportunities_within_words(codes)) found.push_back({offsets[place]});
  if (found.size() == known) return found;
  std::ranges::sort(found, {},
                    [](const LineOpportunity& each) { return std::pair(each.offset, each.emergency); });
  const auto repeated = std::ranges::unique(found, {}, &LineOpportunity::offset);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

} // namespace hanji

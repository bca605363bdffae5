#include "layout/line_break.h"

#include <algorithm>
#include <iterator>

#include "text/utf8.h"

namespace hanji {
namespace {

char32_t code_before(std::string_view text, std::size_t offset) {
  do --offset;
  while (offset > 0 && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80);
  return next_code_point(text, offset);
}

bool one_of(char32_t code, std::u32string_view set) { return set.find(code) != set.npos; }

bool is_hangul(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E);
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// KLREQ: marks that may not begin a line, beyond those that UAX #14 knows for locale ko.
bool never_begins(char32_t c) { return one_of(c, U"·ㆍ‧・~∼～〜…‥—―/"); }

// Marks after which a particle belongs to the word that they close.
bool holds_particle(char32_t c) { return one_of(c, U")]}」』》〉】〕”’\"'%‰℃℉°㎡㎥㎏㎞㎝㎜＞>…"); }

bool allowed(std::string_view text, std::uint32_t offset, BreakRule rule) {
  const char32_t before = code_before(text, offset);
  if (is_space(before)) return true;
  std::size_t position = offset;
  const char32_t after = next_code_point(text, position);
  if (never_begins(after)) return false;
  if (is_digit(before) && is_hangul(after)) return false;
  if (rule == BreakRule::syllable) return true;
  if (is_letter_or_number(before) && is_letter_or_number(after)) return false;
  if (holds_particle(before) && is_hangul(after)) return false;
  if (is_letter_or_number(before) && one_of(after, U"([（［%㎡㎥㎏㎞㎝㎜")) return false;
  if (one_of(before, U"#@&") && is_letter_or_number(after)) return false;
  return true;
}

} // namespace

std::vector<LineBoundary> line_opportunities(std::string_view text, BreakRule rule) {
  const std::vector<LineBoundary> all = line_boundaries(text);
  std::vector<LineBoundary> kept;
  kept.reserve(all.size());
  std::ranges::copy_if(all, std::back_inserter(kept), [&](const LineBoundary& boundary) {
    return boundary.mandatory || boundary.offset == text.size() || allowed(text, boundary.offset, rule);
  });
  return kept;
}

} // namespace hanji

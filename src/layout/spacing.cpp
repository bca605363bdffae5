#include "layout/spacing.h"

#include <string_view>

namespace hanji {
namespace {

bool one_of(char32_t code, std::u32string_view set) { return set.find(code) != set.npos; }

bool is_wide_opening(char32_t c) { return one_of(c, U"「『《〈【〔（［｛"); }
bool is_wide_closing(char32_t c) { return one_of(c, U"」』》〉】〕）］｝、。，．"); }

bool is_sign(char32_t c) { return one_of(c, U"+=×÷±−＋－＝"); }

bool is_soft(char32_t c) { return c == U' ' || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x4E00 && c <= 0x9FFF); }

} // namespace

Advance added_between(char32_t before, char32_t after, Advance advance, Fx size) {
  if (before < 0x3000 && after < 0x3000) return 0;
  const bool sign = (is_sign(before) && is_soft(after)) || (is_soft(before) && is_sign(after));
  if (sign && before != U' ' && after != U' ') return size * advances_per_fx / 8;
  const bool meets_wide = is_wide_opening(after) || is_wide_closing(after);
  const bool trimmed = (is_wide_closing(before) && (meets_wide || one_of(after, U",.;:!?)]"))) ||
                       (is_wide_opening(before) && is_wide_opening(after));
  const Advance em = size * advances_per_fx;
  return trimmed && advance >= em / 10 * 9 ? -em / 2 : 0;
}

bool takes_gap(char32_t before, char32_t after) {
  return is_soft(before) && is_soft(after) && (before != U' ' || after != U' ');
}

} // namespace hanji

#include "layout/justify.h"

#include <algorithm>

namespace hanji {
namespace {

std::int64_t most_to_space(const ParagraphStyle& style) {
  return std::int64_t{style.size / 2} * advances_per_fx;
}
std::int64_t most_to_gap(const ParagraphStyle& style) {
  return style.breaks == BreakRule::syllable ? std::int64_t{style.size / 20} * advances_per_fx : 0;
}

} // namespace

Stretch stretch_of(const Measured& measured, const ParagraphStyle& style, std::size_t first,
                   std::size_t seen) {
  Stretch stretch;
  if (seen <= first) return stretch;
  stretch.spaces = measured.tallies[seen].spaces - measured.tallies[first].spaces;
  stretch.gaps = measured.tallies[seen - 1].gaps - measured.tallies[first].gaps; // none behind the last
  stretch.most = stretch.spaces * most_to_space(style) + stretch.gaps * most_to_gap(style);
  stretch.least = -stretch.spaces * std::int64_t{style.size / 16} * advances_per_fx;
  return stretch;
}

Spread spread(const Stretch& stretch, const ParagraphStyle& style, std::int64_t missing) {
  if (missing > stretch.most || missing < stretch.least || missing == 0) return {};
  const std::int64_t beyond = std::max<std::int64_t>(missing - stretch.spaces * cap_of_space(style), 0);
  const std::int64_t by_gaps = std::min(beyond, stretch.gaps * most_to_gap(style));
  Spread shares;
  if (stretch.spaces > 0) shares.to_space = static_cast<Advance>((missing - by_gaps) / stretch.spaces);
  if (by_gaps > 0) shares.to_gap = static_cast<Advance>(by_gaps / stretch.gaps);
  return shares;
}

} // namespace hanji

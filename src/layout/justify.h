// How a line is set to the full measure. Spaces widen first, by 0.16 em each (their cap); where lines break
// between syllables (BreakRule::syllable), equal gaps between syllables follow, of 0.05 em at most; then
// spaces once more, up to half an em; beyond that the line stays as it is. Never beside full stops, commas,
// middle dots, brackets, quotes, dashes, ? and !, within numbers or Latin words, nor between Hangul and any
// of these (KLREQ, "Line adjustment"; the amounts are ours). Spaces may also narrow by 1/16 em, to take in
// one more word. Lengths in units of Advance.
#pragma once

#include <cstddef>
#include <cstdint>

#include "layout/measure.h"

namespace hanji {

constexpr Advance cap_of_space(const ParagraphStyle& style) {
  return style.size * 16 / 100 * advances_per_fx;
}

struct Stretch {
  std::int64_t spaces = 0, gaps = 0;
  std::int64_t most = 0, least = 0; // what they can add; `least` is not above 0
};

// Of the clusters from `first` to `seen` set as one line.
Stretch stretch_of(const Measured& measured, const ParagraphStyle& style, std::size_t first,
                   std::size_t seen);

struct Spread {
  Advance to_space = 0; // behind each space,
  Advance to_gap = 0;   // and where Cluster::gap says so
};

// Shares `missing` out; nothing where the stretch does not reach that far.
Spread spread(const Stretch& stretch, const ParagraphStyle& style, std::int64_t missing);

} // namespace hanji

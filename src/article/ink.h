// An author's colours on our paper. They are intent: readable() keeps the hue and moves the lightness until
// the contrast with what lies behind is at least 4.5 : 1 (WCAG 1.4.3).
#pragma once

#include <cstdint>

#include "article/article.h"

namespace hanji {

double contrast(Rgba one, Rgba other);  // 1 … 21
Rgba blended(Rgba over, Rgba under);    // opaque result
Rgba readable(Rgba color, Rgba behind); // contrast ≥ 4.5

enum class Ground : std::uint8_t { white, tinted, dark }; // what kind of paper
// An author's background, quiet enough for the ink of that paper; as far from the paper as it was from white,
// where that is not too far, and of its hue.
Rgba highlight(Rgba background, Rgba paper, Ground ground);

} // namespace hanji

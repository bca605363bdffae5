// How long an article takes to read, in silence. Counted are Hangul syllables and Hanja, and words and
// numbers of other scripts as three of them; code is not. Speed: about 590 syllables a minute, from a study
// of 42 Korean adults (2016: 202 words a minute, deviation 88). Were speeds normally distributed, half of all
// readers would be within 0.67 deviations, 415 and 767: that is the range. Cost: one pass.
#pragma once

#include <cstdint>

#include "article/article.h"

namespace hanji {

struct ReadingTime {
  std::uint32_t least = 1, most = 1; // minutes, rounded, never 0
  bool operator==(const ReadingTime&) const = default;
};

ReadingTime reading_time(const Article& article);

} // namespace hanji

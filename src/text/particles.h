// Particles (조사) that glue to nouns, and the endings of 하다 and 되다: which of them may stand behind which
// syllable (은 behind a final consonant, 는 behind none; 로 behind none or ㄹ). Sources: 표준국어대사전's
// entries of the particles; 한글 맞춤법 §41. A rule alone cannot tell 회의 from 회+의: whoever cuts asks a
// vocabulary too (search/query.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hanji {

struct Cut {
  std::size_t stem = 0;      // characters before the particle
  std::uint8_t particle = 0; // which, to tell them apart
};

// The longest particle (or chain of particles: 에서는) that may stand behind at least `least` syllables; stem
// 0 when none may.
Cut cut_particle(std::u32string_view word, std::size_t least = 2);

// The same for what turns a noun into a verb: 발표했다 → 발표. Stem 0 when it does not look like one.
Cut cut_verb_ending(std::u32string_view word, std::size_t least = 2);

} // namespace hanji

// Line ends chosen over a whole text at once (after Knuth and Plass, "Breaking paragraphs into lines", 1981),
// where first fit would leave the last line short or one line wide open. The cheapest way from the first
// opportunity to the last is found stop by stop; a line only looks back as far as it reaches, so that time
// grows with the text and not with its square. What a line costs depends on the aim:
//   justified  the square of how near its spaces come to their cap, and its gaps to theirs (justify.h);
//              beyond the cap the cube of the rest, and for a line that stays ragged much more. Two loose
//              lines one under the other cost, and wide spaces under wide spaces (rivers). Between syllables,
//              so do cuts of words, by what they leave (word_cut.h): little before a particle, most before
//              the 다 that ends a sentence. The last costs nothing.
//   ragged     the square of what it lacks; the last costs nothing.
//   balanced   the same, and the last like the others: lines of nearly equal length (headings). A line that
//              ends behind a mark costs less than any other; one that parts a Latin name or what stands in
//              brackets or quotes, more.
// Under each aim a last line of less than two 어절 and less than four syllables is dear (KLREQ, "widow": no
// number is given there, these are ours), and one of a single syllable dearer; of justified text one of three
// costs little.
#pragma once

#include <cstddef>
#include <vector>

#include "layout/measure.h"

namespace hanji {

enum class Aim : std::uint8_t { justified, ragged, balanced };

// Whether a last line of these clusters is long enough to stand alone.
bool stands_as_last_line(const Measured& measured, std::size_t first, std::size_t seen);

// The stops at which lines end, for the text from cluster `first` on; `stops` behind it, none an emergency.
// Nothing where a word is wider than the line.
std::vector<Stop> optimal_stops(const Measured& measured, const ParagraphStyle& style, std::size_t first,
                                const std::vector<Stop>& stops, Aim aim);

} // namespace hanji

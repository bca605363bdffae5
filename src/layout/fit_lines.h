// Where the lines of a measured text end. Ragged text by first fit, but for the last three lines where the
// last would be too short; justified and balanced text over the whole of it (optimal_lines.h). Where lines
// break between syllables, justified text stays ragged after all, and its words whole: if most of it is not
// Hangul, so that spaces alone would be spread; an item of two lines; any text of two lines whose first, the
// only one to be spread, would need more than the cap of its spaces and half of its gaps (justify.h), or
// whose last would be too short.
//
// What stands between two opportunities is a word; one that is wider than a line is taken apart at its
// emergency opportunities, and what is still wider at graphemes, in the last third of the line rather behind
// a mark (/ - _ . ? & = · , a closing bracket) or before an opening bracket, but for Chromium's rules, which
// know no such preference: texts that hold such a word are fitted first to last under any style.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "layout/measure.h"

namespace hanji {

struct Span {                      // clusters of one line
  std::size_t first = 0, last = 0; // half-open
  std::size_t seen = 0;            // what follows up to `last` hangs: spaces, the author's newline
  bool hard = false;               // ended by the author or by the end of the text
  bool cut = false;                // ends inside a word that is wider than the line
  bool ragged = false;             // is not spread, whatever the style
};

// Where lines may end, the emergencies among them; left in `measured` for the next time.
const std::vector<Stop>& stops_of(std::string_view text, Measured& measured, const ParagraphStyle& style);

// At least one, also of an empty text.
std::vector<Span> fit_lines(std::string_view text, Measured& measured, const ParagraphStyle& style);

} // namespace hanji

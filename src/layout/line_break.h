// Where a line of Korean may end. Two rules, as KLREQ ("Line breaking") leaves the choice to author and
// reader:
//   word      어절 are kept whole: of the UAX #14 opportunities those between two letters or numbers go, as
//   in CSS
//             keep-all, and so do those that part a particle from the bracket, quote, percent sign or symbol
//             before it (대통령(大統領)은, “안녕”이라고, 50%를), or a bracketed gloss from its word.
//   syllable  a line may end between any two syllables, but not inside a number with its counter (2024년).
// Under both, closing marks, middle dots and tildes never begin a line and opening marks never end one
// (KLREQ 2.2). A word longer than a line is broken at graphemes by layout_paragraph, not here.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/boundaries.h"

namespace hanji {

enum class BreakRule : std::uint8_t { word, syllable };

// Sorted; the end of the text is always the last (unless the text is empty).
std::vector<LineBoundary> line_opportunities(std::string_view text, BreakRule rule);

} // namespace hanji

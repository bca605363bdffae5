// Where a line of Korean may end. Two rules, as KLREQ ("Line breaking") leaves the choice to author and
// reader:
//   word      어절 are kept whole: of the UAX #14 opportunities those between two letters or numbers go, as
//   in CSS keep-all,
//             and so do those that part a word from what belongs to it: a particle from the bracket, quote,
//             percent sign or symbol before it (대통령(大統領)은, “안녕”이라고, 50%를), a gloss in brackets,
//             an emoji, a unit sign.
//   syllable  a line may end between any two syllables.
// Under both, closing marks, middle dots, dashes, ellipses and tildes never begin a line and opening marks
// never end one (KLREQ, “Line Head Restrictions”); a number keeps its counter (2024년, 13만 명), a minus its
// word, a word its footnote's mark (했다.[1]) and the signs that begin it (#한글, **한글); neither & nor *
// behind a letter begins a line; an address may end a line after / ? & = and a dot. A word longer than a line
// is first taken apart where only the word rule holds it together, then at marks and graphemes by
// fit_lines.h.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hanji {

// The last two are Chromium's `word-break: normal` and `keep-all` for Korean, to be measured against.
enum class BreakRule : std::uint8_t { word, syllable, chromium_normal, chromium_keep_all };

constexpr bool is_chromium(BreakRule rule) {
  return rule == BreakRule::chromium_normal || rule == BreakRule::chromium_keep_all;
}

struct LineOpportunity {
  std::uint32_t offset = 0; // a line may end before this byte
  bool mandatory = false;   // … must end here, as the author says; the end of the text is not one
  bool emergency = false;   // … only within a word that fits on no line
};

// Sorted; the end of the text is always the last (unless the text is empty).
std::vector<LineOpportunity> line_opportunities(std::string_view text, BreakRule rule);

} // namespace hanji

// A text cut into graphemes with a width each: what line fitting (fit_lines.h) and placing (paragraph.h)
// share. Letters that run to the left stand as whole words, which the browser joins and orders within.
// Nothing here depends on the width of a line. Cost: one pass of ICU's grapheme rules and one question to the
// metrics for each grapheme.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "layout/font_metrics.h"
#include "layout/paragraph.h"

namespace hanji {

struct Look { // what the inlines say of a stretch of text, resolved to faces and sizes
  Face face;
  Fx size = 0, rise = 0;
  Style style;
  std::uint32_t link = no_index;
  bool operator==(const Look&) const = default;
};

struct Cluster { // one grapheme, a word that runs to the left, or a formula
  std::uint32_t begin = 0, end = 0;
  Advance advance = 0;
  Advance after = 0; // stands between it and the next where both are on one line
  std::uint32_t look = 0;
  char32_t code = 0; // its first character
  Script beside = Script::own;
  std::uint8_t level = 0;  // text/directions.h
  Advance above_width = 0; // of a ruby's reading (layout/ruby.h), which has no advance in the line
  bool above = false;      // … it is such
  bool word = false;       // of several graphemes
  bool space = false, newline = false;
  bool hangs = false; // has no width at the end of a line
  bool formula = false;
  Fx ascent = 0, descent = 0; // of a formula, from the baseline
  bool gap = false;           // justification may widen what stands between it and the next
};

struct Tally { // of all clusters before one
  std::uint32_t spaces = 0, gaps = 0;
};

struct Ruby { // clusters, half-open: the base, its reading
  std::size_t first = 0, reading = 0, last = 0;
  Advance room = 0;  // behind each cluster of the base, where the reading is wider
  Advance width = 0; // of the reading
};

enum class WordCut : std::uint8_t {
  none,            // at a space or a mark
  before_number,   // 라운드 |2: at a space, before the number that belongs to what it follows
  before_particle, // 변수|로, 시작|합니다
  within,
  behind_first, // 숙|소는
  before_last,  // 다양|한
  before_ending // 있습니|다.
};

struct Stop { // an opportunity, in clusters: a line may end before `last`, where what stands from `seen` on
              // hangs
  std::size_t last = 0, seen = 0;
  bool mandatory = false, emergency = false;
  WordCut cut = WordCut::none;
};

struct Measured {
  std::vector<Look> looks;
  std::vector<Cluster> clusters;
  std::vector<std::int64_t> edges; // where each begins if all stood on one line, and where the last ends
  std::vector<Tally> tallies;      // before each, and of all
  std::vector<Ruby> rubies;
  std::vector<Stop> stops; // where lines may end, once fit_lines() has asked
  bool reordered = false;  // some run to the left
  Advance widest_word = 0; // of those that stand as one cluster
  std::string
      shown; // where formulas are set: the text with letters in their place, by whose rules lines break
  Advance widest_formula = 0;
};

enum class Joining : std::uint8_t { words, none }; // those that run to the left

Measured measure(std::string_view text, std::span<const Inline> inlines, const ParagraphStyle& style,
                 const FontMetrics& metrics, Joining joining = Joining::words);

// Of the clusters from `first` up to `last` (half-open), set on one line; in units of Advance.
std::int64_t width_of(const Measured& measured, std::size_t first, std::size_t last);

} // namespace hanji

// Ruby: what tells how to read a word stands above it, at half its size and centred (KLREQ, "Ruby";
// JLREQ 3.3). The line keeps its height: the usual leading has room for it. A reading that is wider than its
// base spaces the base out. No line ends within a ruby, and the parentheses of its text (漢字(한자)) are not
// seen.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "layout/fit_lines.h"
#include "layout/measure.h"

namespace hanji {

struct RubyInlines { // half-open
  std::size_t first = 0, reading = 0, last = 0;
};
std::vector<RubyInlines> rubies_of(std::span<const Inline> inlines);

// Before clusters are measured: the readings' looks. `looks` as in Measured: that of an inline is one
// further.
void set_ruby_looks(std::vector<Look>& looks, const std::vector<RubyInlines>& rubies, Fx line_height);
// When they are measured, and not yet joined.
void set_rubies(Measured& measured, std::span<const Inline> inlines, const std::vector<RubyInlines>& rubies);
// When the line is placed; `glyphs` are the line's.
void raise_readings(std::span<Glyph> glyphs, const Measured& measured, const Span& span);

} // namespace hanji

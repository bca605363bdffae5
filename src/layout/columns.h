// Column widths of a table, as CSS 2.1 17.5.2.2 ("Automatic table layout") shares them out: natural where
// everything fits the measure (and is widened to all of it), else the least of each and of the rest as much
// as it lacks to its natural width, as browsers do. Where a column would then be narrower than reads easily,
// and all can be so wide, that is the least of each. Where not even the least fits, the table is wider than
// the measure and scrolls; then columns are twice as wide as reads easily, since a row is as tall as its
// narrowest text makes it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "layout/font_metrics.h"

namespace hanji {

struct ColumnNeed {
  Fx least = 0;   // its longest word
  Fx easy = 0;    // where it reads without many lines of one word
  Fx natural = 0; // its widest cell on one line
};

// What a cell needs that spans columns is shared out among them where together they are narrower.
void widen(std::span<ColumnNeed> columns, const ColumnNeed& spanning);

std::vector<Fx> column_widths(const std::vector<ColumnNeed>& needs, Fx measure);

} // namespace hanji

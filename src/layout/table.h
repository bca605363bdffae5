// Column widths of a table: natural where everything fits the measure, else shared out by need, no column
// narrower than its widest 어절 where that is possible at all.
#pragma once

#include <vector>

#include "layout/font_metrics.h"

namespace hanji {

struct ColumnNeed {
  Fx least = 0;   // its widest unbreakable piece
  Fx natural = 0; // its widest cell on one line
};
std::vector<Fx> column_widths(const std::vector<ColumnNeed>& needs, Fx measure);

} // namespace hanji

// Column widths of a table: natural where everything fits the measure, else shared out by need. Where not
// even the least fits, the table is wider than the measure and scrolls; then every column is as wide as reads
// easily.
#pragma once

#include <vector>

#include "layout/font_metrics.h"

namespace hanji {

struct ColumnNeed {
  Fx least = 0;   // below this it does not read any more
  Fx easy = 0;    // where it reads without many short lines
  Fx natural = 0; // its widest cell on one line
};
std::vector<Fx> column_widths(const std::vector<ColumnNeed>& needs, Fx measure);

} // namespace hanji

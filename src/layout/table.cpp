#include "layout/table.h"

#include <algorithm>
#include <cstdint>

namespace hanji {

std::vector<Fx> column_widths(const std::vector<ColumnNeed>& needs, Fx measure) {
  std::int64_t least = 0, natural = 0;
  for (const ColumnNeed& need : needs) {
    least += need.least;
    natural += need.natural;
  }
  std::vector<Fx> widths;
  widths.reserve(needs.size());
  for (const ColumnNeed& need : needs) {
    std::int64_t width = 0;
    if (natural <= measure) {
      width = need.natural;
    } else if (least <= measure) { // what is left over goes where it is missed most
      const std::int64_t wish = std::max<std::int64_t>(natural - least, 1);
      width = need.least + (measure - least) * (need.natural - need.least) / wish;
    } else {
      width = need.easy;
    }
    widths.push_back(static_cast<Fx>(width));
  }
  return widths;
}

} // namespace hanji

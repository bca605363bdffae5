#include "layout/columns.h"

#include <algorithm>

namespace hanji {
namespace {

std::int64_t sum(std::span<const ColumnNeed> needs, Fx ColumnNeed::* width) {
  std::int64_t all = 0;
  for (const ColumnNeed& need : needs) all += need.*width;
  return all;
}

} // namespace

void widen(std::span<ColumnNeed> columns, const ColumnNeed& spanning) {
  for (Fx ColumnNeed::* const width : {&ColumnNeed::least, &ColumnNeed::easy, &ColumnNeed::natural}) {
    const std::int64_t missing = spanning.*width - sum(columns, width);
    if (missing <= 0) continue;
    const auto share = static_cast<Fx>((missing + std::ssize(columns) - 1) / std::ssize(columns));
    for (ColumnNeed& column : columns) column.*width += share;
  }
}

std::vector<Fx> column_widths(const std::vector<ColumnNeed>& needs, Fx measure) {
  const std::int64_t least = sum(needs, &ColumnNeed::least), easy = sum(needs, &ColumnNeed::easy),
                     natural = sum(needs, &ColumnNeed::natural);
  // What is left over goes where it is missed most.
  const auto between = [measure](Fx low, Fx high, std::int64_t lows, std::int64_t highs) {
    return static_cast<Fx>(low + (measure - lows) * (high - low) / std::max<std::int64_t>(highs - lows, 1));
  };
  const auto widths_by = [&needs](const auto& width_of) {
    std::vector<Fx> widths;
    widths.reserve(needs.size());
    for (const ColumnNeed& need : needs) widths.push_back(width_of(need));
    return widths;
  };
  if (natural <= measure) // its edges are those of the text
    return widths_by([&](const ColumnNeed& need) {
      return static_cast<Fx>(measure * std::int64_t{need.natural} / std::max<std::int64_t>(natural, 1));
    });
  if (least > measure)
    return widths_by([](const ColumnNeed& need) { return std::min(need.natural, 2 * need.easy); });
  std::vector<Fx> widths =
      widths_by([&](const ColumnNeed& need) { return between(need.least, need.natural, least, natural); });
  const bool reads_easily =
      std::ranges::equal(widths, needs, [](Fx width, const ColumnNeed& need) { return width >= need.easy; });
  if (!reads_easily && easy <= measure)
    widths =
        widths_by([&](const ColumnNeed& need) { return between(need.easy, need.natural, easy, natural); });
  return widths;
}

} // namespace hanji

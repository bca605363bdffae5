#include "layout/fixed_metrics.h"

#include "text/directions.h"
#include "text/utf8.h"

namespace hanji {

FontMetrics fixed_metrics() {
  return {
      .advance =
          [](Face, Fx size, std::string_view cluster, Script) {
            std::size_t position = 0;
            const char32_t code = next_code_point(cluster, position);
            if (is_right_to_left(code))
              return Advance{size / 2 * advances_per_fx} * static_cast<Advance>(count_code_points(cluster));
            const bool narrow = code < 0x1100 || (code >= 0x2000 && code < 0x2030);
            return (narrow ? size / 2 : size) * advances_per_fx;
          },
      .extents = [](Face, Fx size) { return FaceExtents{size * 88 / 100, size * 12 / 100}; },
      .formulas =
          [](std::span<const Formula> formulas) {
            static thread_local std::vector<FormulaExtents> extents;
            extents.clear();
            for (const Formula& formula : formulas) {
              const double lines = formula.mathml.find("<mfrac") != std::string::npos ? 2 : 1;
              extents.push_back({static_cast<double>(formula.source.size()) * formula_em / 2,
                                 lines * formula_em, lines * formula_em / 2});
            }
            return std::span<const FormulaExtents>(extents);
          },
  };
}

} // namespace hanji

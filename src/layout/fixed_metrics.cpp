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
  };
}

} // namespace hanji

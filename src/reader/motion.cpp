#include "reader/motion.h"

#include <algorithm>

namespace hanji {
namespace {

bool move(double& now, double goal, double most) {
  now += std::clamp(goal - now, -most, most);
  return now != goal;
}

} // namespace

bool advance(ReaderState& state, double ms) {
  const double most = state.viewport.reduced_motion ? 1 : std::max(0.0, ms) / motion_ms;
  const bool sheet = move(state.motion.sheet, state.sheet == Sheet::none ? 0 : 1, most);
  const bool bar = move(state.motion.bar, state.bar_hidden ? 0 : 1, most);
  return sheet || bar;
}

double eased(double share) { return 1 - (1 - share) * (1 - share) * (1 - share); }

} // namespace hanji

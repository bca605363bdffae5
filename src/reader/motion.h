// Sheets and the bar come and go within motion_ms (reader/theme.h), at once where motion is unwelcome. The
// state says where they belong, Motion how far they are; who draws frames says how much time has gone by.
#pragma once

#include "reader/state.h"

namespace hanji {

bool advance(ReaderState& state, double ms); // true while something is still on its way: draw another frame
double eased(double share);                  // quick at first, slow at the end

} // namespace hanji

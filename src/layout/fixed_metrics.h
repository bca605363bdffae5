// The test font: a full-width character is one em, ASCII and other narrow ones half an em, and so is each
// letter of a word that runs to the left; ascent 0.88 em, descent 0.12.
#pragma once

#include "layout/font_metrics.h"

namespace hanji {

FontMetrics fixed_metrics();

} // namespace hanji

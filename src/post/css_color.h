// Colours as style attributes and <font color> write them (CSS Color 4): #rgb, #rgba, #rrggbb, #rrggbbaa,
// rgb(), rgba() and the names. Anything else, `transparent` and `inherit` among it, is "not set". Input:
// ASCII, any case.
#pragma once

#include <string_view>

#include "article/article.h"

namespace hanji {

Rgba parse_css_color(std::string_view text);

} // namespace hanji

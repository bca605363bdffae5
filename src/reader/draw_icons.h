// The interface's icons: our own vector paths on a 20-px square, named by the command they stand for.
#pragma once

#include <imgui.h>

#include <string_view>

#include "reader/theme.h"

namespace hanji {

void draw_icon(ImDrawList& list, std::string_view command, ThemeName theme, double center_x, double center_y,
               ImU32 color);

} // namespace hanji

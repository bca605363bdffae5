// The interface's icons: our own vector paths on a 20-px square, named by the command they stand for.
#pragma once

#include <imgui.h>

#include <string_view>

namespace hanji {

// Nothing where the command has no icon. A theme's swatch shows that theme; `ring` goes around the chosen
// one.
void draw_icon(ImDrawList& list, std::string_view command, double center_x, double center_y, ImU32 color,
               ImU32 ring);

} // namespace hanji

// Dear ImGui wants a font before it makes a frame. All text here is set by layout/ and drawn from our own
// atlas rectangles, so this font has no glyphs at all, and no font file or rasterizer is linked for it: where
// Dear ImGui would take FreeType in place of stb_truetype (IMGUI_ENABLE_FREETYPE) it finds this one.
#pragma once

struct ImFontAtlas;

namespace hanji {

void add_silent_font(ImFontAtlas& atlas);

} // namespace hanji

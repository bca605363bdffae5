// State → Dear ImGui draw lists. Looks at the state and changes nothing. Coordinates are CSS px; glyph quads
// are snapped to device pixels. The ground stays transparent: behind the canvas the page has the theme's
// paper, and pictures lie between the two. Only what stands in the window is drawn. Needs a current ImGui
// frame (NewFrame … Render).
#pragma once

#include <functional>
#include <string_view>

#include "layout/font_metrics.h"
#include "reader/state.h"

namespace hanji {

struct GlyphImage { // one rasterized cluster in ImGui's atlas
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
  float left = 0, top = 0;     // CSS px from the pen's (snapped) position on the baseline to the quad, y down
  float width = 0, height = 0; // CSS px; 0 = nothing to draw
  bool colored = false;        // an emoji: its own colours
};

// `phase` = which part of a device pixel the pen stands in, 0 … phases - 1.
struct GlyphSource {
  int phases = 1;
  std::function<GlyphImage(Face face, Fx size, std::string_view cluster, Script beside, int phase)> glyph;
};

// What of the window shows, CSS px, and how many device pixels each of them has there. A pinch enlarges a
// part of the window; the rest is then not drawn.
struct Seen {
  double x = 0, y = 0, width = 0, height = 0, density = 1;
};

void draw(const ReaderState& state, const GlyphSource& glyphs, const Seen& seen);

// Asks `glyphs` for what the page's lines between two heights (page px) are drawn with, and draws nothing: to
// be called between frames, so that a scroll does not wait for the first painting of a glyph.
void draw_ahead(const ReaderState& state, const GlyphSource& glyphs, const Seen& seen, double top,
                double bottom);

} // namespace hanji

// What the frame, its sheets and the lists are put together from: one line of text, a filled box, an icon's
// button. All lengths are CSS px.
#pragma once

#include <string_view>

#include "layout/font_metrics.h"
#include "layout/page.h"

namespace hanji {

struct Type { // how a text of the interface is set
  double size = 14.5, leading = 21;
  bool bold = false;
  Ink ink = Ink::muted;
  Family family = Family::sans;
  std::uint32_t max_lines = 1;
  bool center = false;
};

Piece filled(Fill fill, double x, double y, double width, double height);

// Its box is the text's.
Piece text_piece(Role role, std::string_view text, double x, double y, double width, const Type& type,
                 const FontMetrics& metrics);

// What is pressed reaches further up and down than its text, px: a line of it is lower than a thumb.
void widen_target(Piece& piece, double above, double below);

// The pieces from `first` on are one item of a list.
void put_in(Page& page, std::size_t first, Part part, std::uint32_t item);

// A control whose look is a vector path (reader/draw_icons.h); the label is for those who do not see it.
Piece icon_button(std::string_view command, std::string_view label, double x, double y, double width,
                  double height);

} // namespace hanji

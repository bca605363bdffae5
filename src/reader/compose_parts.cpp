#include "reader/compose_parts.h"

#include <span>

namespace hanji {

Piece filled(Fill fill, double x, double y, double width, double height) {
  Piece piece;
  piece.role = Role::decoration;
  piece.fill = fill;
  piece.box = {fx(x), fx(y), fx(width), fx(height)};
  return piece;
}

Piece text_piece(Role role, std::string_view text, double x, double y, double width, const Type& type,
                 const FontMetrics& metrics) {
  Piece piece;
  piece.role = role;
  piece.ink = type.ink;
  const ParagraphStyle style{.face = {type.family, type.bold},
                             .size = fx(type.size),
                             .line_height = fx(type.leading),
                             .width = fx(width),
                             .center = type.center,
                             .max_lines = type.max_lines};
  piece.text = layout_paragraph(text, {}, style, metrics);
  piece.text_x = fx(x);
  piece.text_y = fx(y);
  piece.box = {piece.text_x, piece.text_y, fx(width), piece.text.height};
  return piece;
}

void widen_target(Piece& piece, double above, double below) {
  piece.box.y -= fx(above);
  piece.box.height += fx(above + below);
}

void put_in(Page& page, std::size_t first, Part part, std::uint32_t item) {
  for (Piece& piece : std::span(page.pieces).subspan(first)) {
    piece.part = part;
    piece.item = item;
  }
}

Piece icon_button(std::string_view command, std::string_view label, double x, double y, double width,
                  double height) {
  Piece piece = filled(Fill::none, x, y, width, height);
  piece.role = Role::control;
  piece.ink = Ink::muted;
  piece.href = command;
  piece.label = label;
  return piece;
}

} // namespace hanji

#include "reader/compose.h"
#include "reader/compose_parts.h"
#include "reader/offers.h"

namespace hanji {

// Below the field and as wide, on phones from side to side. Words and titles are parted by a rule.
void add_offers(const ReaderState& state, const FontMetrics& metrics, Page& frame) {
  using namespace frame_px;
  const std::vector<Offer> offers = offers_of(state);
  if (offers.empty() || state.embedding.search_alone) return; // there is no room below the field
  const bool phone = is_phone(state), recent = state.typed.empty();
  const FxRect field = search_field_box(state);
  const double row = phone ? 48 : 40, inset = phone ? 16 : 12, side = 4, pad = 6, rule = 9;
  const double left = phone ? 8 : px(field.x), width = phone ? state.viewport.width - 16 : px(field.width);
  const double right = left + width - inset, after = recent ? row : 0;
  const double top = masthead + (phone ? 4 : 2), rows = top + pad + (recent ? button : 0);

  const std::size_t card = frame.pieces.size();
  frame.pieces.push_back(filled(Fill::sheet, left, top, width, 0));
  if (recent)
    frame.pieces.push_back(text_piece(Role::meta, state.words->recent, left + inset, top + pad, width / 2,
                                      {13, button, true, Ink::muted}, metrics));
  const auto to_the_right = [&](Role role, std::string_view text, double y, double line, double room) {
    Piece piece = text_piece(role, text, right - room, y, room, {13, line, false, Ink::muted}, metrics);
    if (!piece.text.lines.empty()) piece.text_x += fx(room) - piece.text.lines.front().width;
    return piece;
  };
  double y = rows;
  for (std::size_t i = 0; i < offers.size(); ++i, y += row) {
    const Offer& offer = offers[i];
    constexpr double count_room = 52;
    if (i > 0 && offer.articles == 0 && offers[i - 1].articles > 0) {
      frame.pieces.push_back(filled(Fill::hairline, left + inset, y + rule / 2, width - 2 * inset, 1));
      y += rule;
    }
    Piece piece = text_piece(Role::control, offer.text, left + inset, y,
                             width - 2 * inset - after - (offer.articles > 0 ? count_room : 0),
                             {15, row, false, Ink::text}, metrics);
    piece.box = {fx(left + side), fx(y), fx(width - 2 * side - after), fx(row)};
    piece.href = offer.control;
    piece.fill = Fill::row;
    piece.current = i == state.offers.at;
    frame.pieces.push_back(std::move(piece));
    if (offer.articles > 0)
      frame.pieces.push_back(
          to_the_right(Role::decoration, std::to_string(offer.articles), y, row, count_room));
  }
  frame.pieces[card].box.height = fx(y + pad - top);
  if (!recent) return;
  y = rows;
  for (const Offer& offer : offers) { // behind the offers, which are one list to those who listen
    frame.pieces.push_back(icon_button("forget:" + offer.text, forget_text(*state.words, offer.text),
                                       left + width - side - row, y, row, row));
    y += row;
  }
  Piece all = to_the_right(Role::control, state.words->forget_all, top + pad, button, 120);
  all.href = "forget:";
  frame.pieces.push_back(std::move(all));
}

} // namespace hanji

#include <algorithm>
#include <cmath>

#include "reader/compose.h"
#include "reader/compose_parts.h"
#include "reader/offers.h"

namespace hanji {
namespace {

using namespace frame_px;

constexpr double height = 46, inset = 5, count_width = 64;

// On phones below the masthead from side to side; else at the right, where no text stands if there is room.
FxRect card_of(const ReaderState& state) {
  const double gap = is_phone(state) ? 8 : gutter + 8;
  const double width = std::min(350.0, state.viewport.width - 2 * gap);
  return {fx(state.viewport.width - gap - width), fx(masthead + 6), fx(width), fx(height)};
}

} // namespace

bool find_bar_shows(const ReaderState& state) {
  return state.showing == Showing::article && (state.finding.open || !state.query.words.empty()) &&
         offers_of(state).empty();
}

FxRect find_field_box(const ReaderState& state) {
  if (!find_bar_shows(state)) return {};
  const FxRect card = card_of(state);
  return {card.x + fx(inset), card.y + fx(inset),
          std::max(fx(40), card.width - fx(inset + count_width + 3 * button + 2)),
          card.height - fx(2 * inset)};
}

std::string find_count(const ReaderState& state) {
  const Finding& finding = state.finding;
  if (state.query.words.empty() || (finding.stops.empty() && !finding.known)) return {};
  if (finding.stops.empty()) return std::string(state.words->none_here);
  return std::to_string(finding.at + 1) + " / " + std::to_string(finding.stops.size());
}

void add_find_bar(const ReaderState& state, const FontMetrics& metrics, Page& frame) {
  const FxRect card = card_of(state), field = find_field_box(state);
  frame.pieces.push_back(filled(Fill::sheet, px(card.x), px(card.y), px(card.width), px(card.height)));
  frame.pieces.push_back(filled(Fill::field, px(field.x), px(field.y), px(field.width), px(field.height)));
  double x = px(field.x + field.width);
  frame.pieces.push_back(text_piece(Role::meta, find_count(state), x, px(card.y), count_width,
                                    {13.5, height, false, Ink::muted, Family::sans, 1, true}, metrics));
  x += count_width;
  const auto add = [&](std::string_view command, std::string_view label) {
    frame.pieces.push_back(
        icon_button(command, label, x, px(card.y) + (height - button) / 2, button, button));
    x += button;
  };
  add("previous-match", state.words->previous_match);
  add("next-match", state.words->next_match);
  add("find-left", state.words->close);
}

} // namespace hanji

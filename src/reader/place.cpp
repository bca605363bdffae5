#include "reader/place.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hanji {
namespace {

constexpr double above_heading = 20, reading_line = 40; // px below the masthead

double heading_scroll(const Piece& piece) { return px(piece.box.y) - frame_px::masthead - above_heading; }

} // namespace

double page_height(const ReaderState& state) {
  return std::max(px(state.page.height), state.viewport.height);
}

double furthest_scroll(const ReaderState& state) {
  return std::max(0.0, page_height(state) - state.viewport.height);
}

std::optional<Anchor> place_in_view(const ReaderState& state, bool whole) {
  const Fx top = fx(state.scroll + frame_px::masthead);
  const auto seen = [&](Fx line_top, Fx height) { return whole ? line_top >= top : line_top + height > top; };
  for (const Piece& piece : state.page.pieces) {
    if (piece.block == no_index || piece.text.lines.empty() || piece.text_y + piece.text.height <= top)
      continue;
    const Line* line = &piece.text.lines.front();
    for (const Line& one : piece.text.lines) {
      line = &one;
      if (seen(piece.text_y + one.top, one.height)) break;
    }
    if (whole && !seen(piece.text_y + line->top, 0)) continue;
    return Anchor{piece.block, line->begin, px(piece.text_y + line->top) - state.scroll};
  }
  return std::nullopt;
}

namespace {

// `part` of the line's height below its top.
std::optional<double> scroll_for(const ReaderState& state, const Anchor& anchor, double part) {
  std::optional<double> place;
  for (const Piece& piece :
       state.page.pieces) { // of one block there may be several: a figure and its caption
    if (piece.block != anchor.block) continue;
    for (const Line& line : piece.text.lines) {
      if (line.begin <= anchor.byte)
        place = px(piece.text_y + line.top) + part * px(line.height) - anchor.above;
    }
  }
  return place;
}

} // namespace

std::optional<double> scroll_for(const ReaderState& state, const Anchor& anchor) {
  return scroll_for(state, anchor, 0);
}

std::optional<double> scroll_for_middle(const ReaderState& state, const Anchor& anchor) {
  return scroll_for(state, anchor, 0.5);
}

bool place_is_known(const ReaderState& state) {
  return state.showing == Showing::article && state.article->slug == state.route.slug;
}

std::optional<Anchor> place_to_remember(const ReaderState& state) {
  if (!place_is_known(state) || state.scroll < state.viewport.height / 2 || progress(state) > 0.98)
    return std::nullopt;
  return place_in_view(state, true);
}

std::optional<double> section_top(const ReaderState& state, std::string_view id) {
  for (const Piece& piece : state.page.pieces) {
    if (piece.id == id) return heading_scroll(piece);
  }
  return std::nullopt;
}

bool is_folded_away(const ReaderState& state, std::string_view id) {
  const auto is_it = [id](const Block& block) { return block.id == id; };
  return !id.empty() && !section_top(state, id) && std::ranges::any_of(state.article->blocks, is_it);
}

double neighbour_section_top(const ReaderState& state, bool next) {
  const double here = state.going.value_or(state.scroll);
  double before = 0;
  for (const Piece& piece : state.page.pieces) {
    if (piece.role != Role::heading || piece.block == no_index) continue;
    const double top = heading_scroll(piece);
    if (next && top > here + 4) return top;
    if (top < here - 4) before = top;
  }
  return next ? here : before;
}

std::uint32_t section_in_view(const ReaderState& state) {
  const Fx line = fx(state.scroll + frame_px::masthead + reading_line);
  std::uint32_t current = 0;
  const bool at_end = state.scroll > 0 && state.scroll >= furthest_scroll(state) - 2;
  for (const Piece& piece : state.page.pieces) {
    if (piece.role != Role::heading || piece.block == no_index) continue;
    if (piece.box.y > line && !at_end) break;
    for (std::uint32_t i = 0; i < state.sections.size(); ++i) {
      if (state.sections[i].heading == piece.block) current = i;
    }
  }
  return current;
}

bool is_set_by(const TextSpan& span, const Piece& piece) {
  if (piece.text.lines.empty()) return false;
  if (span.block == title_block) return piece.role == Role::title;
  if (span.block == lead_block) return piece.role == Role::lead;
  return piece.block == span.block && piece.role != Role::decoration;
}

const Piece* piece_of(const Page& page, const TextSpan& span) {
  const auto found =
      std::ranges::find_if(page.pieces, [&](const Piece& piece) { return is_set_by(span, piece); });
  return found == page.pieces.end() ? nullptr : &*found;
}

std::optional<FxRect> rect_of(const ReaderState& state, const TextSpan& span) {
  const Piece* piece = piece_of(state.page, span);
  if (piece == nullptr) return std::nullopt;
  const std::vector<FxRect> rects = rects_for(piece->text, span.begin, span.end);
  if (rects.empty()) return std::nullopt;
  return FxRect{piece->text_x + rects.front().x, piece->text_y + rects.front().y, rects.front().width,
                rects.front().height};
}

double progress(const ReaderState& state) {
  double last = furthest_scroll(state);
  if (state.showing == Showing::article)
    last = std::min(last, state.text_end - state.viewport.height + state.viewport.below + frame_px::bar);
  return last <= 0 ? 1.0 : std::clamp(state.scroll / last, 0.0, 1.0);
}

std::uint32_t minutes_left(const ReaderState& state) {
  if (state.showing != Showing::article) return 0;
  const double middle = (state.reading.least + state.reading.most) / 2.0;
  return static_cast<std::uint32_t>(std::ceil(middle * (1 - progress(state)) - 0.01));
}

double section_progress(const ReaderState& state) {
  if (state.section >= state.sections.size()) return progress(state);
  const Section& section = state.sections[state.section];
  const double line = state.scroll + frame_px::masthead + reading_line;
  double begin = frame_px::masthead, end = state.text_end;
  for (const Piece& piece : state.page.pieces) {
    if (piece.block == no_index) continue;
    if (piece.block == section.first) begin = px(piece.box.y);
    if (piece.block >= section.last) {
      end = px(piece.box.y);
      break;
    }
  }
  const double read = end > begin ? std::clamp((line - begin) / (end - begin), 0.0, 1.0) : 1.0;
  return progress(state) >= 1 ? 1.0 : read;
}

} // namespace hanji

#include <algorithm>
#include <utility>

#include "article/disclosure.h"
#include "reader/place.h"
#include "reader/step.h"

namespace hanji {
namespace {

std::string_view text_of(const Article& article, std::uint32_t block) {
  return block == title_block  ? article.title
         : block == lead_block ? article.lead
                               : article.blocks[block].text;
}

// Title, lead, blocks.
std::pair<std::uint32_t, std::uint32_t> reading_order(const TextSpan& span) {
  const std::uint32_t block = span.block == title_block ? 0 : span.block == lead_block ? 1 : span.block + 2;
  return {block, span.begin};
}

std::vector<TextSpan> stops_of(const Article& article, const std::vector<TextSpan>& lit) {
  std::vector<TextSpan> stops;
  for (const TextSpan& span : lit) {
    const bool beside =
        !stops.empty() && stops.back().block == span.block &&
        std::ranges::all_of(
            text_of(article, span.block).substr(stops.back().end, span.begin - stops.back().end),
            [](char c) { return c == ' '; });
    if (beside)
      stops.back().end = span.end;
    else
      stops.push_back(span);
  }
  return stops;
}

std::uint32_t first_from(const std::vector<TextSpan>& stops, const TextSpan& from) {
  const auto found = std::ranges::lower_bound(stops, reading_order(from), {}, reading_order);
  return found == stops.end() ? 0 : static_cast<std::uint32_t>(found - stops.begin());
}

// The page is set anew where the place is hidden.
void go_to_stop(Step& step) {
  ReaderState& state = step.state;
  const TextSpan& stop = state.finding.stops[state.finding.at];
  step.go_to_stop = true;
  if (piece_of(state.page, stop) != nullptr || stop.block >= lead_block) return;
  open_around(state, stop.block);
  step.compose = step.keep_place = true;
}

} // namespace

void open_around(ReaderState& state, std::uint32_t block) {
  if (block >= state.article->blocks.size()) return;
  for (const std::uint32_t summary : disclosures_around(*state.article, block)) {
    const bool turned = std::ranges::find(state.turned, summary) != state.turned.end();
    if ((state.article->blocks[summary].number == 1) == turned) turn_disclosure(state, summary);
  }
}

void light_words(Step& step) {
  ReaderState& state = step.state;
  Finding& finding = state.finding;
  if (state.query.words.empty()) finding.known = true;
  const std::optional<TextSpan> before =
      finding.at < finding.stops.size() ? std::optional(finding.stops[finding.at]) : std::nullopt;
  state.lit =
      find_matches(*state.article, state.query, finding.answer ? finding.answer->words : FoundWords());
  finding.stops = stops_of(*state.article, state.lit);
  finding.at = before ? first_from(finding.stops, *before) : 0;
  step.frame = true;
}

void find_typed(Step& step, const Typed& event) {
  ReaderState& state = step.state;
  if (state.article == nullptr || state.showing != Showing::article) return;
  state.finding.open = true;
  state.finding.known = false;
  state.finding.answer.reset();
  state.route.query = event.text;
  state.query = parse_query(event.text, event.composing);
  step.commands.address = format_route(state.route);
  step.commands.replace_address = true;
  light_words(step);
  step.commands.redraw = true;
  // The first place from here on; from the one that was found so far, as long as it shows.
  const std::optional<Anchor> reading = place_in_view(state, true);
  if (state.finding.stops.empty()) {
    state.finding.awaited = true;
    return;
  }
  if (reading && state.scroll > 0) state.finding.at = first_from(state.finding.stops, {reading->block, 0, 0});
  go_to_stop(step);
}

void leave_finding(Step& step) {
  ReaderState& state = step.state;
  if (state.article == nullptr) return;
  state.finding = {};
  state.lit.clear();
  state.query = {};
  state.route.query.clear();
  state.typed.clear();
  step.commands.address = format_route(state.route);
  step.commands.replace_address = true;
  step.frame = true;
}

void go_to_neighbour_stop(Step& step, bool next) {
  Finding& finding = step.state.finding;
  const auto count = static_cast<std::uint32_t>(finding.stops.size());
  if (count == 0 || step.state.article == nullptr) return;
  finding.at = (finding.at + (next ? 1 : count - 1)) % count;
  step.frame = true;
  go_to_stop(step);
}

void scroll_within_to_stop(Step& step) {
  ReaderState& state = step.state;
  if (state.finding.at >= state.finding.stops.size()) return;
  const TextSpan& stop = state.finding.stops[state.finding.at];
  const Piece* piece = piece_of(state.page, stop);
  const std::optional<FxRect> rect = rect_of(state, stop);
  if (piece == nullptr || !rect || piece->scroller >= state.page.scrollers.size()) return;
  const Scroller& scroller = state.page.scrollers[piece->scroller];
  state.scrolled_within.resize(state.page.scrollers.size());
  double& within = state.scrolled_within[piece->scroller];
  const double left = px(rect->x - scroller.box.x), right = left + px(rect->width),
               room = px(scroller.box.width);
  if (left >= within && right <= within + room) return;
  within = std::clamp(left - room / 4, 0.0, std::max(0.0, px(scroller.width) - room));
  step.commands.page_changed = true;
}

void scroll_to_stop(Step& step) {
  ReaderState& state = step.state;
  if (state.finding.at >= state.finding.stops.size()) return;
  const std::optional<FxRect> rect = rect_of(state, state.finding.stops[state.finding.at]);
  if (!rect) return;
  scroll_within_to_stop(step);
  constexpr double bar_room = 6 + 46 + 16; // the bar's own, below the masthead
  const double here = state.going.value_or(state.scroll);
  const double top = px(rect->y) - here, bottom = top + px(rect->height);
  if (top > frame_px::masthead + bar_room && bottom < state.viewport.height - frame_px::bar - 16) return;
  scroll_to(step, px(rect->y) - frame_px::masthead - state.viewport.height / 4, true);
}

} // namespace hanji

#include <algorithm>
#include <cmath>
#include <utility>

#include "reader/compose.h"
#include "reader/compose_parts.h"
#include "reader/place.h"

namespace hanji {
namespace {

using namespace frame_px;

constexpr double least_rail = 180;

double side(const ReaderState& state) { return is_phone(state) ? phone_gutter : gutter + 8; }
// Of the masthead: where an application's window has its own buttons, beside those.
double left_end(const ReaderState& state) { return side(state) + state.viewport.masthead_left; }
double right_end(const ReaderState& state) {
  return state.viewport.width - side(state) - state.viewport.masthead_right;
}
bool is_list(const ReaderState& state) {
  return state.showing == Showing::home || state.showing == Showing::category;
}
bool has_categories(const ReaderState& state) {
  return is_list(state) && masthead_shows(state) && state.library.manifest &&
         state.library.manifest->categories.size() > 1;
}
bool has_outline(const ReaderState& state) {
  return state.showing == Showing::article && state.sections.size() > 1;
}

// What is not beside the text is in a sheet: an article's outline, a list's categories.
bool contents_in_sheet(const ReaderState& state) {
  return (has_outline(state) || has_categories(state)) && state.viewport.width < wide_from;
}
std::string_view name_of_contents(const ReaderState& state) {
  return is_list(state) ? state.words->categories : state.words->contents;
}

// On phones the field takes the masthead for itself while it is in use.
bool field_fills(const ReaderState& state) {
  return state.embedding.search_alone ||
         (is_phone(state) && (state.field_open || state.route.view == View::search));
}

int masthead_buttons(const ReaderState& state) {
  if (state.embedding.search_alone) return 0;
  if (is_phone(state)) return field_fills(state) || state.showing == Showing::article ? 1 : 0;
  return 1 + (contents_in_sheet(state) ? 1 : 0);
}

double right_rail_left(const ReaderState& state) {
  const Column column = text_column(state);
  return column.left + column.width + rail_gap;
}

void add_masthead(const ReaderState& state, const FontMetrics& metrics, Page& frame) {
  const double window = state.viewport.width;
  frame.pieces.push_back(filled(Fill::bar, 0, 0, window, masthead));
  const FxRect field = search_field_box(state);
  if (!field_fills(state)) {
    const std::string_view name =
        state.library.manifest ? std::string_view(state.library.manifest->title) : std::string_view("한지");
    const double room = (field.width > 0 ? px(field.x) - side(state) : right_end(state)) - left_end(state) -
                        (state.showing == Showing::article ? button : 0);
    Piece brand = text_piece(Role::link, name, left_end(state), 0, std::max(room, 40.0),
                             {18, masthead, true, Ink::heading}, metrics);
    brand.href = "#/";
    brand.label = state.words->home;
    frame.pieces.push_back(std::move(brand));
  }
  if (field.width > 0) {
    Piece piece = filled(Fill::field, 0, 0, 0, 0);
    piece.box = field;
    frame.pieces.push_back(std::move(piece));
  }
  if (state.embedding.search_alone) return;
  double x = right_end(state) + 12 - masthead_buttons(state) * button;
  const bool article = state.showing == Showing::article;
  const auto add = [&](std::string_view command, std::string_view label, bool current) {
    Piece& piece =
        frame.pieces.emplace_back(icon_button(command, label, x, (masthead - button) / 2, button, button));
    piece.current = current;
    x += button;
  };
  if (is_phone(state)) {
    if (field_fills(state))
      add(state.route.view == View::search ? "list" : "search-left", state.words->close, false);
    else if (article)
      add("find", state.words->find_here, find_bar_shows(state));
    return;
  }
  if (article) { // beside the field, which stays where it is on every page
    const double after = std::exchange(x, px(field.x) - button);
    add("find", state.words->find_here, find_bar_shows(state));
    x = after;
  }
  if (masthead_buttons(state) > 1) add("contents", name_of_contents(state), state.sheet == Sheet::contents);
  add("settings", state.words->settings, state.sheet == Sheet::controls);
}

// What is left to read, and the articles on either side.
void add_right_rail(const ReaderState& state, const FontMetrics& metrics, Page& frame) {
  const double left = right_rail_left(state);
  const double width = std::min(rail, state.viewport.width - left - side(state));
  double y = text_column(state).top + 8;
  const auto add = [&](Role role, std::string_view text, const Type& type) -> Piece& {
    Piece& piece = frame.pieces.emplace_back(text_piece(role, text, left, y, width, type, metrics));
    y += px(piece.text.height);
    return piece;
  };
  const Type label{13, 20, true, Ink::muted};
  if (const std::uint32_t minutes = minutes_left(state); minutes > 0) {
    add(Role::meta, state.words->time_left, label);
    y += 4;
    add(Role::meta, minutes_text(*state.words, minutes), {14.5, 22, false, Ink::heading});
    y += 24;
  }
  for (const int step : {1, -1}) { // as below the text
    const std::optional<Neighbour> neighbour = neighbour_at(state, step);
    if (!neighbour) continue;
    const std::size_t before = frame.pieces.size();
    add(Role::meta, step < 0 ? state.words->next_article : state.words->previous_article, label);
    y += 4;
    Piece& link = add(Role::link, neighbour->title, {14.5, 22, false, Ink::text, Family::sans, 3});
    link.href = format_route({.view = View::article, .slug = neighbour->slug});
    put_in(frame, before, Part::choices, step > 0 ? 0 : 1); // the way on is named below the text
    y += 20;
  }
}

// “읽던 곳입니다 · 처음부터”, after an article was opened where it was left.
void add_resumed(const ReaderState& state, const FontMetrics& metrics, Page& frame) {
  constexpr double height = button, width = 240, dismiss = button;
  const double left = std::floor((state.viewport.width - width) / 2), top = masthead + 12;
  frame.pieces.push_back(filled(Fill::sheet, left, top, width, height));
  frame.pieces.push_back(text_piece(Role::meta, state.words->left_here, left + 16, top, 104,
                                    {13.5, height, false, Ink::muted}, metrics));
  Piece again = text_piece(Role::control, state.words->from_start, left + 120, top, width - 120 - dismiss,
                           {13.5, height, true, Ink::accent}, metrics);
  again.href = "from-start";
  frame.pieces.push_back(std::move(again));
  frame.pieces.push_back(
      icon_button("close", state.words->close, left + width - dismiss, top, dismiss, height));
}

} // namespace

bool outline_stands_beside(const ReaderState& state) {
  return has_outline(state) && state.viewport.width >= wide_from;
}

bool categories_stand_beside(const ReaderState& state) {
  return has_categories(state) && state.viewport.width >= wide_from;
}

bool neighbours_stand_beside(const ReaderState& state) {
  return state.showing == Showing::article && state.viewport.width >= wide_from &&
         state.viewport.width - right_rail_left(state) - side(state) >= least_rail;
}

FxRect search_field_box(const ReaderState& state) {
  if (!masthead_shows(state) || (is_phone(state) && !field_fills(state))) return {};
  const double right = right_end(state) + 12 - masthead_buttons(state) * button - 4;
  const double room = right - left_end(state);
  const double width = field_fills(state) ? room : std::clamp(room - 200, 60.0, 320.0);
  return {fx(right - width), fx((masthead - 38) / 2), fx(std::max(width, 60.0)), fx(38)};
}

Page compose_frame(const ReaderState& state, const FontMetrics& metrics) {
  Page frame;
  frame.width = fx(state.viewport.width);
  frame.height = fx(state.viewport.height);
  if (masthead_shows(state)) add_masthead(state, metrics, frame);
  if (categories_stand_beside(state)) {
    const Column column = text_column(state);
    add_categories(state, metrics, column.left - rail_gap - rail, column.top + 8, rail,
                   state.viewport.height - 24, 32, frame);
  }
  if (outline_stands_beside(state)) {
    const Column column = text_column(state);
    const double left = column.left - rail_gap - rail;
    frame.pieces.push_back(text_piece(Role::meta, state.words->contents, left, column.top + 8, rail,
                                      {13, 20, true, Ink::muted}, metrics));
    add_outline(state, metrics, left, column.top + 44, rail, state.viewport.height - 32, 31, frame);
  }
  if (neighbours_stand_beside(state)) add_right_rail(state, metrics, frame);
  if (find_bar_shows(state))
    add_find_bar(state, metrics, frame);
  else if (state.resumed)
    add_resumed(state, metrics, frame);
  add_offers(state, metrics, frame);
  return frame;
}

Page compose_bar(const ReaderState& state, const FontMetrics& metrics) {
  Page page;
  if (!is_phone(state) || state.viewport.embedded) return page;
  const double window = state.viewport.width, below = state.viewport.below;
  const double top = state.viewport.height - below - bar;
  Piece ground = filled(Fill::bar, 0, top - 1, window, bar + below + 1);
  ground.current = true; // its hairline is above
  page.pieces.push_back(std::move(ground));

  struct Entry {
    std::string_view command, label;
    bool on;
  };
  std::vector<Entry> entries{{"list", state.words->list, state.showing == Showing::home}};
  if (contents_in_sheet(state))
    entries.push_back({"contents", name_of_contents(state), state.sheet == Sheet::contents});
  entries.push_back({"search", state.words->search, field_fills(state)});
  entries.push_back({"settings", state.words->settings, state.sheet == Sheet::controls});
  const double width = window / static_cast<double>(entries.size());
  double x = 0;
  for (const Entry& entry : entries) {
    Piece piece =
        text_piece(Role::control, entry.label, x, top + 35, width,
                   {11.5, 15, false, entry.on ? Ink::heading : Ink::muted, Family::sans, 1, true}, metrics);
    piece.href = entry.command;
    piece.current = entry.on;
    piece.box = {fx(x), fx(top), fx(width), fx(bar)};
    page.pieces.push_back(std::move(piece));
    put_in(page, page.pieces.size() - 1, Part::bar, static_cast<std::uint32_t>(page.pieces.size()));
    x += width;
  }
  return page;
}

} // namespace hanji

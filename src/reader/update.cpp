#include "reader/update.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <type_traits>
#include <utility>

#include "reader/compose.h"
#include "reader/controls.h"
#include "reader/offers.h"
#include "reader/place.h"
#include "reader/step.h"

namespace hanji {
namespace {

constexpr std::uint32_t shown_at_first = 40, hits_at_first = 10; // a hit takes its whole article along

void find_current_section(Step& step) {
  ReaderState& state = step.state;
  if (state.showing != Showing::article) return;
  const std::uint32_t current = section_in_view(state);
  if (current == state.section) return;
  state.section = current;
  step.frame = step.commands.progressed = true;
}

void go(Step& step, Route route, std::optional<double> left_at) {
  ReaderState& state = step.state;
  const bool same_page = route.view == state.route.view && route.slug == state.route.slug &&
                         route.category == state.route.category && route.view != View::search;
  const bool same_query = route.query == state.route.query;
  if (state.route.view == View::search && route.view == View::article && !left_at)
    remember_search(step, state.route.query);
  step.offers = route.view == View::search && !same_query;
  if (!same_query) {
    state.finding.known = false;
    state.finding.answer.reset();
  }
  state.route = std::move(route);
  state.query = parse_query(state.route.query, state.route.view == View::search && state.composing);
  state.restore = left_at;
  step.commands.navigated = true;
  const bool article_stands = same_page && same_query && state.showing == Showing::article && state.ready;
  if (article_stands &&
      (left_at || !is_folded_away(state, state.route.section))) { // a jump within the article
    if (left_at)
      scroll_to(step, *left_at, false);
    else
      scroll_to(step,
                state.route.section.empty() ? 0.0
                                            : section_top(state, state.route.section).value_or(state.scroll),
                true);
    state.restore.reset();
    show_sheet(step, Sheet::none);
    step.frame = true;
    step.commands.arrived = true;
    return;
  }
  state.go_to_section = state.route.view == View::article && !left_at;
  state.field_open = false;
  show_sheet(step, Sheet::none);
  const bool answers = state.route.view == View::search;
  if (!same_page) {
    state.shown = answers ? hits_at_first : shown_at_first;
    const double least_px = answers ? 120 : 60; // an entry's height
    if (left_at)
      state.shown += static_cast<std::uint32_t>(std::clamp(*left_at / least_px, 0.0, double{most_entries}));
    if (!left_at && state.route.view != View::article) {
      if (answers) {
        state.restore = 0; // once there are answers
      } else {
        step.commands.scroll_to = 0;
        state.scroll = state.turned_at = 0;
      }
      state.bar_hidden = false;
    }
  }
  step.compose = true;
}

// To an address that nobody pressed a link for, and where nothing was left.
void go_to(Step& step, Route route) {
  step.commands.address = format_route(route);
  step.state.typed.clear();
  step.commands.place_field = true;
  step.state.remembered.reset();
  go(step, std::move(route), std::nullopt);
}

// As the link to it would: what was read before opens where it was left, and only the host remembers where.
void go_to_article(Step& step, std::uint32_t number) {
  const Headline* headline = find_headline(step.state.library, number);
  step.state.awaited = headline == nullptr ? std::optional(number) : std::nullopt;
  if (headline == nullptr) return;
  step.state.going_to = number;
  step.commands.address = format_route({.view = View::article, .slug = headline->slug});
  step.commands.follow_address = true;
}

// From the article that shows, or from the neighbour that is on its way: keys may be faster than it.
std::optional<std::uint32_t> neighbour_from_here(ReaderState& state, int by) {
  const Headline* going = state.going_to ? find_headline(state.library, *state.going_to) : nullptr;
  if (going == nullptr || state.route.view != View::article || going->slug != state.route.slug)
    return neighbour_of(state, by);
  const std::uint32_t number =
      *state.going_to + static_cast<std::uint32_t>(by); // before the first: none so large
  return number < state.library.manifest->articles ? std::optional(number) : std::nullopt;
}

void change_settings(Step& step, const Settings& settings) {
  if (settings == step.state.settings) return;
  step.state.settings = settings;
  step.commands.save_settings = step.commands.sheet_changed = true;
  step.compose = step.keep_place = step.frame = step.commands.text_can_wait = true;
}

void on(Step& step, const Resized& event) {
  if (event.viewport == step.state.viewport) return;
  const bool first = step.state.viewport.width == 0;
  const bool same_measure = event.viewport.width == step.state.viewport.width &&
                            event.viewport.density == step.state.viewport.density;
  step.state.viewport = event.viewport;
  step.frame = step.commands.sheet_changed = step.commands.redraw = true;
  if (first || !same_measure) step.compose = step.keep_place = true;
  step.commands.text_can_wait = !first;
}

// Reading on for a while takes the bar below away; turning back, or the end, brings it again.
void turn_bar(Step& step, double y) {
  ReaderState& state = step.state;
  constexpr double slack = 24;
  const bool down = y > state.scroll;
  if (down != (state.scroll > state.turned_at)) state.turned_at = state.scroll;
  const bool at_edge = y <= 0 || y >= furthest_scroll(state) - 2;
  const bool hidden = !at_edge && (std::abs(y - state.turned_at) < slack ? state.bar_hidden : down);
  if (hidden == state.bar_hidden || !is_phone(state)) return;
  state.bar_hidden = hidden;
  step.frame = true;
}

void on(Step& step, const Scrolled& event) {
  ReaderState& state = step.state;
  if (event.y == state.scroll) return;
  const bool farther =
      state.going && std::abs(*state.going - event.y) > std::abs(*state.going - state.scroll);
  if (farther || (state.going && std::abs(*state.going - event.y) < 2)) state.going.reset();
  turn_bar(step, event.y);
  state.scroll = event.y;
  state.finding.awaited = false;
  step.commands.redraw = true;
  find_current_section(step);
  if (state.resumed && std::abs(state.scroll - state.resumed_at) > state.viewport.height / 2) {
    state.resumed = false;
    step.frame = true;
  }
  if (state.showing == Showing::article) {
    if (minutes_left(state) != step.minutes) step.frame = true;
    return;
  }
  const bool list = state.showing == Showing::home || state.showing == Showing::category ||
                    state.showing == Showing::search;
  if (list && state.scroll + 2.5 * state.viewport.height > page_height(state)) {
    // More of the list, as long as there may be more.
    const auto entries =
        static_cast<std::uint32_t>(std::ranges::count(state.page.pieces, Role::entry, &Piece::role));
    if (entries >= state.shown && entries < most_entries) {
      state.shown += state.showing == Showing::search ? hits_at_first : shown_at_first;
      step.compose = true;
    }
  }
}

void on(Step& step, const ScrolledWithin& event) {
  std::vector<double>& within = step.state.scrolled_within;
  if (event.scroller >= step.state.page.scrollers.size()) return;
  within.resize(step.state.page.scrollers.size());
  const Scroller& scroller = step.state.page.scrollers[event.scroller];
  within[event.scroller] = std::clamp(event.x, 0.0, std::max(0.0, px(scroller.width - scroller.box.width)));
  step.commands.redraw = true;
}

void on(Step& step, const Routed& event) {
  step.state.composing = false;
  Route route = parse_route(event.address);
  step.state.typed = route.view == View::search || route.view == View::article ? route.query : std::string();
  step.commands.place_field = true;
  step.state.remembered = event.remembered;
  if (event.remembered) step.state.remembered->above = frame_px::masthead + 20; // whole, with some air
  go(step, std::move(route), event.left_at);
}

void on(Step& step, const Typed& given) {
  ReaderState& state = step.state;
  const Typed event{std::string(bounded_text(given.text)), given.composing, given.field};
  if (event.field == Field::find) return find_typed(step, event);
  if (event.text == state.typed && event.composing == state.composing && state.route.view == View::search)
    return;
  state.typed = event.text;
  state.composing = event.composing;
  state.offers.open = step.offers = step.frame = true;
  state.offers.at = no_index;
  step.commands.text_can_wait = true;
  const bool was_search = state.route.view == View::search;
  if (event.text.empty() && !was_search) return;
  step.commands.replace_address = was_search && !event.text.empty();
  go_to_search(step);
  step.offers = state.field_open = true; // it is being typed into
}

void on(Step& step, const Pressed& event) {
  ReaderState& state = step.state;
  if (event.control == "retry") {
    retry_broken(state.library);
    state.session.reset(); // it has done without what is asked for anew
    for (Ask& ask : state.asks) ask.session.reset();
    state.ready = state.ready && state.library.manifest.has_value();
    step.compose = true;
  } else if (event.control.starts_with("note:")) {
    const std::string asked = event.control.substr(5);
    if (state.article == nullptr || (asked.empty() && state.note.empty())) return;
    state.note = asked == state.note ? std::string() : asked;
    step.compose = step.keep_place = true;
  } else if (event.control.starts_with("details:")) {
    const auto summary = static_cast<std::uint32_t>(std::atoi(event.control.c_str() + 8));
    if (state.article == nullptr || summary >= state.article->blocks.size()) return;
    turn_disclosure(state, summary);
    step.compose = step.keep_place = true;
  } else if (event.control == "contents" || event.control == "settings" || event.control == "keys") {
    const Sheet sheet = event.control == "contents"   ? Sheet::contents
                        : event.control == "settings" ? Sheet::controls
                                                      : Sheet::keys;
    show_sheet(step, state.sheet == sheet ? Sheet::none : sheet);
  } else if (event.control == "close") {
    if (state.sheet == Sheet::none) {
      state.resumed = false;
      if (!state.note.empty())
        step.compose = step.keep_place = true;
      else if (find_bar_shows(state))
        leave_finding(step);
      state.note.clear();
    }
    show_sheet(step, Sheet::none);
    step.frame = true;
  } else if (event.control == "list") {
    go_to(step, {});
  } else if (event.control == "search" || event.control == "search-left") {
    state.field_open = event.control == "search";
    if (!state.field_open) state.offers.open = false;
    show_sheet(step, Sheet::none);
    step.frame = true;
  } else if (event.control == "search-done") {
    remember_search(step, state.typed);
  } else if (event.control.starts_with("offer") || event.control.starts_with("forget:")) {
    press_offer(step, event.control);
  } else if (event.control == "find") {
    state.finding.open = state.article != nullptr;
    state.resumed = false;
    show_sheet(step, Sheet::none);
    step.frame = true;
  } else if (event.control == "find-left") {
    leave_finding(step);
  } else if (event.control == "next-match" || event.control == "previous-match") {
    go_to_neighbour_stop(step, event.control == "next-match");
  } else if (event.control == "from-start") {
    state.resumed = false;
    step.frame = true;
    scroll_to(step, 0, true);
  } else if (state.article != nullptr &&
             (event.control == "next-section" || event.control == "previous-section")) {
    scroll_to(step, neighbour_section_top(state, event.control == "next-section"), true);
  } else if (event.control == "older" || event.control == "newer") {
    if (const auto number = neighbour_from_here(state, event.control == "older" ? 1 : -1))
      go_to_article(step, *number);
  } else {
    change_settings(step, changed_by(state.settings, event.control, text_px(state)));
  }
}

void on(Step& step, const Placed& event) {
  ReaderState& state = step.state;
  if (event.line.block == no_index) {
    scroll_to(step, 0, false);
  } else if (const std::optional<double> place = scroll_for_middle(state, event.line)) {
    scroll_to(step, *place, false);
    state.resumed_at = state.scroll;
  } else if (state.showing == Showing::home || state.showing == Showing::category) { // further down
    state.shown = std::min(state.shown + shown_at_first, most_entries);
    step.compose = true;
  }
}

void on(Step& step, const SheetScrolled& event) {
  if (event.y == step.state.sheet_scroll) return;
  step.state.sheet_scroll = event.y;
  step.commands.redraw = true;
}

void on(Step& step, const Changed& event) { change_settings(step, clamped(event.settings)); }

void on(Step& step, const Delivered& event) {
  const bool had_manifest = step.state.library.manifest.has_value();
  const Result<void> delivered = deliver(step.state.library, event.file, event.bytes);
  if (!delivered) step.commands.errors.push_back(delivered.error());
  if (!had_manifest && step.state.library.manifest) step.frame = true;
  step.came = true;
  // Nothing of an answer is shown before all of it is there.
  const bool answers_later =
      step.state.route.view == View::search && step.state.session && !step.state.session->has_hits();
  if (!answers_later) step.compose = step.keep_place = true;
  if (step.state.awaited) go_to_article(step, *step.state.awaited);
}

void on(Step& step, const Failed& event) {
  Error error{ErrorKind::unreadable, event.message, event.file};
  step.commands.errors.push_back(error);
  fail(step.state.library, event.file, std::move(error));
  step.came = step.compose = step.keep_place = true;
}

void on(Step& step, const Asked& event) {
  step.state.asks.push_back({event.id, parse_query(event.query), event.limit, nullptr});
  step.state.last_asked = event.id;
}

void on(Step& step, const Recalled& event) {
  step.state.recent = event.recent;
  if (step.state.offers.open) step.frame = true;
}

void on(Step&, const Continued&) {}

void on(Step& step, const FontsChanged&) {
  step.state.measured = {};
  step.compose = step.keep_place = step.frame = step.commands.text_can_wait = true;
}

// A little of a search; answers whether it is done.
bool step_on(Step& step, SearchSession& session) {
  step.commands.worked_on_search = true;
  const SearchProgress progress = step_search(step.state.library, session);
  if (progress != SearchProgress::done) step.commands.search_waits = true;
  if (progress == SearchProgress::works) step.commands.continues = true;
  return progress == SearchProgress::done;
}

// How many hits the route asks for; 0: only what its article is to be lit by.
std::optional<std::uint32_t> hits_wanted(const ReaderState& state) {
  constexpr std::uint32_t most_hits = 200;
  if (!state.library.manifest || state.query.is_empty()) return std::nullopt;
  if (state.route.view == View::search) return std::min(state.shown, most_hits);
  const bool lights = state.route.view == View::article && state.article != nullptr &&
                      !state.query.words.empty() && !state.finding.known;
  return lights ? std::optional(0U) : std::nullopt;
}

// The search that the route asks for, a little further.
void search_for_route(Step& step) {
  ReaderState& state = step.state;
  std::unique_ptr<SearchSession>& session = state.session;
  const std::optional<std::uint32_t> limit = hits_wanted(state);
  if (!limit) return session.reset();
  const bool lights = *limit == 0; // what it found may be asked for once more: the same was typed again
  const SearchDepth depth = lights ? SearchDepth::index : SearchDepth::facets;
  if (!session || session->request().query != state.query || session->request().depth != depth) {
    session =
        std::make_unique<SearchSession>(SearchRequest{state.query, *limit, depth, {}, state.words->tongue});
    // In turns of its own: a key has enough to do.
    step.commands.worked_on_search = step.commands.search_waits = step.commands.continues = true;
    return;
  }
  if (session->request().limit < *limit) session->want(*limit);
  const SearchProgress before = session->progress();
  if (before == SearchProgress::done && !lights) return;
  const bool had_hits = session->has_hits();
  const bool done = before == SearchProgress::done || step_on(step, *session);
  if (lights && done) {
    state.finding.known = true;
    state.finding.answer = session->kept_answer();
  }
  const bool begins_to_wait = before == SearchProgress::works && session->progress() == SearchProgress::waits;
  if (done || session->has_hits() != had_hits || begins_to_wait) state.compose_due = true;
}

// Scripts' searches, one after the other: answered as soon as everything they need is there. They stay until
// their answers are carried out: where memory is refused before that, they are asked again.
void answer_asks(Step& step) {
  ReaderState& state = step.state;
  for (Ask& ask : state.asks) {
    if (ask.answered) continue;
    if (!state.library.manifest) {
      want_manifest(state.library);
      if (!state.library.broken.contains(std::string(manifest_file))) {
        step.commands.search_waits = true;
        continue;
      }
      step.commands.answers.push_back(
          {.id = ask.id, .error = state.library.broken.at(std::string(manifest_file)).message});
      ask.answered = true;
      continue;
    }
    if (!ask.session) ask.session = std::make_unique<SearchSession>(SearchRequest{ask.query, ask.limit});
    const bool done = step_on(step, *ask.session);
    if (done) {
      step.commands.answers.push_back(
          {.id = ask.id, .hits = ask.session->hits().hits, .incomplete = !state.library.broken.empty()});
      ask.answered = true;
    }
    if (ask.session->progress() == SearchProgress::works) return;
  }
}

} // namespace

void go_to_search(Step& step) {
  Route route;
  if (!step.state.typed.empty()) route = {.view = View::search, .query = step.state.typed};
  step.commands.address = format_route(route);
  step.commands.place_field = true;
  go(step, std::move(route), std::nullopt);
}

void scroll_to(Step& step, double y, bool smooth) {
  y = std::clamp(std::round(y), 0.0, furthest_scroll(step.state));
  step.commands.scroll_to = y;
  step.commands.smooth = smooth && !step.state.viewport.reduced_motion;
  step.state.going = step.commands.smooth ? std::optional(y) : std::nullopt;
  if (!step.commands.smooth) step.state.scroll = step.state.turned_at = y;
  step.commands.redraw = true;
}

void show_sheet(Step& step, Sheet sheet) {
  ReaderState& state = step.state;
  if (state.sheet == sheet) return;
  state.sheet = sheet;
  state.sheet_scroll = 0;
  step.frame = step.commands.sheet_changed = true;
}

const Colors& colors_of(const ReaderState& state) {
  return colors_of(state.settings.theme, state.viewport.system_dark, state.viewport.more_contrast);
}

bool masthead_shows(const ReaderState& state) {
  const bool list = state.showing == Showing::home || state.showing == Showing::category;
  return !state.embedding.list_alone || !list;
}

bool is_phone(const ReaderState& state) { return state.viewport.width < frame_px::phone_below; }

Commands update(ReaderState& state, const Event& event, const FontMetrics& metrics) {
  Step step{.state = state, .metrics = metrics, .commands = {}, .minutes = minutes_left(state)};
  step.compose = step.keep_place = std::exchange(state.compose_due, false);
  std::visit([&](const auto& one) { on(step, one); }, event);
  if (state.settings.font == Family::site && state.library.manifest && state.library.manifest->font.empty())
    state.settings.font = Family::serif;
  if (state.viewport.width > 0) {
    search_for_route(step);
    if (step.offers || (step.came && !state.offers.known)) offer_words(step);
    if (step.compose) show_route(step);
    if (step.go_to_stop) scroll_to_stop(step);
    if (step.commands.page_changed || step.commands.scroll_to) find_current_section(step);
    if (state.scroll > 0 && state.showing == Showing::article) want_neighbours(state);
    if (step.frame) {
      state.frame = compose_frame(state, metrics);
      state.bar = compose_bar(state, metrics);
      if (state.sheet != Sheet::none) state.sheet_page = compose_sheet(state, metrics);
      step.commands.frame_changed = step.commands.place_field = step.commands.redraw = true;
    }
  }
  answer_asks(step);
  if (state.compose_due || (!state.session && hits_wanted(state))) step.commands.continues = true;
  step.commands.fetch = std::exchange(state.library.wanted, {});
  return std::move(step.commands);
}

} // namespace hanji

#include "reader/update.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <type_traits>
#include <utility>

#include "article/disclosure.h"
#include "reader/compose.h"
#include "reader/controls.h"
#include "reader/place.h"

namespace hanji {
namespace {

constexpr std::uint32_t shown_at_first = 40, hits_at_first = 20;

// One update in progress: the state, what it is measured with, and the commands so far.
struct Step {
  ReaderState& state;
  const FontMetrics& metrics;
  Commands commands;
  bool compose = false;    // the page's content or measure changed
  bool keep_place = false; // … and the line being read stays where it is
  bool frame = false;
  std::uint32_t minutes = 0; // left to read, before the event
};

void scroll_to(Step& step, double y, bool smooth) {
  y = std::clamp(std::round(y), 0.0, furthest_scroll(step.state));
  step.commands.scroll_to = y;
  step.commands.smooth = smooth && !step.state.viewport.reduced_motion;
  step.state.going = step.commands.smooth ? std::optional(y) : std::nullopt;
  if (!step.commands.smooth) step.state.scroll = step.state.turned_at = y;
  step.commands.redraw = true;
}

void find_current_section(Step& step) {
  ReaderState& state = step.state;
  if (state.showing != Showing::article) return;
  const std::uint32_t current = section_in_view(state);
  if (current == state.section) return;
  state.section = current;
  step.frame = step.commands.progressed = true;
}

void show_sheet(Step& step, Sheet sheet) {
  ReaderState& state = step.state;
  if (state.sheet == sheet) return;
  state.sheet = sheet;
  state.sheet_scroll = 0;
  step.frame = step.commands.sheet_changed = true;
}

// ---- what the route needs, from what has arrived ----

void compose_page(Step& step, Showing showing, Page page) {
  ReaderState& state = step.state;
  state.showing = showing;
  state.page = std::move(page);
  step.commands.page_changed = step.commands.arrived = true;
  step.commands.redraw = true;
  step.frame = true;
  if (!state.ready && showing != Showing::nothing) {
    state.ready = true;
    step.commands.became_ready = true;
  }
}

void show_problem(Step& step, std::string_view title, std::string_view detail, bool retry) {
  step.state.article = nullptr;
  step.state.showing = Showing::problem;
  compose_page(step, Showing::problem, compose_problem(step.state, title, detail, retry, step.metrics));
}

void show_loading(Step& step) {
  ReaderState& state = step.state;
  if (state.showing == Showing::article && state.article != nullptr && state.route.view == View::article)
    return; // the old one stays until the new is there
  if (state.ready) return;
  state.page = compose_loading(state, step.metrics);
  step.commands.page_changed = true;
  step.commands.redraw = true;
  step.frame = true;
}

void turn(ReaderState& state, std::uint32_t summary) {
  if (std::erase(state.turned, summary) == 0) state.turned.push_back(summary);
}

// Nobody is led to what a closed disclosure hides: the route's section and what is lit.
void open_what_is_wanted(ReaderState& state) {
  const Article& article = *state.article;
  const auto open_around = [&](std::uint32_t block) {
    for (const std::uint32_t summary : disclosures_around(article, block)) {
      const bool turned = std::ranges::find(state.turned, summary) != state.turned.end();
      if ((article.blocks[summary].number == 1) == turned) turn(state, summary);
    }
  };
  for (const TextSpan& span : state.lit) {
    if (span.block < article.blocks.size()) open_around(span.block);
  }
  if (state.route.section.empty()) return;
  const auto found = std::ranges::find(article.blocks, state.route.section, &Block::id);
  if (found != article.blocks.end()) open_around(static_cast<std::uint32_t>(found - article.blocks.begin()));
}

// The titles of the articles before and after: once the reading has begun where they stand beside, else when
// the end is near. Before that they would only delay the text.
void want_neighbours(ReaderState& state) {
  if (state.neighbours_wanted) return;
  state.neighbours_wanted =
      neighbours_stand_beside(state) || state.scroll + 3 * state.viewport.height > page_height(state);
  if (!state.neighbours_wanted) return;
  for (const int step : {-1, 1}) {
    if (const auto number = neighbour_of(state, step)) find_headline(state.library, *number);
  }
}

void show_article(Step& step, const Article& article) {
  ReaderState& state = step.state;
  const bool another = state.article != &article || state.showing != Showing::article;
  state.article = &article;
  state.showing = Showing::article; // before the column is asked for: an outline narrows it
  if (another) {
    state.sections = outline(article);
    state.reading = reading_time(article);
    state.section = 0;
    show_sheet(step, Sheet::none);
    state.neighbours_wanted = state.resumed = state.bar_hidden = false;
    state.scrolled_within.clear();
    state.turned.clear();
    state.note.clear();
    step.keep_place = false;
  }
  state.lit = state.query.words.empty() ? std::vector<TextSpan>{} : find_matches(article, state.query);

  if (state.go_to_section) open_what_is_wanted(state);

  const std::optional<Anchor> reading = step.keep_place ? place_in_view(state) : std::nullopt;
  compose_page(step, Showing::article, compose_article(state, step.metrics));

  std::optional<double> place;
  if (state.restore) {
    place = *state.restore;
  } else if (state.go_to_section && state.route.section.empty() && state.lit.empty() && state.remembered) {
    place = scroll_for(state, *state.remembered).value_or(0);
    state.resumed = *place > 0;
    state.resumed_at = *place;
  } else if (state.go_to_section) {
    place = state.route.section.empty() ? std::nullopt : section_top(state, state.route.section);
    if (!state.lit.empty()) {
      const Section* section = find_section(article, state.sections, state.route.section);
      if (const auto lit = first_lit_top(state, section != nullptr ? section->first : 0)) place = lit;
    }
    if (!place) place = 0;
  } else if (reading && state.scroll > 0) {
    place = scroll_for(state, *reading);
    if (place && std::abs(*place - state.scroll) < 1) place.reset(); // nor is a smooth scroll to be cut short
  } else if (another) {
    place = 0;
  }
  state.restore.reset();
  state.go_to_section = false;
  if (place) scroll_to(step, *place, false);
}

void show_article_of_route(Step& step) {
  ReaderState& state = step.state;
  const Words& words = *state.words;
  const SlugAnswer slug = find_slug(state.library, state.route.slug);
  if (slug.known == Known::no) return show_problem(step, words.no_article, words.no_article_detail, false);
  if (slug.known == Known::broken) return show_problem(step, words.broken_article, words.broken_detail, true);
  if (slug.known == Known::not_yet) return show_loading(step);
  const Article* article = find_article(state.library, slug.number);
  if (article != nullptr) return show_article(step, *article);
  if (article_is_broken(state.library, slug.number))
    return show_problem(step, words.broken_article, words.broken_detail, true);
  show_loading(step);
}

Hits hits_for(Library& library, const Query& query, std::uint32_t limit, bool& final) {
  const SearchAnswer answer = search(library.index, query);
  want_index(library, answer.missing);
  final = answer.missing.empty();
  if (!final) return {};
  Hits hits = collect_hits(answer.candidates, query, limit, [&](ArticleId id) -> const Article* {
    const auto found = library.articles.find(index_of(id));
    return found == library.articles.end() ? nullptr : &found->second;
  });
  for (const ArticleId id : hits.needed) {
    find_article(library, index_of(id));
    if (!article_is_broken(library, index_of(id))) final = false;
  }
  return hits;
}

void show_search(Step& step) {
  ReaderState& state = step.state;
  state.article = nullptr;
  bool final = true;
  Hits hits = state.query.words.empty()
                  ? Hits{}
                  : hits_for(state.library, state.query, std::min(state.shown, 200U), final);
  if (final || !hits.hits.empty() || state.showing != Showing::search) state.hits = std::move(hits);
  const bool was_final = std::exchange(state.hits_final, final);
  state.hits_partial = std::ranges::any_of(state.library.broken,
                                           [](const auto& broken) { return broken.first != manifest_file; });
  state.showing = Showing::search;
  compose_page(step, Showing::search, compose_search(state, step.metrics));
  if (final && !was_final) step.commands.searched = true;
}

void show_list(Step& step, View view) {
  ReaderState& state = step.state;
  state.article = nullptr;
  const Showing showing = view == View::home ? Showing::home : Showing::category;
  const std::optional<Anchor> reading =
      step.keep_place && state.showing == showing && state.scroll > 0 ? place_in_view(state) : std::nullopt;
  state.showing = showing;
  Page page = view == View::home ? compose_home(state, step.metrics) : compose_category(state, step.metrics);
  if (page.pieces.empty()) return;
  const bool entries =
      std::ranges::any_of(page.pieces, [](const Piece& piece) { return piece.role == Role::entry; });
  if (!entries && !state.library.wanted.empty() && !state.ready) return show_loading(step);
  compose_page(step, showing, std::move(page));
  if (state.restore && *state.restore <= furthest_scroll(state)) {
    scroll_to(step, *state.restore, false);
    state.restore.reset();
  } else if (reading) {
    if (const auto place = scroll_for(state, *reading)) scroll_to(step, *place, false);
  }
}

void show_route(Step& step) {
  ReaderState& state = step.state;
  const Words& words = *state.words;
  if (has_newer(state.library)) return show_problem(step, words.newer, words.newer_detail, true);
  if (!state.library.manifest) {
    want_manifest(state.library);
    if (!state.library.broken.contains(std::string(manifest_file))) return show_loading(step);
    return show_problem(step, words.no_site, words.no_site_detail, true);
  }
  switch (state.route.view) {
  case View::home:
  case View::category: return show_list(step, state.route.view);
  case View::search: return show_search(step);
  case View::article: return show_article_of_route(step);
  }
}

// ---- events ----

void go(Step& step, Route route, std::optional<double> left_at) {
  ReaderState& state = step.state;
  const bool same_page = route.view == state.route.view && route.slug == state.route.slug &&
                         route.category == state.route.category && route.view != View::search;
  const bool same_query = route.query == state.route.query;
  state.route = std::move(route);
  state.query = parse_query(state.route.query, state.route.view == View::search && state.composing);
  state.restore = left_at;
  step.commands.navigated = true;
  if (same_page && same_query && state.showing == Showing::article &&
      state.ready) { // a jump within the article
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
  if (!same_page) {
    state.shown = state.route.view == View::search ? hits_at_first : shown_at_first;
    if (left_at) state.shown += static_cast<std::uint32_t>(std::clamp(*left_at / 60, 0.0, 4000.0));
    if (!left_at && state.route.view != View::article) {
      state.scroll = state.turned_at = 0;
      state.bar_hidden = false;
      step.commands.scroll_to = 0;
    }
  }
  step.compose = true;
}

// To an address that nobody pressed a link for.
void go_to(Step& step, Route route) {
  step.commands.address = format_route(route);
  step.state.typed.clear();
  step.commands.place_field = true;
  step.state.remembered.reset();
  go(step, std::move(route), std::nullopt);
}

void go_to_article(Step& step, std::uint32_t number) {
  const Headline* headline = find_headline(step.state.library, number);
  step.state.awaited = headline == nullptr ? std::optional(number) : std::nullopt;
  if (headline != nullptr) go_to(step, {.view = View::article, .slug = headline->slug});
}

void change_settings(Step& step, const Settings& settings) {
  if (settings == step.state.settings) return;
  step.state.settings = settings;
  step.commands.save_settings = step.commands.sheet_changed = true;
  step.compose = step.keep_place = step.frame = true;
}

void on(Step& step, const Resized& event) {
  if (event.viewport == step.state.viewport) return;
  const bool first = step.state.viewport.width == 0;
  const bool same_measure = event.viewport.width == step.state.viewport.width &&
                            event.viewport.density == step.state.viewport.density;
  step.state.viewport = event.viewport;
  step.frame = step.commands.sheet_changed = step.commands.redraw = true;
  if (first || !same_measure) step.compose = step.keep_place = true;
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
    if (entries >= state.shown) {
      state.shown += shown_at_first;
      step.compose = true;
    }
  }
}

void on(Step& step, const ScrolledWithin& event) {
  std::vector<double>& within = step.state.scrolled_within;
  if (event.scroller >= step.state.page.scrollers.size()) return;
  within.resize(step.state.page.scrollers.size());
  within[event.scroller] = event.x;
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

void on(Step& step, const Typed& event) {
  ReaderState& state = step.state;
  if (event.text == state.typed && event.composing == state.composing && state.route.view == View::search)
    return;
  state.typed = event.text;
  state.composing = event.composing;
  const bool was_search = state.route.view == View::search;
  Route route =
      event.text.empty()
          ? Route{}
          : Route{.view = View::search, .slug = {}, .section = {}, .query = event.text, .category = {}};
  if (event.text.empty() && !was_search) return;
  step.commands.address = format_route(route);
  step.commands.replace_address = was_search && !event.text.empty();
  go(step, std::move(route), std::nullopt);
  state.field_open = true; // it is being typed into
}

void on(Step& step, const Pressed& event) {
  ReaderState& state = step.state;
  if (event.control == "retry") {
    retry_broken(state.library);
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
    turn(state, summary);
    step.compose = step.keep_place = true;
  } else if (event.control == "contents" || event.control == "settings" || event.control == "keys") {
    const Sheet sheet = event.control == "contents"   ? Sheet::contents
                        : event.control == "settings" ? Sheet::controls
                                                      : Sheet::keys;
    show_sheet(step, state.sheet == sheet ? Sheet::none : sheet);
  } else if (event.control == "close") {
    if (state.sheet == Sheet::none) {
      state.resumed = false;
      if (!state.note.empty()) step.compose = step.keep_place = true;
      state.note.clear();
    }
    show_sheet(step, Sheet::none);
    step.frame = true;
  } else if (event.control == "list") {
    go_to(step, {});
  } else if (event.control == "search" || event.control == "search-left") {
    state.field_open = event.control == "search";
    show_sheet(step, Sheet::none);
    step.frame = true;
  } else if (event.control == "from-start") {
    state.resumed = false;
    step.frame = true;
    scroll_to(step, 0, true);
  } else if (state.article != nullptr &&
             (event.control == "next-section" || event.control == "previous-section")) {
    scroll_to(step, neighbour_section_top(state, event.control == "next-section"), true);
  } else if (event.control == "older" || event.control == "newer") {
    if (const auto number = neighbour_of(state, event.control == "older" ? 1 : -1))
      go_to_article(step, *number);
  } else {
    change_settings(step, changed_by(state.settings, event.control, text_px(state)));
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
  step.compose = step.keep_place = true;
  if (step.state.awaited) go_to_article(step, *step.state.awaited);
}

void on(Step& step, const Failed& event) {
  Error error{ErrorKind::unreadable, event.message, event.file};
  step.commands.errors.push_back(error);
  fail(step.state.library, event.file, std::move(error));
  step.compose = step.keep_place = true;
}

void on(Step& step, const Asked& event) {
  step.state.asks.push_back({event.id, parse_query(event.query), event.limit});
}

void on(Step& step, const FontsChanged&) { step.compose = step.keep_place = step.frame = true; }

// Scripts' searches: answered as soon as everything they need is there.
void answer_asks(Step& step) {
  ReaderState& state = step.state;
  std::erase_if(state.asks, [&](const Ask& ask) {
    if (!state.library.manifest) {
      want_manifest(state.library);
      if (!state.library.broken.contains(std::string(manifest_file))) return false;
      step.commands.answers.push_back({ask.id, {}});
      return true;
    }
    bool final = true;
    Hits hits = ask.query.words.empty() ? Hits{} : hits_for(state.library, ask.query, ask.limit, final);
    if (!final) return false;
    step.commands.answers.push_back({ask.id, std::move(hits.hits)});
    return true;
  });
}

} // namespace

const Colors& colors_of(const ReaderState& state) {
  return colors_of(state.settings.theme, state.viewport.system_dark);
}

bool is_phone(const ReaderState& state) { return state.viewport.width < frame_px::phone_below; }

Commands update(ReaderState& state, const Event& event, const FontMetrics& metrics) {
  Step step{.state = state, .metrics = metrics, .commands = {}, .minutes = minutes_left(state)};
  std::visit([&](const auto& one) { on(step, one); }, event);
  if (state.viewport.width > 0) {
    if (step.compose) show_route(step);
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
  step.commands.fetch = std::exchange(state.library.wanted, {});
  return std::move(step.commands);
}

} // namespace hanji

#include <algorithm>
#include <cmath>
#include <utility>

#include "article/disclosure.h"
#include "reader/compose.h"
#include "reader/offers.h"
#include "reader/place.h"
#include "reader/step.h"

namespace hanji {
namespace {

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

// Nobody is led to what a closed disclosure hides: the route's section and what is lit.
void open_what_is_wanted(ReaderState& state) {
  for (const TextSpan& span : state.lit) open_around(state, span.block);
  const auto& blocks = state.article->blocks;
  const auto found = std::ranges::find(blocks, state.route.section, &Block::id);
  if (!state.route.section.empty() && found != blocks.end())
    open_around(state, static_cast<std::uint32_t>(found - blocks.begin()));
}

// Of what is lit, the first place in the section of the route.
std::optional<double> place_of_first_stop(Step& step) {
  ReaderState& state = step.state;
  const Section* section = find_section(*state.article, state.sections, state.route.section);
  const std::uint32_t from = section != nullptr ? section->first : 0;
  for (std::uint32_t i = 0; i < state.finding.stops.size(); ++i) {
    const TextSpan& stop = state.finding.stops[i];
    if (stop.block >= lead_block || stop.block < from) continue;
    const std::optional<FxRect> rect = rect_of(state, stop);
    if (!rect) continue;
    state.finding.at = i;
    scroll_within_to_stop(step);
    return px(rect->y) - frame_px::masthead - state.viewport.height / 4;
  }
  return std::nullopt;
}

void show_article(Step& step, std::shared_ptr<const Article> shown) {
  ReaderState& state = step.state;
  const Article& article = *shown;
  const bool another =
      state.article == nullptr || state.article->slug != article.slug || state.showing != Showing::article;
  if (state.article != shown || state.sections.empty()) {
    state.sections = outline(article);
    state.reading = reading_time(article);
  }
  state.article = std::move(shown);
  state.showing = Showing::article; // before the column is asked for: an outline narrows it
  if (another) {
    state.section = 0;
    show_sheet(step, Sheet::none);
    state.neighbours_wanted = state.resumed = state.bar_hidden = false;
    state.scrolled_within.clear();
    state.turned.clear();
    state.note.clear();
    state.finding.open = false;
    state.finding.stops.clear();
    step.keep_place = false;
  }
  light_words(step);
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
    if (const auto lit = place_of_first_stop(step)) place = lit;
    if (!place) place = 0;
    state.finding.awaited = state.lit.empty() && !state.finding.known;
  } else if (reading && state.scroll > 0) {
    place = scroll_for(state, *reading);
    if (place && std::abs(*place - state.scroll) < 1) place.reset(); // nor is a smooth scroll to be cut short
  } else if (another) {
    place = 0;
  }
  state.restore.reset();
  state.go_to_section = false;
  if (place) scroll_to(step, *place, false);
  if (state.finding.awaited && !state.lit.empty()) {
    state.finding.awaited = false;
    if (const auto lit = place_of_first_stop(step)) scroll_to(step, *lit, false);
  }
}

void show_article_of_route(Step& step) {
  ReaderState& state = step.state;
  const Words& words = *state.words;
  const bool of_page = state.route.slug.starts_with('/'); // an address of its page
  SlugAnswer slug =
      of_page ? find_page(state.library, state.route.slug) : find_slug(state.library, state.route.slug);
  if (of_page && slug.known == Known::no) // a slug may look like one
    slug = find_slug(state.library, std::string_view(state.route.slug).substr(1));
  if (slug.known == Known::no) return show_problem(step, words.no_article, words.no_article_detail, false);
  if (slug.known == Known::broken) return show_problem(step, words.broken_article, words.broken_detail, true);
  if (slug.known == Known::not_yet) return show_loading(step);
  std::shared_ptr<const Article> article = find_article(state.library, slug.number);
  if (article != nullptr) {
    if (of_page) state.route.slug = article->slug;
    if (!state.viewport.offline) want_slug(state.library, state.route.slug);
    return show_article(step, std::move(article));
  }
  if (article_is_broken(state.library, slug.number))
    return show_problem(step, words.broken_article, words.broken_detail, true);
  show_loading(step);
}

// At its top, or where it was left. What still waits for its answer may be too short for that.
void place_answers(Step& step, bool from_elsewhere, bool final) {
  ReaderState& state = step.state;
  if (!state.restore) return;
  const double place = std::min(*state.restore, furthest_scroll(state));
  // Not at every key: it makes the browser lay out what the frame's text layer has just become.
  if (from_elsewhere || place != state.scroll) scroll_to(step, place, false);
  if (final) state.restore.reset();
}

void show_search(Step& step) {
  ReaderState& state = step.state;
  const SearchSession* session = state.session.get();
  const bool final = session == nullptr || session->has_hits(), another = state.hits_of != state.query.text;
  const bool from_elsewhere = state.showing != Showing::search;
  // In a moment its own answer is there. Where it waits for files, what was shown before does not stay.
  if ((another || from_elsewhere) && !final && session->progress() != SearchProgress::waits) return;
  state.article = nullptr;
  if (another || final) {
    state.hits = final && session != nullptr ? session->hits() : Hits{};
    state.facets = final && session != nullptr ? session->facets() : Facets{};
    state.hits_of = state.query.text;
    offer_titles(state);
  }
  const bool was_final = std::exchange(state.hits_final, final);
  state.hits_partial = std::ranges::any_of(state.library.broken,
                                           [](const auto& broken) { return broken.first != manifest_file; });
  state.showing = Showing::search;
  compose_page(step, Showing::search, compose_search(state, step.metrics));
  place_answers(step, from_elsewhere, final);
  if (state.offers.open) step.commands.text_can_wait = true; // somebody types: the canvas answers first
  if (final && (another || !was_final)) step.commands.searched = true;
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

} // namespace

void turn_disclosure(ReaderState& state, std::uint32_t summary) {
  if (std::erase(state.turned, summary) == 0) state.turned.push_back(summary);
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
    if (state.embedding.search_alone) return show_search(step);
    [[fallthrough]];
  case View::category: return show_list(step, state.route.view);
  case View::search: return show_search(step);
  case View::article: return show_article_of_route(step);
  }
}

} // namespace hanji

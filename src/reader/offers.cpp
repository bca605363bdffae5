#include "reader/offers.h"

#include <algorithm>
#include <utility>

#include "reader/step.h"
#include "search/suggest.h"
#include "text/hangul.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::uint32_t most_words = 6, most_titles = 3;
constexpr std::size_t most_recent = 8, most_recent_on_phone = 5; // a keyboard covers the rest

// A lone consonant begins a tenth of all words: too many to be told, and to be fetched.
bool says_too_little(std::string_view typed) {
  const std::u32string text = to_utf32(typed);
  return text.empty() ||
         (is_compatibility_jamo(text.back()) && (text.size() == 1 || text[text.size() - 2] == ' '));
}

} // namespace

std::vector<Offer> offers_of(const ReaderState& state) {
  std::vector<Offer> all;
  if (!state.offers.open) return all;
  if (state.typed.empty()) {
    const std::size_t most = is_phone(state) ? most_recent_on_phone : most_recent;
    for (const std::string& query : state.recent) {
      if (all.size() < most) all.push_back({query, "offer:" + query, 0});
    }
  } else if (state.route.view == View::search && !is_phone(state)) {
    for (const Suggestion& word : state.offers.words)
      all.push_back({word.text, "offer:" + word.text, word.articles});
    for (const Hit& hit : state.offers.titles) {
      const Route route{
          .view = View::article, .slug = hit.slug, .section = hit.section, .query = state.query.text};
      all.push_back({hit.title, "offer-to:" + format_route(route), 0});
    }
  }
  return all;
}

void offer_words(Step& step) {
  ReaderState& state = step.state;
  Offers& offers = state.offers;
  offers.known = true;
  offers.words.clear();
  step.frame = true;
  if (is_phone(state) && state.showing == Showing::search)
    step.compose = true; // there they stand on the page
  if (state.route.view != View::search || !state.library.manifest || says_too_little(state.typed)) return;
  Suggestions found = suggest(state.library.index, state.typed, most_words);
  want_index(state.library, found.missing);
  offers.known = found.missing.empty();
  offers.words = std::move(found.suggestions);
}

void offer_titles(ReaderState& state) {
  state.offers.titles.clear();
  if (is_phone(state) || state.query.words.empty()) return;
  for (const Hit& hit : state.hits.hits) {
    Article title;
    title.title = hit.title;
    if (!find_matches(title, state.query).empty()) state.offers.titles.push_back(hit);
    if (state.offers.titles.size() == most_titles) return;
  }
}

void remember_search(Step& step, const std::string& query) {
  std::vector<std::string>& recent = step.state.recent;
  if (query.find_first_not_of(' ') == query.npos || (!recent.empty() && recent.front() == query)) return;
  std::erase(recent, query);
  recent.insert(recent.begin(), query);
  if (recent.size() > most_recent) recent.resize(most_recent);
  step.commands.save_recent = true;
}

void press_offer(Step& step, std::string_view control) {
  ReaderState& state = step.state;
  Offers& offers = state.offers;
  const std::size_t colon = std::min(control.find(':'), control.size());
  const std::string_view name = control.substr(0, colon);
  const std::string said(control.substr(std::min(colon + 1, control.size())));
  step.frame = true;
  if (name == "offer") {
    remember_search(step, said);
    state.typed = said;
    state.composing = offers.open = false;
    step.commands.replace_address = state.route.view == View::search;
    go_to_search(step);
  } else if (name == "offer-to") {
    remember_search(step, state.typed);
    offers.open = false;
    step.commands.address = said;
    step.commands.follow_address = true;
  } else if (name == "forget") {
    if (said.empty())
      state.recent.clear();
    else
      std::erase(state.recent, said);
    offers.at = no_index;
    step.commands.save_recent = true;
  } else if (control == "offers" || control == "offers-left") {
    offers.open = step.offers = control == "offers";
    offers.at = no_index;
  } else { // beyond the last offer is the field itself, and then the first
    const auto places = static_cast<std::uint32_t>(offers_of(state).size()) + 1;
    const std::uint32_t here = std::min(offers.at, places - 1);
    offers.at = (here + (control == "offer-next" ? 1 : places - 1)) % places;
    if (offers.at == places - 1) offers.at = no_index;
  }
}

} // namespace hanji

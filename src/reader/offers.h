// What the search field offers below itself while it is in use: the searches made before as long as it is
// empty, then words of the corpus that may be meant (search/suggest.h) and titles that hold what is typed.
// On phones the words are a line of chips above the answers, which a list below the field would cover.
//
// The searches made before are kept in the browser (Commands::save_recent), newest first, each once. One
// counts as made when it is entered, or one of its answers or offers is opened; not with every key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reader/step.h"

namespace hanji {

struct Offer {
  std::string text;
  std::string control;        // what it does when it is pressed
  std::uint32_t articles = 0; // that hold it; 0 = not told
};
std::vector<Offer> offers_of(const ReaderState& state); // empty: nothing shows

void offer_words(Step& step); // for what is typed
void offer_titles(ReaderState& state);
void remember_search(Step& step, const std::string& query);
// "offer:<query>", "offer-to:<address>", "offer-next", "offer-previous", "offers", "offers-left";
// "forget:<query>", or all with "forget:".
void press_offer(Step& step, std::string_view control);

} // namespace hanji

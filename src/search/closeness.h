// How near the words of a query stand to each other in an article, and how much of its wording the article
// repeats: what the index does not know and the text tells.
#pragma once

#include <span>

#include "article/article.h"
#include "search/excerpt.h"
#include "search/query.h"

namespace hanji {

// Each 0 … 1.
struct Closeness {
  float words = 0; // the share of the query's weight that stands within some stretch of about a sentence;
                   // a word that only begins as it was typed counts by how much of it does
  float pairs = 0; // the share of its pairs of characters within some stretch of about a clause
  float runs = 0;  // the share of its runs of three characters anywhere
};

// Pairs and runs go across the spaces of the query, so they tell words that follow one another as they were
// typed, and stems of verbs; what only asks (누구인가) has none. `weights` has one for each word. Cost: one
// pass over the text.
Closeness closeness_of(const Article& article, const Query& query, const FoundWords& found,
                       std::span<const float> weights);

} // namespace hanji

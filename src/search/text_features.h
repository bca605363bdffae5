// What the text of an article tells and the index does not know, each 0 … 1: how near the words of a query
// stand to each other, how much of its wording the article repeats, and whether names with marks stand as
// they were typed. The second phase of the ranking, of the first candidates alone.
#pragma once

#include <span>
#include <string>

#include "article/article.h"
#include "search/excerpt.h"
#include "search/parameters.h"
#include "search/query.h"

namespace hanji {

struct TextFeatures {
  float window = 0;   // the share of the query's weight that stands within some stretch of about a sentence;
                      // a word that only begins as it was typed counts by how much of it does
  float bigrams = 0;  // the share of its pairs of characters within some stretch of about a clause
  float trigrams = 0; // the share of its runs of three characters anywhere
  float as_written = 0; // 1: each name with marks stands as it was typed (search/marked_words.h)
};

// Bigrams and trigrams go across the spaces of the query, so they tell words that follow one another as they
// were typed, and stems of verbs; what only asks (누구인가) has none. Cost: one pass over the text.
TextFeatures text_features_of(const Article& article, const Query& query, const FoundWords& found,
                              std::span<const std::string> marked = {});

float score_of(const TextFeatures& features, const Parameters& parameters);

} // namespace hanji

// How near the words of a query stand to each other in an article: what the index does not know and the text
// tells.
#pragma once

#include <span>

#include "article/article.h"
#include "search/excerpt.h"
#include "search/query.h"

namespace hanji {

// 0 … 1: the share of the query's weight that stands within some stretch of about a sentence. A word that
// only begins as it was typed counts by how much of it does. `weights` has one for each word. Cost: one pass
// over the text.
float closeness_of(const Article& article, const Query& query, const FoundWords& found,
                   std::span<const float> weights);

} // namespace hanji

// Names that are written with marks: .env, @media, R&D, node.js, ~/.ssh, 50%, -15. The index knows their
// letters and no marks (R&D is found where R and D are), so among the first hits the text tells which have
// them as they were typed.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "search/query.h"

namespace hanji {

// Of the query's words those with letters or digits of ASCII and a mark among or before them, or a % behind:
// up to the particle, and without what only ends a sentence or quotes it. In lower case. What must not occur
// is not among them.
std::vector<std::string> marked_words(const Query& query);

// Whether title or text hold each of them as it is written, in any case, and not as a part of something
// longer. Linear.
bool holds_marked_words(const Article& article, std::span<const std::string> words);

} // namespace hanji

// What may have been meant by a word that no article holds, best guess first, by the list of the corpus's own
// words.
#pragma once

#include <string_view>
#include <vector>

#include "base/steps.h"
#include "index/index_reader.h"
#include "search/expansion.h"

namespace hanji {

// The noun before a particle or the ending of a verb, where the corpus knows it as one; else empty. A view
// into `word`.
// `unknown`: nothing holds the whole word, so anything before a particle will do that something holds.
std::u32string_view stem_of(IndexReader& reader, std::u32string_view word, bool unknown = false);

// Adds expansions, and says so, a little at a time; adds nothing where there is no guess. What is referred to
// stays where it is until all is done.
Steps add_corrections(IndexReader& reader, const Word& word, ExpandedWord& expanded,
                      std::vector<Correction>& corrections, const Parameters& parameters);

} // namespace hanji

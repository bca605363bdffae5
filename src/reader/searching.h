// A query on its way to its answer, in steps: the index is asked, then the articles that it names, then what
// narrows the answer. What is not there is wanted (reader/library.h) and waited for, so whoever owns one only
// steps it on: once for every event, and again as long as there is something to do and the frame has time.
// Whoever asks something else drops it. The library and the search itself stay where they are meanwhile.
// Cost of a step: what one word of the query asks of the index, or one look through an article.
#pragma once

#include <cstdint>
#include <memory>

#include "base/steps.h"
#include "reader/library.h"
#include "search/facets.h"
#include "search/inquiry.h"

namespace hanji {

struct Searching {
  Inquiry inquiry;
  bool with_facets = false; // they come after the hits
  Facets facets;
  bool found = false; // the hits are final
  bool waits = false; // for files: a step does nothing until one has come
  Steps steps;        // done: all of it is
};

std::unique_ptr<Searching> begin_search(Library& library, Query query, std::uint32_t limit,
                                        bool with_facets = false);
// The same query, whose answer is known, for more of its hits.
void find_more(Library& library, Searching& searching, std::uint32_t limit);

} // namespace hanji

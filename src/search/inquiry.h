// A query on its way to its hits: what the command line, the page and the module hanji-search all do, so that
// they give the same answers in the same order. The index is asked, then the articles that it names; then,
// where the hits are fewer than wanted, older articles, and at last, where there is none, the query without
// its quotes. Whoever owns one steps `inquire_in_steps` to its end. What it then names as missing (files of
// the index, articles) has to be brought before it is stepped anew; it goes on where it was.
#pragma once

#include <cstdint>

#include "base/steps.h"
#include "search/index_shard.h"
#include "search/query.h"
#include "search/search.h"

namespace hanji {

struct Inquiry {
  Query query;
  std::uint32_t limit = 0; // hits that are wanted, which may grow; 0 = only what the index says
  Query wording;           // the query, or the same without its quotes, where no article holds its phrases
  std::uint32_t candidates = 0; // … that the index is asked for
  bool answered = false;        // the index has said all; set it where nothing more of it can come
  SearchAnswer answer;          // `missing`: empty once it is answered
  Hits hits;                    // `needed`: empty once they are final
};

Inquiry make_inquiry(Query query, std::uint32_t limit);

// A step is as in search/search.h. All three stay where they are until it is done.
Steps inquire_in_steps(const SearchIndex& index, FindArticle loaded, Inquiry& inquiry,
                       Parameters parameters = {});

} // namespace hanji

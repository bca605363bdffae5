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
  std::uint32_t limit = 0;      // hits that are wanted, which may grow; 0 = only what the index says
  Query wording;                // the query, or what `reword` made of it
  std::uint32_t candidates = 0; // … that the index is asked for
  bool answered = false;        // the index has said all; set it where nothing more of it can come
  SearchAnswer answer;          // `missing`: empty once it is answered
  Hits hits;                    // `needed`: empty once they are final
};

Inquiry make_inquiry(Query query, std::uint32_t limit);

// Where the index does not know a word as it is typed, or no article holds a phrase: puts other wording in
// its place (with_spaces, without_quotes of search/query.h), which is to be asked now. False: there is none.
bool reword(Inquiry& inquiry);

// A step is as in search/search.h. All three stay where they are until it is done.
Steps inquire_in_steps(const SearchIndex& index, FindArticle loaded, Inquiry& inquiry,
                       Parameters parameters = {});

} // namespace hanji

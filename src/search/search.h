// Query → candidates: what the index says → candidate articles, best first, and the files still needed. The
// second step, to hits, is search/collect.h's; search/session.h takes them one after the other.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/steps.h"
#include "index/search_index.h"
#include "search/parameters.h"
#include "search/query.h"

namespace hanji {

struct Candidate {
  ArticleId article{};
  float score = 0;
};

struct SearchAnswer {
  std::vector<Candidate> candidates;  // best first; ties: newer first. Only what the loaded shards prove
  std::vector<std::uint32_t> holding; // all articles that hold it, ascending
  std::uint32_t total = 0;            // … how many; the candidates are the first thousand
  std::uint32_t complete = 0;         // … how many of them hold every one of several words, or its correction
  std::uint32_t searched = 0;         // so many articles, the newest, were looked through (see below)
  std::vector<std::uint32_t> passes;  // … so many after each pass: one scores those that are behind the last
  bool more = false;                  // … and there are older ones
  std::vector<Correction> corrections;
  FoundWords words;
  std::vector<std::string> missing; // files still needed; empty = final
  bool damaged = false;             // a part of the index could not be read: there may be more
};

// Of a large site the newest two segments are searched first (index/FORMAT.md), older ones only where those
// do not give a hundred articles with the word that was asked for, or twenty with all of several: who
// searches for what everybody writes about means what is new, and whoever remembers an old article knows more
// words of it. Whoever goes on to the end of these asks for more candidates than there are: then those of
// older segments come after them. A step is about a way in which a word may stand, on the index as it is when
// the search begins.
Task<SearchAnswer> search(SearchIndex index, std::shared_ptr<const Query> query, Parameters parameters = {},
                          std::uint32_t candidates = 0);

// What was searched in place of what was typed: the query, corrected where it was.
std::string corrected(std::string_view query, const std::vector<Correction>& corrections);

} // namespace hanji

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
#include "search/query.h"
#include "search/search_index.h"

namespace hanji {

// What weighs how much. BM25F (Robertson, Zaragoza, Taylor 2004) with marks for counts.
struct Parameters {
  float saturation = 2.2F; // k1
  float length = 0.9F;     // b
  float title = 1.3F;      // a word in the title is worth so many of its idf
  float heading = 0.5F;
  float inside = 0.15F; // an occurrence within a word, beside one at its start
  float apart = 1.8F;   // … across a space
  float hanja = 0.4F;   // … in Hanja, of a word that was typed in Hangul
  float literal = 3;    // the word as it was typed, before anything else; more than all the rest can be
  float pair = 0.6F;    // two neighbouring characters, in a query of three words or more
  float as_stem = 2.8F; // … without its particle
  float as_one = 4;     // two words of the query, where they are written as one
  float stem = 1;       // what a word without its particle finds, beside the word itself
  float plural = 0.6F;  // … without its 들
  float synonym = 0.8F; // what the publisher says means the same
  float as_synonym = 2.4F;
  float unfinished = 0.5F; // what its last syllable may become
  float part = 0.5F;       // what the word begins with, in a query of three words or more
  float as_part = 1;
  float coordination = 3; // power of the share of the query that an article holds
  float closeness = 4;    // words that stand together, among the first hits (search/closeness.h)
  float clause = 16;      // … their pairs of characters
  float wording = 4;      // … the query's runs of three characters, anywhere in the article
  float recency = 0.02F;  // of the newest beside the oldest; 0 = off
};

struct Correction { // said to the reader: «‹라브로브› 대신 ‹라브로프›로 찾았습니다»
  std::string typed, found;
  std::size_t at = 0; // byte of the query's text where it was typed
};

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
  bool more = false;                  // … and there are older ones
  std::vector<Correction> corrections;
  std::vector<std::vector<std::u32string>> found; // for each word, what else than itself was looked for
  std::vector<float> weights;                     // … and how much it weighs; 0 = it must not occur
  std::vector<Unknown> unknown;
  std::vector<std::string> missing; // files still needed; empty = final
  bool damaged = false;             // a part of the index could not be read: there may be more
};

// Of a large site the newest two segments are searched first (search/FORMAT.md), older ones only where those
// do not give a hundred articles with the word that was asked for, or twenty with all of several: who
// searches for what everybody writes about means what is new, and whoever remembers an old article knows more
// words of it. Whoever goes on to the end of these asks for more candidates than there are: then those of
// older segments come after them.
SearchAnswer search(const SearchIndex& index, const Query& query, const Parameters& parameters = {},
                    std::uint32_t candidates = 0);
// The same a little at a time, about a way in which a word may stand, on the index as it is when it begins.
Task<SearchAnswer> search_in_steps(SearchIndex index, std::shared_ptr<const Query> query,
                                   std::uint32_t candidates, Parameters parameters = {});

// What was searched in place of what was typed: the wording, corrected where it was.
std::string corrected(std::string_view wording, const std::vector<Correction>& corrections);

} // namespace hanji

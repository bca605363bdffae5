// Query → candidates → hits, in two steps that each say what they still need; search/inquiry.h takes them one
// after the other.
//   1. search(): what the index says → candidate articles, best first, and the index shards still needed.
//   2. collect_hits(): looks the first of them over in the articles themselves, for the section and the
//   sentence to show;
//      it leaves out those that a phrase or a -word rules out, which only the text can tell.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "article/article.h"
#include "base/steps.h"
#include "search/index_shard.h"
#include "search/query.h"

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
// The same a little at a time, about a way in which a word may stand; `index`, `query` and `answer` stay
// where they are until it is done, and the index as it is.
Steps search_in_steps(const SearchIndex& index, const Query& query, std::uint32_t candidates,
                      SearchAnswer& answer, Parameters parameters = {});

// Null: it is not there yet; an empty one: it cannot be read.
using FindArticle = std::function<const Article*(ArticleId)>;

// The candidates in their order: of two words and more the first five, of four and more the first twelve are
// ordered anew by how near the words stand to each other, which only the text tells. It is final when no
// article is needed.
struct Order {
  std::vector<Candidate> candidates;
  std::vector<ArticleId> needed;
};
Order order_candidates(const SearchAnswer& answer, const Query& query, const FindArticle& loaded,
                       const Parameters& parameters = {});
Steps order_in_steps(const SearchAnswer& answer, const Query& query, FindArticle loaded, Order& order,
                     Parameters parameters = {}); // an article in each

struct Hit { // contract §2
  ArticleId article{};
  std::string slug, section, title, date;
  float score = 0;
  std::string snippet;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges; // half-open code points of `snippet`
};

struct Hits {
  std::vector<Hit> hits;
  std::vector<ArticleId> needed; // articles to load before more can be said; empty = final
  std::uint32_t total = 0;       // as in the answer, less those whose texts are known not to hold the phrases
  std::uint32_t complete = 0;
  bool more = false;     // the rest as in the answer
  bool unquoted = false; // no article holds the query's phrases: these hold their words
  std::string wording;   // the query's text as they hold it, but for corrections (search/inquiry.h)
  std::vector<Correction> corrections;
  bool damaged = false;
};

// What was searched in place of what was typed.
std::string corrected(std::string_view query, const std::vector<Correction>& corrections);

// Names at most `limit` needed articles at a time, more where many were looked through in vain.
Hits collect_hits(const SearchAnswer& answer, const Query& query, std::uint32_t limit,
                  const FindArticle& loaded, const Parameters& parameters = {});
Steps collect_in_steps(const SearchAnswer& answer, const Query& query, std::uint32_t limit,
                       FindArticle loaded, Hits& hits, Parameters parameters = {}); // an article in each

} // namespace hanji

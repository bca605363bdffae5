// Query → candidates → hits, in two steps that each say what they still need, so that the command line (which
// reads files at once) and the page (which fetches) share every line and give the same answers in the same
// order.
//   1. search(): postings of the query's clauses → candidate articles, best first, and the index shards still
//   needed.
//   2. collect_hits(): looks the candidates over one by one in that order, in the articles themselves — pairs
//   can stand
//      apart, words cannot — and makes the hits, or names the articles still needed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "article/article.h"
#include "search/index_shard.h"
#include "search/query.h"

namespace hanji {

struct IndexRange {      // one shard of the index, known before it is loaded
  std::string file;      // its name in bundle/
  std::string first_key; // keys from here to the next range's first key stand in it
};

struct SearchIndex {
  std::vector<IndexRange> ranges;           // sorted by first_key
  std::map<std::string, IndexShard> loaded; // by file; an unreadable one is there too, empty
};

struct Candidate {
  ArticleId article{};
  float score = 0;
};

struct SearchAnswer {
  std::vector<Candidate> candidates; // best first; ties: newer first. Only what the loaded shards prove
  std::vector<std::string> missing;  // files still needed; empty = final
};
SearchAnswer search(const SearchIndex& index, const Query& query);

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
};

// `loaded` answers null for an article that is not there yet. Names at most `limit` needed articles at a
// time.
Hits collect_hits(const std::vector<Candidate>& candidates, const Query& query, std::uint32_t limit,
                  const std::function<const Article*(ArticleId)>& loaded);

} // namespace hanji

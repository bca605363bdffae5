// Candidates → hits: looks the first of them over in the articles themselves, for their order, for the
// section and the sentence to show, and leaves out those that a phrase or a -word rules out, which only the
// text can tell. What is not there yet is named.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "article/article.h"
#include "base/steps.h"
#include "search/query.h"
#include "search/search.h"

namespace hanji {

// Null: it is not there yet; one without a slug: it cannot be read. Of a task: it owns what it looks in.
using FindArticle = std::function<std::shared_ptr<const Article>(ArticleId)>;

// How many of the first candidates are read, for the features of their texts (search/text_features.h): of two
// words and more five; twelve where the index has little to tell them apart by: of four words and more, of
// both halves of a word, of words that stand in every so many articles (알 수 없는); of names with marks 24.
// No more, for each is an article to fetch.
std::size_t texts_to_read(const SearchAnswer& answer, const Query& query);

// The candidates in their order. What was not read has the least of what the texts of those gave, so all
// scores are of one scale. It is final when no article is needed.
struct Order {
  std::vector<Candidate> candidates;
  std::vector<ArticleId> needed;
};
Task<Order> order_of(std::shared_ptr<const SearchAnswer> answer, std::shared_ptr<const Query> query,
                     FindArticle loaded, Parameters parameters = {}); // an article in each step

struct Hit {
  ArticleId article{};
  std::string slug, section, title;
  std::vector<std::string> categories;
  Date date;
  float score = 0;
  std::string snippet;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges; // half-open code points of `snippet`
  std::string page; // the address of the article's page, below the site
};

struct Hits {
  std::vector<Hit> hits;
  std::vector<ArticleId> needed; // articles to load before more can be said; empty = final
  std::uint32_t total = 0;       // as in the answer, less those whose texts are known not to hold the phrases
  std::uint32_t complete = 0;
  bool more = false;      // the rest as in the answer
  bool unquoted = false;  // no article holds the query's phrases: these hold their words
  bool shortened = false; // the query was too long: these answer its beginning
  std::string rewritten;  // the query's text as they hold it, but for corrections (search/session.h)
  std::vector<Correction> corrections;
  std::string understood; // the query as it was understood (search/understood.h); often nothing
  std::string problems;   // … and sentences about what of it was not
  bool damaged = false;
};

// Names at most `limit` needed articles at a time, more where many were looked through in vain. An article in
// each step.
Task<Hits> collect_hits(std::shared_ptr<const SearchAnswer> answer, std::shared_ptr<const Query> query,
                        std::uint32_t limit, FindArticle loaded, Parameters parameters = {});

} // namespace hanji

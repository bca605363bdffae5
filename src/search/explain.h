// Why a hit stands where it stands: the tier of each word of the query and the expansion that matched, and
// each feature × its weight, whose sum is the hit's score. For the command line: nothing that answers a
// reader calls it, so no page carries it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/index_model.h"
#include "search/collect.h"
#include "search/session.h"

namespace hanji {

struct ExplainedMatch {
  std::string_view rule; // by its name in search/parameters.h
  std::string form;      // what stands in the article
  Tier tier = Tier::partial;
  Mark mark;
};

struct ExplainedWord {
  std::string typed;
  float share = 0;                     // of the query's weight: how rare the word is
  std::optional<ExplainedMatch> match; // nothing: the article does not hold it
};

struct ExplainedFeature {
  std::string_view name; // of a parameter, or «unread» for a text that was not read: the least of those read
  float value = 0, weight = 0;
};

struct Explanation {
  std::optional<Tier> tier; // the least of the words that it holds; nothing: no words were asked for
  std::vector<ExplainedWord> words;
  std::vector<ExplainedFeature> features; // those that are not 0
  float score = 0;                        // their sum
};

std::string_view name_of(Tier tier);

// Of a session that is done; `index` and `find` as it was stepped with. Cost: that of the search again.
Explanation explain(const SearchSession& session, const SearchIndex& index, const FindArticle& find,
                    ArticleId article);

} // namespace hanji

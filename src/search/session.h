// A search on its way from a query to its hits: the one driver, for the page, for the module hanji-search and
// for the command line, so that all give the same answers in the same order. The index is asked, then the
// articles that it names; then, where the hits are fewer than wanted, older articles; and at last the query
// is rewritten: with the spaces that Korean puts in a word that nothing holds, without its quotes where no
// article holds a phrase. In the end comes what narrows the answer, if that is wanted.
//
// A session neither fetches nor waits. Whoever owns one steps it with what is loaded by now, brings what
// `needs` names while it waits, and steps it again. One rule says what it sees: each pass over the index
// works on a snapshot that is taken when the pass begins; what arrives meanwhile is seen by the next pass. A
// pass that lacks nothing is right, so it is not begun anew. Articles are kept from when they are first seen
// to the session's end, so that their owner may drop them at any time. A session stays where it is.
//
// Cost of a step: what one way of a word asks of the index, or one look through an article.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "article/facts.h"
#include "base/steps.h"
#include "search/collect.h"
#include "search/facets.h"
#include "search/query.h"
#include "search/search.h"

namespace hanji {

// How far a search goes. Each includes those before it, but that `ranking` and `hits` exclude each other.
enum class SearchDepth : std::uint8_t {
  index,   // what the index says of the query as it is
  ranking, // the order of the articles, without what is shown of them
  hits,
  facets,
};

struct SearchRequest {
  Query query;
  std::uint32_t limit = 10; // hits that are wanted
  SearchDepth depth = SearchDepth::hits;
  Parameters parameters = {};
  Tongue tongue = Tongue::korean; // of what the hits say of the query
};

struct SearchNeeds {
  std::vector<std::string> files; // of the index
  std::vector<ArticleId> articles;
};

enum class SearchProgress : std::uint8_t {
  works, // there is more to do now
  waits, // for what `needs` names; a step only looks whether it has come
  done,
};

class SearchSession {
public:
  explicit SearchSession(SearchRequest request);
  SearchSession(const SearchSession&) = delete;
  SearchSession& operator=(const SearchSession&) = delete;

  // A little more. `find` answers null for an article that has not come, and one without a slug for one that
  // cannot be read; it is asked during the step alone.
  SearchProgress step(const SearchIndex& index, const FindArticle& find);
  SearchProgress progress() const { return progress_; }
  const SearchNeeds& needs() const { return needs_; } // while it waits
  void want(std::uint32_t limit);                     // more of the hits

  const SearchRequest& request() const { return request_; }
  const Query& query() const { return *query_; } // the query, or what it was rewritten to
  const SearchAnswer& answer() const { return *answer_; }
  std::shared_ptr<const SearchAnswer> kept_answer() const { return answer_; }
  bool has_hits() const { return has_hits_; } // they are final; facets may follow
  const Hits& hits() const { return hits_; }
  const std::vector<Candidate>& ranked() const { return ranked_; }
  const Facets& facets() const { return facets_; }

private:
  using Articles = std::vector<std::pair<ArticleId, std::shared_ptr<const Article>>>;
  Steps run();
  Steps find_hits();
  Steps rank();
  Steps narrow();
  Steps wait_for(SearchNeeds needs);
  bool rewrite();
  FindArticle kept_articles() const; // a snapshot

  SearchRequest request_;
  std::shared_ptr<const Query> query_;
  std::uint32_t candidates_ = 0; // that the index is asked for
  bool answered_ = false;        // the index has said all
  bool has_hits_ = false;
  SearchProgress progress_ = SearchProgress::works;
  SearchNeeds needs_;
  std::shared_ptr<const SearchAnswer> answer_ = std::make_shared<const SearchAnswer>();
  Hits hits_;
  std::vector<Candidate> ranked_;
  Facets facets_;
  Articles articles_;
  SearchIndex index_;                 // of the last step
  const FindArticle* find_ = nullptr; // during a step
  Steps work_;
};

} // namespace hanji

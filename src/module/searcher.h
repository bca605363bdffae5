// A built site, opened for searching and nothing else: the half of `hanji-search` that is C++. Whoever calls
// it fetches: an answer names the files that it still lacks, each is delivered or lost, and the question is
// asked again. So nothing waits in here, and whatever arrives serves the question that is asked last.
//
// Input: files as they lie in bundle/, checked against the manifest's hashes; a damaged one counts as lost.
// What is lost makes an answer incomplete, never an error. Memory: the index stays once it has come; of the
// articles, which only excerpts and the order of several words need, those used last
// (`most_article_bytes_of_module`, nearly).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article_cache.h"
#include "base/result.h"
#include "bundle/manifest.h"
#include "search/session.h"
#include "search/suggest.h"

namespace hanji {

struct Question {
  std::string text;
  bool composing = false;   // the last syllable may still grow
  std::uint32_t limit = 10; // hits or ranks that are wanted
  bool operator==(const Question&) const = default;
};

struct Found {
  std::uint32_t total = 0, complete = 0; // articles that hold it
  bool more = false;                     // … among the newest: older ones were not looked through
  bool unquoted = false;                 // … its words: no article holds its phrases
  bool shortened = false;                // the question was too long: its beginning was asked
  std::vector<Correction> corrections;
  std::string understood; // the question as it was understood, where that says more
  std::string problems;   // … and sentences about what of it was not
  std::vector<Hit> hits;
  std::vector<std::uint32_t> ranked; // by `rank`: articles by number, best first
  std::vector<std::string> missing;  // files in bundle/ to deliver before asking again; empty = final
  bool damaged = false;              // something was lost: there may be more
};

class Searcher {
public:
  static Result<Searcher> open(std::string_view manifest); // bad_shard, newer_format

  const Manifest& manifest() const { return manifest_; }

  void use(const Parameters& parameters); // from now on

  void deliver(const std::string& file, std::span<const std::byte> bytes);
  void lose(const std::string& file);
  void forget_lost(); // they may be had now: names them again

  // Does a little of what `rank` (`ranking`) or else `search` will do; false: nothing is left of it, until
  // something is delivered. They do what is left at once.
  bool step(const Question& question, bool ranking = false);
  Found search(const Question& question);
  // The same order without hits, hence of a single word without articles to fetch. What phrases and -words
  // ask of the text is not held.
  Found rank(const Question& question);
  Suggestions suggest(std::string_view text, std::uint32_t limit) const;

private:
  explicit Searcher(Manifest manifest);
  SearchSession& session_for(const Question& question, bool ranking);
  SearchProgress step(SearchSession& session);
  Found answered(const SearchSession& session) const;

  Manifest manifest_;
  Parameters parameters_;
  SearchIndex index_;
  ArticleCache articles_{most_article_bytes_of_module};
  std::set<std::string> lost_;
  Question question_; // that the session is for
  std::unique_ptr<SearchSession> session_;
};

} // namespace hanji

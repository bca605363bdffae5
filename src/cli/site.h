// A built site, opened for reading: what the page does with fetches, done with files. Shards are read when
// they are first needed and kept. A damaged one is told once (`problems`), and the rest still answers.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "article/article_cache.h"
#include "bundle/manifest.h"
#include "cli/files.h"
#include "search/explain.h"
#include "search/session.h"

namespace hanji {

class Site {
public:
  static Result<Site> open(const fs::path& folder); // not_found, unreadable, bad_shard, newer_format

  const Manifest& manifest() const { return manifest_; }
  Hits search(std::string_view text, std::uint32_t limit, const Parameters& parameters = {});
  // The same, each with why it stands where it stands (search/explain.h).
  std::vector<std::pair<Hit, Explanation>> explain(std::string_view text, std::uint32_t limit,
                                                   const Parameters& parameters = {});
  const std::vector<Error>& problems() const { return problems_; }

private:
  Site(fs::path folder, Manifest manifest);
  std::optional<std::string> read_shard(const Shard& shard);
  bool open_directory(const Shard& directory); // false, and a problem, when it cannot be read
  void run(SearchSession& session);
  void load_index(const std::string& file);
  std::shared_ptr<const Article> article(ArticleId id); // without a slug: it cannot be read

  fs::path folder_;
  Manifest manifest_;
  SearchIndex index_;
  ArticleCache articles_{most_article_bytes_of_module};
  std::set<std::string> unreadable_; // files with articles, or that list such
  std::vector<Error> problems_;
};

} // namespace hanji

// Articles that have come, by number: those used last, up to a bound. Whoever works on one holds it by its
// shared pointer, so that it may leave the cache at any time. Cost: linear in how many there are, of which
// there are few hundred.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "article/article.h"

namespace hanji {

// In the reading page, beside the page itself; in the module, whose every answer reads texts.
constexpr std::size_t most_article_bytes = 2 * 1024 * 1024, most_article_bytes_of_module = 8 * 1024 * 1024;

std::size_t bytes_of(const Article& article); // in memory, about

class ArticleCache {
public:
  explicit ArticleCache(std::size_t most_bytes = most_article_bytes) : most_bytes_(most_bytes) {}

  // What came together, in place of those with the same numbers. Where all are more than the bound, those
  // used longest ago go, but none of these: somebody waits for one of them.
  void put(std::vector<Article> articles);
  std::shared_ptr<const Article> find(ArticleId id);       // null: it is not here. A use
  std::shared_ptr<const Article> peek(ArticleId id) const; // no use
  std::size_t size() const { return articles_.size(); }
  std::size_t bytes() const { return bytes_; }

private:
  std::size_t most_bytes_, bytes_ = 0;
  std::vector<std::shared_ptr<const Article>> articles_; // the last used last
};

} // namespace hanji

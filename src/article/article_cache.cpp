#include "article/article_cache.h"

#include <algorithm>
#include <utility>

namespace hanji {

std::size_t bytes_of(const Article& article) {
  std::size_t bytes = sizeof(Article) + article.title.size() + article.excerpt.size() + article.lead.size();
  for (const Block& block : article.blocks)
    bytes += sizeof(Block) + block.text.size() + block.id.size() + block.inlines.size() * sizeof(Inline);
  for (const Link& link : article.links) bytes += sizeof(Link) + link.url.size();
  for (const Figure& figure : article.figures) bytes += sizeof(Figure) + figure.source.size();
  return bytes + article.cells.size() * sizeof(Cell);
}

void ArticleCache::put(std::vector<Article> articles) {
  const std::size_t together = articles.size();
  for (Article& article : articles) {
    std::erase_if(articles_, [&](const std::shared_ptr<const Article>& before) {
      if (before->id != article.id) return false;
      bytes_ -= bytes_of(*before);
      return true;
    });
    bytes_ += bytes_of(article);
    articles_.push_back(std::make_shared<const Article>(std::move(article)));
  }
  std::size_t dropped = 0;
  for (; bytes_ > most_bytes_ && articles_.size() - dropped > together; ++dropped)
    bytes_ -= bytes_of(*articles_[dropped]);
  articles_.erase(articles_.begin(), articles_.begin() + static_cast<std::ptrdiff_t>(dropped));
}

std::shared_ptr<const Article> ArticleCache::find(ArticleId id) {
  const auto found = std::ranges::find(articles_, id, [](const auto& article) { return article->id; });
  if (found == articles_.end()) return nullptr;
  std::rotate(found, found + 1, articles_.end());
  return articles_.back();
}

std::shared_ptr<const Article> ArticleCache::peek(ArticleId id) const {
  const auto found = std::ranges::find(articles_, id, [](const auto& article) { return article->id; });
  return found == articles_.end() ? nullptr : *found;
}

} // namespace hanji

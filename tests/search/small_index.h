// A handful of articles, indexed in memory.
#pragma once

#include <string>
#include <vector>

#include "search/build_index.h"
#include "search/search.h"

namespace hanji {

inline Article article_of(std::string title, std::vector<std::string> paragraphs) {
  Article article;
  article.slug = title;
  article.title = std::move(title);
  for (std::string& text : paragraphs) {
    Block block;
    if (text.starts_with("# ")) {
      block.kind = BlockKind::heading;
      block.level = 2;
      text.erase(0, 2);
      block.id = text;
    }
    block.text = std::move(text);
    article.blocks.push_back(std::move(block));
  }
  return article;
}

struct SmallIndex {
  std::vector<Article> articles;
  SearchIndex index;
  std::vector<IndexFile> files;

  explicit SmallIndex(std::vector<Article> given) : articles(std::move(given)) {
    IndexBuilder builder;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      articles[i].id = ArticleId{static_cast<std::uint32_t>(i)};
      builder.add(articles[i].id, keys_of(articles[i]));
    }
    while (auto file = builder.next()) files.push_back(*std::move(file));
    for (std::size_t i = 0; i < files.size(); ++i) {
      index.ranges.push_back({std::to_string(i), files[i].first_key});
      load(i);
    }
  }

  void load(std::size_t file) {
    auto shard = read_index_shard(files[file].bytes, static_cast<std::uint32_t>(articles.size()), "test");
    if (shard) index.loaded[std::to_string(file)] = *shard;
  }

  std::vector<Hit> hits(std::string_view text, bool composing = false, std::uint32_t limit = 10) const {
    const Query query = parse_query(text, composing);
    return collect_hits(search(index, query).candidates, query, limit,
                        [this](ArticleId id) { return &articles[index_of(id)]; })
        .hits;
  }

  std::string titles(std::string_view text, bool composing = false) const {
    std::string all;
    for (const Hit& hit : hits(text, composing)) all += (all.empty() ? "" : " ") + hit.title;
    return all;
  }
};

} // namespace hanji

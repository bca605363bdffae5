// A handful of articles, indexed in memory.
#pragma once

#include <string>
#include <vector>

#include "index/build_index.h"
#include "index/labels.h"
#include "index/search_index.h"

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

using Synonyms = std::vector<std::vector<std::string>>;

inline IndexBuilder index_of_articles(const std::vector<Article>& articles, const Synonyms& synonyms = {},
                                      std::uint32_t segment_articles = most_segment_articles) {
  std::vector<std::vector<IndexField>> fields;
  Vocabulary vocabulary;
  for (const Article& article : articles) vocabulary.add(fields.emplace_back(index_fields(article)));
  IndexBuilder builder(segment_articles);
  for (std::uint32_t i = 0; i < articles.size(); ++i)
    builder.add(ArticleId{i}, occurrences_of(fields[i], vocabulary), articles[i].date,
                label_keys(articles[i]));
  for (const auto& group : synonyms) builder.add_synonyms(group);
  return builder;
}

struct SmallIndex {
  std::vector<Article> articles;
  SearchIndex index;
  std::vector<IndexFile> files;

  explicit SmallIndex(std::vector<Article> given, std::size_t file_bytes = index_shard_bytes,
                      const Synonyms& synonyms = {}, std::uint32_t segment_articles = most_segment_articles)
      : articles(std::move(given)),
        files(index_of_articles(articles, synonyms, segment_articles).finish(file_bytes)) {
    for (std::size_t i = 0; i < articles.size(); ++i)
      articles[i].id = ArticleId{static_cast<std::uint32_t>(i)};
    std::vector<IndexRange> ranges;
    for (std::size_t i = 0; i < files.size(); ++i) {
      ranges.push_back({std::to_string(i), files[i].first_key, false});
      load(i);
    }
    index.list(ranges);
  }

  void load(std::size_t file) {
    index.put(std::to_string(file),
              read_index_shard(files[file].bytes, static_cast<std::uint32_t>(articles.size()), "test")
                  .value_or(IndexShard{}));
  }
};

} // namespace hanji

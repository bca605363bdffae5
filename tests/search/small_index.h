// A handful of articles, indexed in memory.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "search/build_index.h"
#include "search/labels.h"
#include "search/session.h"

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

// For a search that ends before it does.
inline std::shared_ptr<const Article> borrowed(const Article& article) {
  return {std::shared_ptr<const Article>(), &article};
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

  SearchAnswer answer(std::string_view text, bool composing = false) const {
    return search(index, parse_query(text, composing));
  }

  Hits found(std::string_view text, bool composing = false, std::uint32_t limit = 10) const {
    const Query query = parse_query(text, composing);
    return collect_hits(search(index, query), query, limit,
                        [this](ArticleId id) { return borrowed(articles[index_of(id)]); });
  }

  // Does what can be done now, and brings articles at once.
  SearchProgress go_on(SearchSession& session) const {
    do session.step(index, [this](ArticleId id) { return borrowed(articles[index_of(id)]); });
    while (session.progress() == SearchProgress::works);
    return session.progress();
  }

  std::vector<Hit> hits(std::string_view text, bool composing = false, std::uint32_t limit = 10) const {
    return found(text, composing, limit).hits;
  }

  // In the order of the bundle, whatever their rank.
  std::string titles_in_order(std::string_view query) const {
    std::vector<Hit> found = hits(query);
    std::ranges::sort(found, {}, &Hit::article);
    std::string all;
    for (const Hit& hit : found) all += (all.empty() ? "" : " ") + hit.title;
    return all;
  }
  std::string titles(std::string_view text, bool composing = false) const {
    std::string all;
    for (const Hit& hit : hits(text, composing)) all += (all.empty() ? "" : " ") + hit.title;
    return all;
  }

  // What it says of itself: «라브로브 → 라브로프», one after another.
  std::string corrections(std::string_view text) const {
    std::string all;
    for (const Correction& correction : answer(text).corrections)
      all += (all.empty() ? "" : ", ") + correction.typed + " → " + correction.found;
    return all;
  }
};

} // namespace hanji

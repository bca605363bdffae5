// A built site whose files are all in memory, for what is measured natively.
#pragma once

#include <cstdlib>
#include <map>
#include <memory>
#include <string>

#include "bundle/read_bundle.h"
#include "cli/files.h"
#include "search/session.h"

namespace hanji {

struct WholeSite {
  Manifest manifest;
  SearchIndex index;
  std::map<ArticleId, std::shared_ptr<const Article>> articles;
};

inline WholeSite load_whole_site(const fs::path& folder) {
  WholeSite site;
  const auto file = [&](const std::string& name) { return *read_file(folder / "bundle" / name); };
  site.manifest = *parse_manifest(file("bundle.json"));
  for (const ShardKind kind : {ShardKind::search, ShardKind::articles}) {
    for (std::size_t i = 0;
         i < list_of(site.manifest, kind).size();) { // a directory makes room for what it lists
      const Shard& shard = list_of(site.manifest, kind)[i];
      if (!shard.directory) {
        ++i;
        continue;
      }
      const std::string text = file(shard.file);
      if (!open_directory(site.manifest, shard, as_bytes(text))) std::abort();
    }
  }
  site.index.list(site.manifest.search);
  for (const Shard& shard : site.manifest.search) {
    const std::string text = file(shard.file);
    site.index.put(shard.file, *read_index_shard(as_bytes(text), site.manifest.articles, shard.file));
  }
  for (const Shard& shard : site.manifest.shards_of_articles) {
    const std::string text = file(shard.file);
    const std::vector<Article> articles = *read_articles(shard, as_bytes(text));
    for (const Article& article : articles)
      site.articles.emplace(article.id, std::make_shared<const Article>(article));
  }
  return site;
}

} // namespace hanji

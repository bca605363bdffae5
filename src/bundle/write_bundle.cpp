#include "bundle/write_bundle.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "bundle/shard.h"

namespace hanji {
namespace {

Result<void> store_shard(std::vector<Shard>& shards, Shard shard, const Bytes& bytes,
                         const StoreFile& store) {
  shard.bytes = static_cast<std::uint32_t>(bytes.size());
  shard.sha256 = hash_of(bytes);
  shard.file = shard_file_name(shard.kind, shard.sha256);
  Result<void> stored = store(shard.file, bytes);
  if (stored) shards.push_back(std::move(shard));
  return stored;
}

Result<void> store_headlines(Manifest& site, std::span<const Article> articles, const StoreFile& store) {
  for (std::size_t first = 0; first < articles.size(); first += headlines_per_shard) {
    std::vector<Headline> headlines;
    for (const Article& article :
         articles.subspan(first, std::min(headlines_per_shard, articles.size() - first))) {
      headlines.push_back(headline_of(article));
    }
    Shard shard;
    shard.kind = ShardKind::headlines;
    shard.first = static_cast<std::uint32_t>(first);
    shard.count = static_cast<std::uint32_t>(headlines.size());
    const Bytes bytes = encode_headlines(shard.first, headlines);
    if (Result<void> stored = store_shard(site.headlines, std::move(shard), bytes, store); !stored)
      return stored;
  }
  return {};
}

Result<void> store_slugs(Manifest& site, std::span<const Article> articles, const StoreFile& store) {
  std::vector<SlugEntry> slugs;
  for (const Article& article : articles) slugs.push_back({article.slug, article.id});
  std::ranges::sort(slugs, {}, &SlugEntry::slug);
  for (std::size_t first = 0; first < slugs.size(); first += slugs_per_shard) {
    const auto part = std::span(slugs).subspan(first, std::min(slugs_per_shard, slugs.size() - first));
    Shard shard;
    shard.kind = ShardKind::slugs;
    shard.count = static_cast<std::uint32_t>(part.size());
    shard.first_key = part.front().slug;
    const Bytes bytes = encode_slugs(part);
    if (Result<void> stored = store_shard(site.slugs, std::move(shard), bytes, store); !stored) return stored;
  }
  return {};
}

Result<void> store_articles(Manifest& site, std::span<const Article> articles, const StoreFile& store) {
  std::vector<Bytes> pending;
  std::size_t pending_bytes = 0;
  std::uint32_t first = 0;
  const auto flush = [&]() -> Result<void> {
    if (pending.empty()) return {};
    Shard shard;
    shard.kind = ShardKind::articles;
    shard.first = first;
    shard.count = static_cast<std::uint32_t>(pending.size());
    const Bytes bytes = encode_articles(first, pending);
    first += shard.count;
    pending.clear();
    pending_bytes = 0;
    return store_shard(site.shards_of_articles, std::move(shard), bytes, store);
  };
  for (const Article& article : articles) {
    if (Result<void> checked = check_article(article); !checked) return checked;
    Bytes bytes = encode_article(article);
    if (pending_bytes + bytes.size() > article_shard_bytes) {
      if (Result<void> flushed = flush(); !flushed) return flushed;
    }
    pending_bytes += bytes.size();
    pending.push_back(std::move(bytes));
  }
  return flush();
}

std::vector<CategoryCount> count_categories(std::span<const Article> articles) {
  std::map<std::string, std::uint32_t> counts;
  for (const Article& article : articles) {
    for (const std::string& name :
         std::set<std::string>(article.categories.begin(), article.categories.end()))
      ++counts[name];
  }
  std::vector<CategoryCount> categories;
  for (const auto& [name, count] : counts) categories.push_back({name, count});
  std::ranges::sort(categories, [](const CategoryCount& a, const CategoryCount& b) {
    return std::tie(b.articles, a.name) < std::tie(a.articles, b.name);
  });
  return categories;
}

} // namespace

void number_articles(std::vector<Article>& articles) {
  std::ranges::sort(articles, [](const Article& a, const Article& b) {
    return std::tie(b.date, a.slug) < std::tie(a.date, b.slug);
  });
  std::uint32_t number = 0;
  for (Article& article : articles) article.id = ArticleId{number++};
}

Result<Manifest> write_bundle(Manifest site, std::span<const Article> articles,
                              std::span<const SearchShard> search, const StoreFile& store) {
  site.articles = static_cast<std::uint32_t>(articles.size());
  site.categories = count_categories(articles);
  for (const auto step : {store_headlines, store_slugs, store_articles}) {
    if (Result<void> stored = step(site, articles, store); !stored) return std::unexpected(stored.error());
  }
  for (const SearchShard& part : search) {
    Shard shard;
    shard.kind = ShardKind::search;
    shard.count = part.keys;
    shard.first_key = part.first_key;
    if (Result<void> stored = store_shard(site.search, std::move(shard), part.bytes, store); !stored)
      return std::unexpected(stored.error());
  }
  const std::string json = write_manifest(site);
  if (Result<void> stored = store("bundle.json", as_bytes(json)); !stored)
    return std::unexpected(stored.error());
  return site;
}

} // namespace hanji

#include "reader/library.h"

#include <algorithm>
#include <utility>

namespace hanji {
namespace {

constexpr std::string_view folder = "bundle/";

std::string path_of(const Shard& shard) { return path_of_bundle(shard.file); }

void want(Library& library, std::string file) {
  if (library.broken.contains(file) || !library.asked.insert(file).second) return;
  library.wanted.push_back(std::move(file));
}

void list_index(Library& library) {
  library.index.ranges.clear();
  for (const Shard& shard : library.manifest->search)
    library.index.ranges.push_back({shard.file, shard.first_key, shard.directory});
}

Result<void> deliver_manifest(Library& library, std::span<const std::byte> bytes) {
  Result<Manifest> manifest = parse_manifest({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  if (!manifest) return std::unexpected(manifest.error());
  library.manifest = std::move(*manifest);
  list_index(library);
  return {};
}

Result<void> deliver_shard(Library& library, std::string_view name, std::span<const std::byte> bytes) {
  Manifest& manifest = *library.manifest;
  const Shard* shard = find_shard(manifest, name);
  if (shard == nullptr) return {}; // of a bundle that has been replaced since: nobody waits for it
  if (shard->directory) {
    Result<void> opened = open_directory(manifest, *shard, bytes);
    if (opened) list_index(library);
    return opened;
  }
  switch (shard->kind) {
  case ShardKind::headlines: {
    Result<std::vector<Headline>> headlines = read_headlines(*shard, bytes);
    if (!headlines) return std::unexpected(headlines.error());
    for (Headline& headline : *headlines) {
      library.slugs.emplace(headline.slug, index_of(headline.id));
      library.headlines.emplace(index_of(headline.id), std::move(headline));
    }
    return {};
  }
  case ShardKind::slugs: {
    const Result<std::vector<SlugEntry>> entries = read_slugs(*shard, bytes);
    if (!entries) return std::unexpected(entries.error());
    for (const SlugEntry& entry : *entries) library.slugs.emplace(entry.slug, index_of(entry.id));
    return {};
  }
  case ShardKind::articles: {
    Result<std::vector<Article>> articles = read_articles(*shard, bytes);
    if (!articles) return std::unexpected(articles.error());
    for (Article& article : *articles) {
      const std::uint32_t number = index_of(article.id);
      library.slugs.emplace(article.slug, number);
      library.articles.insert_or_assign(number, std::move(article));
    }
    return {};
  }
  case ShardKind::categories: {
    Result<std::vector<CategoryEntry>> categories = read_categories(*shard, bytes, manifest.articles);
    if (!categories) return std::unexpected(categories.error());
    for (CategoryEntry& category : *categories)
      library.categories.insert_or_assign(std::move(category.name), std::move(category.articles));
    return {};
  }
  case ShardKind::search: break;
  }
  Result<void> checked = check_shard(*shard, bytes);
  if (!checked) return checked;
  Result<IndexShard> index = read_index_shard(bytes, manifest.articles, shard->file);
  if (!index) return std::unexpected(index.error());
  library.index.loaded.insert_or_assign(shard->file, std::move(*index));
  return {};
}

} // namespace

std::string path_of_bundle(std::string_view file) { return std::string(folder) + std::string(file); }

void want_manifest(Library& library) {
  if (!library.manifest) want(library, std::string(manifest_file));
}

Result<void> deliver(Library& library, const std::string& file, std::span<const std::byte> bytes) {
  Result<void> result;
  if (file == manifest_file)
    result = deliver_manifest(library, bytes);
  else if (library.manifest)
    result =
        deliver_shard(library, std::string_view(file).substr(std::min(folder.size(), file.size())), bytes);
  if (!result)
    fail(library, file, result.error());
  else
    library.arrived.insert(file);
  return result;
}

void fail(Library& library, const std::string& file, Error error) {
  library.broken.insert_or_assign(file, std::move(error));
  if (!library.manifest) return;
  // A lost index shard counts as loaded and empty, so that the rest can answer.
  const std::string_view name = std::string_view(file).substr(std::min(folder.size(), file.size()));
  const Shard* shard = find_shard(*library.manifest, name);
  if (shard != nullptr && shard->kind == ShardKind::search) library.index.loaded.try_emplace(shard->file);
}

void retry_broken(Library& library) {
  for (const auto& [file, error] : library.broken) {
    library.asked.insert(file);
    library.wanted.push_back(file);
    if (file.size() > folder.size()) library.index.loaded.erase(file.substr(folder.size()));
  }
  library.broken.clear();
}

const Headline* find_headline(Library& library, std::uint32_t number) {
  const auto found = library.headlines.find(number);
  if (found != library.headlines.end()) return &found->second;
  if (!library.manifest)
    want_manifest(library);
  else if (const Shard* shard = shard_of(library.manifest->headlines, number))
    want(library, path_of(*shard));
  return nullptr;
}

const Article* find_article(Library& library, std::uint32_t number) {
  const auto found = library.articles.find(number);
  if (found != library.articles.end()) return &found->second;
  if (!library.manifest)
    want_manifest(library);
  else if (const Shard* shard = shard_of(library.manifest->shards_of_articles, number))
    want(library, path_of(*shard));
  return nullptr;
}

bool headline_is_broken(const Library& library, std::uint32_t number) {
  const Shard* shard = shard_of(library.manifest->headlines, number);
  return shard == nullptr || library.broken.contains(path_of(*shard));
}

bool article_is_broken(const Library& library, std::uint32_t number) {
  if (!library.manifest) return false;
  const Shard* shard = shard_of(library.manifest->shards_of_articles, number);
  return shard == nullptr || library.broken.contains(path_of(*shard)) ||
         (library.arrived.contains(path_of(*shard)) && !library.articles.contains(number));
}

void want_index(Library& library, const std::vector<std::string>& files) {
  for (const std::string& file : files) want(library, path_of_bundle(file));
}

CategoryAnswer find_category(Library& library, const std::string& name) {
  static const std::vector<std::uint32_t> none;
  if (const auto found = library.categories.find(name); found != library.categories.end())
    return {Known::yes, found->second};
  const Shard* shard = shard_of(library.manifest->shards_of_categories, name);
  if (shard == nullptr || library.arrived.contains(path_of(*shard))) return {Known::no, none};
  if (library.broken.contains(path_of(*shard))) return {Known::broken, none};
  want(library, path_of(*shard));
  return {Known::not_yet, none};
}

bool has_newer(const Library& library) {
  return std::ranges::any_of(
      library.broken, [](const auto& broken) { return broken.second.kind == ErrorKind::newer_format; });
}

void want_slug(Library& library, std::string_view slug) {
  if (!library.manifest) return;
  if (const Shard* shard = shard_of(library.manifest->slugs, slug)) want(library, path_of(*shard));
}

SlugAnswer find_slug(Library& library, std::string_view slug) {
  if (!library.manifest) {
    want_manifest(library);
    return {library.broken.contains(std::string(manifest_file)) ? Known::broken : Known::not_yet, 0};
  }
  if (const auto found = library.slugs.find(slug); found != library.slugs.end())
    return {Known::yes, found->second};
  const Shard* shard = shard_of(library.manifest->slugs, slug);
  if (shard == nullptr) return {Known::no, 0};
  const std::string file = path_of(*shard);
  if (library.broken.contains(file)) return {Known::broken, 0};
  if (library.arrived.contains(file)) return {Known::no, 0};
  want(library, file);
  // The article most likely stands near the first of this shard: what lists that is fetched at the same time.
  const Shard* near =
      shard->directory ? nullptr : shard_of(library.manifest->shards_of_articles, shard->first);
  if (near != nullptr && near->directory) want(library, path_of(*near));
  return {Known::not_yet, 0};
}

} // namespace hanji

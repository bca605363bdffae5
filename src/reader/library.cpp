#include "reader/library.h"

#include <algorithm>
#include <utility>

#include "article/page_address.h"

namespace hanji {
namespace {

constexpr std::string_view folder = "bundle/";

std::string path_of(const Shard& shard) { return path_of_bundle(shard.file); }

void want(Library& library, std::string file) {
  if (library.broken.contains(file) || !library.asked.insert(file).second) return;
  library.wanted.push_back(std::move(file));
}

Result<void> deliver_manifest(Library& library, std::span<const std::byte> bytes) {
  Result<Manifest> manifest = parse_manifest({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  if (!manifest) return std::unexpected(manifest.error());
  library.manifest = std::move(*manifest);
  library.index.list(library.manifest->search);
  return {};
}

Result<void> deliver_shard(Library& library, std::string_view name, std::span<const std::byte> bytes) {
  Manifest& manifest = *library.manifest;
  const Shard* shard = find_shard(manifest, name);
  if (shard == nullptr) return {}; // of a bundle that has been replaced since: nobody waits for it
  if (shard->directory) {
    Result<void> opened = open_directory(manifest, *shard, bytes);
    if (opened) library.index.list(manifest.search);
    return opened;
  }
  switch (shard->kind) {
  case ShardKind::headlines: {
    Result<std::vector<Headline>> headlines = read_headlines(*shard, bytes);
    if (!headlines) return std::unexpected(headlines.error());
    for (Headline& headline : *headlines) {
      library.slugs.emplace(headline.slug, index_of(headline.id));
      if (!headline.page.empty()) library.slugs.emplace(key_of_page(headline.page), index_of(headline.id));
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
    for (const Article& article : *articles) {
      library.slugs.emplace(article.slug, index_of(article.id));
      if (!article.page.empty()) library.slugs.emplace(key_of_page(article.page), index_of(article.id));
    }
    library.articles.put(*std::move(articles));
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
  library.index.put(shard->file, std::move(*index));
  return {};
}

} // namespace

namespace {

std::string_view name_of(const std::string& file) { // in the bundle
  return std::string_view(file).substr(std::min(folder.size(), file.size()));
}

bool holds_articles(const Library& library, const std::string& file) {
  const Shard* shard = library.manifest ? find_shard(*library.manifest, name_of(file)) : nullptr;
  return shard != nullptr && shard->kind == ShardKind::articles && !shard->directory;
}

} // namespace

std::string path_of_bundle(std::string_view file) { return std::string(folder) + std::string(file); }

void want_manifest(Library& library) {
  if (!library.manifest) want(library, std::string(manifest_file));
}

Result<void> deliver(Library& library, const std::string& file, std::span<const std::byte> bytes) {
  Result<void> result;
  if (library.arrived.contains(file)) return result; // a second answer says nothing new
  if (file == manifest_file)
    result = deliver_manifest(library, bytes);
  else if (library.manifest)
    result = deliver_shard(library, name_of(file), bytes);
  if (!result) {
    fail(library, file, result.error());
    return result;
  }
  library.broken.erase(file);
  if (holds_articles(library, file))
    library.asked.erase(file);
  else
    library.arrived.insert(file);
  return result;
}

void fail(Library& library, const std::string& file, Error error) {
  if (library.arrived.contains(file)) return; // of two answers the good one counts
  library.broken.insert_or_assign(file, std::move(error));
  if (!library.manifest) return;
  // A lost index shard counts as loaded and empty, so that the rest can answer.
  const Shard* shard = find_shard(*library.manifest, name_of(file));
  if (shard != nullptr && shard->kind == ShardKind::search) library.index.lose(shard->file);
}

void retry_broken(Library& library) {
  for (const auto& [file, error] : library.broken) {
    library.asked.insert(file);
    library.wanted.push_back(file);
    if (file.size() > folder.size()) library.index.forget(file.substr(folder.size()));
  }
  library.broken.clear();
}

void release(Library& library) {
  library.articles = ArticleCache();
  if (library.manifest) {
    library.index.list(library.manifest->search);
    for (const Shard& shard : library.manifest->search) {
      if (library.broken.contains(path_of(shard))) continue; // that it is lost stays known
      library.index.forget(shard.file);
      library.asked.erase(path_of(shard));
      library.arrived.erase(path_of(shard));
    }
  }
  library.wanted.clear();
  for (const std::string& file : library.asked) {
    if (!library.arrived.contains(file) && !library.broken.contains(file)) library.wanted.push_back(file);
  }
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

std::shared_ptr<const Article> find_article(Library& library, std::uint32_t number) {
  if (std::shared_ptr<const Article> found = library.articles.find(ArticleId{number})) return found;
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
  return shard == nullptr || library.broken.contains(path_of(*shard));
}

SearchProgress step_search(Library& library, SearchSession& session) {
  const auto find = [&library](ArticleId id) {
    static const auto unreadable = std::make_shared<const Article>();
    std::shared_ptr<const Article> article = find_article(library, index_of(id));
    return article == nullptr && article_is_broken(library, index_of(id)) ? unreadable : article;
  };
  const SearchProgress progress = session.step(library.index, find);
  if (progress == SearchProgress::waits) want_index(library, session.needs().files);
  return progress;
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

SlugAnswer find_page(Library& library, std::string_view path) {
  constexpr std::string_view usual_folder = "a/", ending = ".html";
  std::vector<std::string> keys;
  for (const std::string& page : pages_at(path)) {
    if (page.starts_with(usual_folder) && page.ends_with(ending))
      keys.push_back(page.substr(usual_folder.size(), page.size() - usual_folder.size() - ending.size()));
    keys.push_back(key_of_page(page));
  }
  SlugAnswer answer{Known::no, 0};
  for (const std::string& key : keys) {
    const SlugAnswer found = find_slug(library, key);
    if (found.known == Known::yes) return found;
    if (found.known == Known::not_yet || answer.known == Known::no) answer = found;
  }
  return answer;
}

} // namespace hanji

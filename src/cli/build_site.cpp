#include "cli/build_site.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include "article/page_address.h"
#include "base/bytes.h"
#include "bundle/shard.h"
#include "bundle/write_bundle.h"
#include "cli/build_list.h"
#include "cli/hosting.h"
#include "cli/lead_links.h"
#include "cli/page.h"
#include "cli/parallel.h"
#include "cli/plain_folders.h"
#include "cli/post_pages.h"
#include "cli/post_slugs.h"
#include "cli/publisher_config.h"
#include "cli/publisher_files.h"
#include "cli/segment_files.h"
#include "cli/static_pages.h"
#include "cli/time_zone.h"
#include "cli/web_font.h"
#include "post/config.h"
#include "post/read_post.h"
#include "search/build_index.h"
#include "search/index_text.h"
#include "text/normalize.h"

namespace hanji {
namespace {

// Other people's pages are found by their path: docs/guide/loan.html is guide/loan.
void name_by_path(Reading& reading, const fs::path& folder) {
  for (std::size_t i = 0; i < reading.entries.size(); ++i)
    rename_entry(reading.entries[i].article, path_below(reading.files[i], folder));
}

// In the order of the bundle.
std::vector<PostEntry*> sorted_entries(std::vector<PostEntry>& entries) {
  std::vector<PostEntry*> sorted;
  for (PostEntry& entry : entries) {
    if (!entry.unlisted) sorted.push_back(&entry);
  }
  std::ranges::sort(
      sorted, [](const PostEntry* a, const PostEntry* b) { return comes_before(a->article, b->article); });
  return sorted;
}

IndexBuilder index_entries(const std::vector<PostEntry*>& entries, const std::vector<SynonymGroup>& synonyms,
                           unsigned jobs, SegmentFiles& segments) {
  Vocabulary vocabulary;
  for (const PostEntry* entry : entries) vocabulary.add(unpack_fields(entry->words));
  IndexBuilder::Keep keep;
  if (entries.size() > most_segment_articles)
    keep = [&](Bytes segment) { return segments.keep(std::move(segment)); };
  IndexBuilder builder(most_segment_articles, std::move(keep));
  for (const SynonymGroup& group : synonyms) builder.add_synonyms(group);
  constexpr std::size_t batch = 256; // articles whose occurrences wait at a time
  std::future<void> adding;          // of one batch, while those of the next are found
  for (std::size_t first = 0; first < entries.size(); first += batch) {
    const std::size_t count = std::min(batch, entries.size() - first);
    std::vector<Occurrences> found(count);
    for_each_parallel(count, jobs, [&](std::size_t i) {
      found[i] = occurrences_of(unpack_fields(entries[first + i]->words), vocabulary);
      entries[first + i]->words = {}; // the index has them now
    });
    if (adding.valid()) adding.get();
    adding = std::async(jobs > 1 ? std::launch::async : std::launch::deferred,
                        [&builder, &entries, first, found = std::move(found)]() mutable {
                          for (std::size_t i = 0; i < found.size(); ++i) {
                            const PostEntry& entry = *entries[first + i];
                            builder.add(ArticleId{static_cast<std::uint32_t>(first + i)}, std::move(found[i]),
                                        entry.article.date, entry.labels);
                          }
                        });
  }
  if (adding.valid()) adding.get();
  return builder;
}

// How many files write_bundle will store, nearly.
std::size_t files_of_bundle(const std::vector<PostEntry*>& entries) {
  std::size_t article_bytes = 0, key_bytes = 0;
  for (const PostEntry* entry : entries) {
    article_bytes += entry->article.article.size();
    key_bytes += entry->words.size() / 8;
  }
  return 4 + entries.size() / headlines_per_shard + entries.size() / slugs_per_shard +
         article_bytes / article_shard_bytes + key_bytes / index_shard_bytes;
}

// How many files cli/static_pages.h will, nearly.
std::size_t files_of_pages(const std::vector<PostEntry*>& entries, bool url_is_known) {
  std::map<std::string_view, std::size_t> categories;
  std::set<std::pair<int, int>> months;
  std::size_t files = 10 + (url_is_known ? 2 : 1) * entries.size() + entries.size() / entries_per_page;
  for (const PostEntry* entry : entries) {
    files += entry->article.redirects.size();
    months.emplace(entry->article.date.year, entry->article.date.month);
    for (const std::string& category : entry->article.categories) ++categories[category];
  }
  for (const auto& [category, articles] : categories) files += 1 + articles / entries_per_page;
  return files + months.size();
}

// With the folder that the site lies below, as `url` alone does not name it.
std::string url_of(const SiteConfig& config) {
  std::string url = config.url, base = config.baseurl;
  if (url.empty() || base.empty() || base == "/") return url;
  if (!base.starts_with('/')) base.insert(0, 1, '/');
  if (url.ends_with('/')) url.pop_back();
  return url.ends_with(base) ? url : url + base;
}

Manifest describe_site(const BuildOptions& options, const SiteConfig& config, const PostsFolder& folder) {
  Manifest site;
  site.title = options.title.value_or(config.title);
  if (site.title.empty()) site.title = to_nfc(fs::weakly_canonical(folder.root).filename().string());
  site.description = config.description;
  site.url = options.base_url.value_or(url_of(config));
  site.language = config.language.empty() ? "ko" : config.language;
  site.generator = "hanji " + std::string(version());
  return site;
}

class Build {
public:
  Build(const BuildOptions& options, const BeginSite& begin, Console& console, Progress& progress,
        BuildMemory* memory)
      : options_(options), begin_(begin), console_(console), progress_(progress), memory_(memory) {}

  Result<BuiltSite> build() {
    const unsigned jobs =
        options_.jobs != 0 ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
    Result<PostsFolder> folder = open_posts_folder(options_.posts);
    if (!folder) return std::unexpected(folder.error());
    const Result<fs::path> page = find_page(options_.page);
    if (!page) return std::unexpected(page.error());
    Result<SiteFolder> site = begin_(fs::canonical(folder->place));
    if (!site) return std::unexpected(site.error());

    Result<PublisherConfig> config = read_publisher_config(
        folder->root, reading_.warnings, options_.like ? generator_named(*options_.like) : std::nullopt);
    if (!config) return std::unexpected(config.error());
    if (Result<void> found = find_posts(*folder, config->site.collections); !found)
      return std::unexpected(found.error());
    if (!options_.quiet && dialect_of(config->generator) != Dialect::kramdown)
      console_.out << "read as posts of " << name_of(config->generator) << " (--like says otherwise)\n";
    synonyms_ = std::move(config->synonyms);
    config->rules.folder = folder->place.string();
    config->rules.now = now_of(console_);
    config->rules.admits = {options_.drafts, options_.future};
    const PublisherFiles files(folder->root, config->site.baseurl);
    ArticleMakers makers{
        MediaCopier(files, canonical_posts(*folder), *site, memory_ ? &memory_->media : nullptr), {}, {}};
    const FolderNames known(*folder, files, config->rules.now);
    config->rules.find_name = [&](std::string_view post, std::string_view name, bool titled) {
      return known.find(post, name, titled);
    };
    if (options_.base_url) config->addresses.push_back(*options_.base_url);
    if (config->addresses.empty()) {
      if (auto address = address_in_permalinks(folder->posts))
        config->addresses.push_back(*std::move(address));
    }
    for (const std::string& address : config->addresses) config->rules.hosts.push_back(host_of(address));
    std::string hosts;
    for (const std::string& host : config->rules.hosts) hosts += "\nhost " + host;
    const std::string rules_key = config->rules_key + hosts + (config->rules.wiki ? "\nwiki" : "") +
                                  (options_.search_only ? "\nsearch only" : "") +
                                  (options_.drafts ? "\ndrafts" : "") + (options_.future ? "\nfuture" : "");
    const bool first = memory_ == nullptr || !memory_->site; // of this process
    if (memory_ != nullptr && std::exchange(memory_->rules, rules_key) != rules_key) memory_->entries.clear();
    EntryCache cache(options_.fresh || !first ? std::nullopt : cache_path_for(folder->place, rules_key),
                     memory_ ? &memory_->entries : nullptr);
    Result<Reading> reading =
        read_posts(*folder, config->rules, jobs, cache, options_.search_only ? nullptr : &makers, progress_);
    if (!reading) return std::unexpected(reading.error());
    const std::launch beside = jobs > 1 ? std::launch::async : std::launch::deferred;
    const std::future<void> keeping = std::async(beside, [&] { cache.keep(); });
    summarise_plain_folders(folder->place, folder->posts, reading->warnings);
    reading->warnings.insert(reading->warnings.begin(), reading_.warnings.begin(),
                             reading_.warnings.end()); // of the config
    reading_ = *std::move(reading);
    if (options_.search_only) name_by_path(reading_, folder->place);
    make_slugs_unique(reading_.entries, reading_.files, folder->place, reading_.warnings);
    Manifest described = describe_site(options_, config->site, *folder);
    if (described.url.empty() && !options_.search_only) tell_no_site_url(folder->root);
    if (!options_.search_only) {
      const Result<std::vector<std::string>> names = names_at_top(*page);
      if (!names) return std::unexpected(names.error());
      give_pages(reading_.entries, reading_.files, *names, reading_.warnings);
      lead_links(reading_.entries, reading_.files, {folder->place, folder->root}, config->addresses,
                 config->site.baseurl, jobs, reading_.warnings);
    }
    WebFont font;
    if (!config->site.font.empty() && !options_.search_only) {
      Result<WebFont> added = add_web_font(*site, folder->root / config->site.font, reading_.warnings);
      if (!added) return std::unexpected(added.error());
      font = *std::move(added);
      described.font = font.family;
    }
    const bool refused = is_refused();
    if (!refused) {
      PageCache pages = memory_ ? PageCache(memory_->pages) : pages_of_last_build(*folder, *site);
      const std::string zone = config->rules.local_time ? config->site.timezone : std::string();
      if (Result<void> written =
              write_site(*site, std::move(described), *page, font.sheet, zone, pages, jobs);
          !written)
        return std::unexpected(written.error());
      if (memory_ != nullptr) memory_->pages = pages.take();
    }
    keeping.wait();
    if (memory_ != nullptr) memory_->media = makers.media.take();
    progress_.clear();
    return BuiltSite{*std::move(site), *std::move(folder), std::move(reading_), refused};
  }

  PageCache pages_of_last_build(const PostsFolder& folder, const SiteFolder& site) const {
    if (options_.fresh) return PageCache(std::nullopt);
    return PageCache(cache_path_for(folder.place, "pages of " + site.target().native()));
  }

private:
  Result<void> write_site(SiteFolder& site, Manifest described, const fs::path& page,
                          const std::string& font_sheet, const std::string& zone, PageCache& pages,
                          unsigned jobs) {
    const std::vector<PostEntry*> entries = sorted_entries(reading_.entries);
    const PageParts parts = options_.search_only ? PageParts::search_only : PageParts::all;
    const Result<PageFiles> page_files = read_page(page, parts);
    if (!page_files) return std::unexpected(page_files.error());
    progress_.begin("Writing files",
                    files_of_bundle(entries) + page_files->files.size() +
                        (parts == PageParts::all ? files_of_pages(entries, !described.url.empty()) : 0));
    site.tell([this] { progress_.advance(); });
    std::vector<const ArticleEntry*> articles, unlisted;
    for (const PostEntry* entry : entries) articles.push_back(&entry->article);
    for (const PostEntry& entry : reading_.entries) {
      if (entry.unlisted) unlisted.push_back(&entry.article);
    }
    // The index is the last of the bundle's files, so it can be made while the others are written.
    SegmentFiles segments;
    std::future<IndexBuilder> indexing =
        std::async(jobs > 1 ? std::launch::async : std::launch::deferred,
                   [&] { return index_entries(entries, synonyms_, jobs, segments); });
    const auto write_search = [&](const PutSearchShard& put) {
      Result<void> stored;
      indexing.get().write([&](IndexFile file) {
        stored = put({std::move(file.bytes), std::move(file.first_key), file.keys});
        return stored.has_value();
      });
      return stored;
    };
    // So can the pages that need no program: they ask nothing of the bundle but what the site is called. Of a
    // large site they wait, since the index holds the words of all posts meanwhile.
    const Manifest names = described;
    const bool beside = jobs > 1 && entries.size() <= most_segment_articles;
    std::future<Result<void>> static_pages =
        std::async(beside ? std::launch::async : std::launch::deferred, [&] {
          if (parts == PageParts::search_only) return Result<void>();
          return add_static_pages(site, *page_files, names, articles, unlisted, font_sheet, zone, pages,
                                  jobs);
        });
    const auto store = [&](const Shard& file, std::span<const std::byte> bytes) {
      return site.add("bundle/" + file.file, bytes, file.sha256);
    };
    const Result<Manifest> manifest = write_bundle(std::move(described), articles, write_search, store);
    if (!manifest) return std::unexpected(manifest.error());
    if (Result<void> added = static_pages.get(); !added) return added;
    if (Result<void> added = add_page(site, *page_files, parts, *manifest, font_sheet); !added) return added;
    if (parts == PageParts::all) {
      if (Result<void> added = add_build_list(site, page_files->folder); !added) return added;
      if (Result<void> added = add_host_headers(site); !added) return added;
    }
    site.tell({});
    progress_.end();
    if (options_.precompress) {
      if (Result<void> added = add_compressed_files(site, pages, jobs, progress_); !added) return added;
    }
    pages.keep();
    return {};
  }

  // Before all others, since it is about all pages.
  void tell_no_site_url(const fs::path& root) {
    Diagnostic diagnostic;
    diagnostic.file = (root / "_config.yml").string();
    diagnostic.code = "no_site_url";
    diagnostic.message = "the site's address is not known (url, or --base-url)";
    diagnostic.recovery = "no canonical addresses, no sitemap.xml, feed.xml, feed.json and robots.txt";
    reading_.warnings.insert(reading_.warnings.begin(), std::move(diagnostic));
  }

  // A post that is plainly not public is left out as its author wants it, and a site may do without absolute
  // addresses.
  bool is_refused() const {
    const auto minds = [](const Diagnostic& warning) {
      return warning.code != "not_public" && warning.code != "unlisted" && warning.code != "no_site_url";
    };
    return options_.strict && (reading_.refused || std::ranges::any_of(reading_.warnings, minds));
  }

  const BuildOptions& options_;
  const BeginSite& begin_;
  Console& console_;
  Progress& progress_;
  BuildMemory* memory_;
  Reading reading_;
  std::vector<SynonymGroup> synonyms_;
};

} // namespace

std::size_t BuiltSite::listed() const {
  return static_cast<std::size_t>(std::ranges::count(reading.entries, false, &PostEntry::unlisted));
}

Result<BuiltSite> build_site(const BuildOptions& options, const BeginSite& begin, Console& console,
                             Progress& progress, BuildMemory* memory) {
  return Build(options, begin, console, progress, memory).build();
}

} // namespace hanji

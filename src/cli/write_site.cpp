#include "cli/write_site.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "article/page_address.h"
#include "base/bytes.h"
#include "bundle/shard.h"
#include "bundle/write_bundle.h"
#include "cli/build_list.h"
#include "cli/compression.h"
#include "cli/hosting.h"
#include "cli/lead_links.h"
#include "cli/page.h"
#include "cli/parallel.h"
#include "cli/plain_folders.h"
#include "cli/post_pages.h"
#include "cli/post_slugs.h"
#include "cli/segment_files.h"
#include "cli/static_pages.h"
#include "index/build_index.h"
#include "index/index_text.h"

namespace hanji {
namespace {

// Other people's pages are found by their path: docs/guide/loan.html is guide/loan.
Result<void> name_by_path(Reading& reading, const fs::path& folder) {
  for (std::size_t i = 0; i < reading.entries.size(); ++i) {
    PostEntry& entry = reading.entries[i];
    if (Result<void> named = rename_entry(entry.article, path_below(reading.files[i], folder)); !named)
      return named;
    if (Result<void> kept = keep_elsewhere(entry, *reading.keepers.back()); !kept) return kept;
  }
  return {};
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

Result<IndexBuilder> index_entries(const std::vector<PostEntry*>& entries,
                                   const std::vector<SynonymGroup>& synonyms, unsigned jobs,
                                   SegmentFiles& segments) {
  Vocabulary vocabulary;
  for (const PostEntry* entry : entries) {
    const Result<IndexWords> words = index_words_in(*entry);
    if (!words) return std::unexpected(words.error());
    vocabulary.add(words->fields);
  }
  IndexBuilder::Keep keep;
  if (entries.size() > most_segment_articles)
    keep = [&](Bytes segment) { return segments.keep(std::move(segment)); };
  IndexBuilder builder(most_segment_articles, std::move(keep));
  for (const SynonymGroup& group : synonyms) builder.add_synonyms(group);
  struct Found {
    Occurrences occurrences;
    std::vector<std::u32string> labels;
    std::optional<Error> error;
  };
  constexpr std::size_t most_articles = 256, most_bytes = 1 << 20; // whose occurrences wait at a time
  std::future<void> adding; // of one batch, while those of the next are found
  for (std::size_t first = 0, count = 0; first < entries.size(); first += count) {
    count = 0;
    for (std::size_t bytes = 0;
         first + count < entries.size() && count < most_articles && bytes < most_bytes;)
      bytes += entries[first + count++]->words.size();
    std::vector<Found> found(count);
    for_each_parallel(count, jobs, [&](std::size_t i) {
      Result<IndexWords> words = index_words_in(*entries[first + i]);
      if (!words) {
        found[i].error = words.error();
        return;
      }
      found[i] = {occurrences_of(words->fields, vocabulary), std::move(words->labels), {}};
      entries[first + i]->words = {}; // the index has them now
    });
    if (adding.valid()) adding.get();
    for (Found& each : found) {
      if (each.error) return std::unexpected(*std::move(each.error));
    }
    adding = std::async(jobs > 1 ? std::launch::async : std::launch::deferred,
                        [&builder, &entries, first, found = std::move(found)]() mutable {
                          for (std::size_t i = 0; i < found.size(); ++i) {
                            builder.add(ArticleId{static_cast<std::uint32_t>(first + i)},
                                        std::move(found[i].occurrences), entries[first + i]->article.date,
                                        found[i].labels);
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

Manifest described_by(const SiteFacts& facts) {
  Manifest site;
  site.title = facts.title;
  site.description = facts.description;
  site.url = facts.url;
  site.language = facts.language;
  site.font = facts.font;
  site.generator = "hanji " + std::string(version());
  return site;
}

class Writing {
public:
  Writing(SiteFolder& site, ReadSite& read, const BuildOptions& options, const fs::path& page,
          PageCache& pages, Progress& progress)
      : site_(site), facts_(read.facts), reading_(read.reading), options_(options), page_(page),
        pages_(pages), progress_(progress) {}

  Result<bool> write() {
    if (Result<void> settled = settle(); !settled) return std::unexpected(settled.error());
    if (is_refused()) return false;
    if (Result<void> written = write_files(); !written) return std::unexpected(written.error());
    return true;
  }

private:
  // What the posts have to do with one another.
  Result<void> settle() {
    std::vector<Diagnostic>& warnings = reading_.warnings;
    if (std::ranges::find(warnings, "front_matter_missing", &Diagnostic::code) != warnings.end()) {
      std::vector<std::string> posts = reading_.files;
      for (const Skipped& each : reading_.skipped) posts.push_back(each.file);
      summarise_plain_folders(facts_.place, posts, warnings);
    }
    warnings.insert(warnings.begin(), facts_.warnings.begin(), facts_.warnings.end());
    if (facts_.search_only) {
      if (Result<void> named = name_by_path(reading_, facts_.place); !named) return named;
    }
    ByteFile& keeper = *reading_.keepers.back();
    if (Result<void> made =
            make_slugs_unique(reading_.entries, reading_.files, facts_.place, keeper, warnings);
        !made)
      return made;
    if (facts_.search_only) return {};
    if (facts_.url.empty()) tell_no_site_url();
    const Result<std::vector<std::string>> names = names_at_top(page_);
    if (!names) return std::unexpected(names.error());
    give_pages(reading_.entries, reading_.files, *names, warnings);
    if (Result<void> led = lead_links(reading_.entries, reading_.files, facts_, keeper, jobs_, warnings);
        !led)
      return led;
    warnings.insert(warnings.end(), facts_.font_warnings.begin(), facts_.font_warnings.end());
    return {};
  }

  Result<void> write_files() {
    const std::vector<PostEntry*> entries = sorted_entries(reading_.entries);
    const PageParts parts = facts_.search_only ? PageParts::search_only : PageParts::all;
    const Result<PageFiles> page_files = read_page(page_, parts);
    if (!page_files) return std::unexpected(page_files.error());
    Manifest described = described_by(facts_);
    progress_.begin("Writing files",
                    files_of_bundle(entries) + page_files->files.size() +
                        (parts == PageParts::all ? files_of_pages(entries, !described.url.empty()) : 0));
    site_.tell([this] { progress_.advance(); });
    std::vector<const ArticleEntry*> articles, unlisted;
    for (const PostEntry* entry : entries) articles.push_back(&entry->article);
    for (const PostEntry& entry : reading_.entries) {
      if (entry.unlisted) unlisted.push_back(&entry.article);
    }
    // The index is the last of the bundle's files, so it can be made while the others are written.
    SegmentFiles segments;
    std::future<Result<IndexBuilder>> indexing =
        std::async(jobs_ > 1 ? std::launch::async : std::launch::deferred,
                   [&] { return index_entries(entries, facts_.synonyms, jobs_, segments); });
    const auto write_search = [&](const PutSearchShard& put) -> Result<void> {
      Result<IndexBuilder> index = indexing.get();
      if (!index) return std::unexpected(index.error());
      constexpr std::size_t released_after = 64;
      std::size_t files = 0;
      Result<void> stored;
      index->write([&](IndexFile file) {
        stored = put({std::move(file.bytes), std::move(file.first_key), file.keys});
        if (++files % released_after == 0) segments.release();
        return stored.has_value();
      });
      return stored;
    };
    // So can the pages that need no program: they ask nothing of the bundle but what the site is called. Of a
    // large site they wait, since a segment of the index is large while it grows.
    const Manifest names = described;
    const bool beside = jobs_ > 1 && entries.size() <= most_segment_articles;
    std::future<Result<void>> static_pages =
        std::async(beside ? std::launch::async : std::launch::deferred, [&] {
          if (parts == PageParts::search_only) return Result<void>();
          return add_static_pages(site_, *page_files, names, articles, unlisted, facts_.font_sheet,
                                  facts_.zone, pages_, jobs_);
        });
    const auto store = [&](const Shard& file, std::span<const std::byte> bytes) {
      return site_.add("bundle/" + file.file, bytes, file.sha256);
    };
    const Result<Manifest> manifest = write_bundle(std::move(described), articles, write_search, store);
    if (!manifest) return std::unexpected(manifest.error());
    if (Result<void> added = static_pages.get(); !added) return added;
    if (Result<void> added = add_page(site_, *page_files, parts, *manifest, facts_.font_sheet); !added)
      return added;
    if (parts == PageParts::all) {
      if (Result<void> added = add_build_list(site_, page_files->folder); !added) return added;
      if (Result<void> added = add_host_headers(site_); !added) return added;
    }
    site_.tell({});
    progress_.end();
    if (options_.precompress) {
      if (Result<void> added = add_compressed_files(site_, pages_, jobs_, progress_); !added) return added;
    }
    pages_.keep();
    return {};
  }

  // Before all others, since it is about all pages.
  void tell_no_site_url() {
    Diagnostic diagnostic;
    diagnostic.file = (fs::path(facts_.root) / "_config.yml").string();
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

  SiteFolder& site_;
  const SiteFacts& facts_;
  Reading& reading_;
  const BuildOptions& options_;
  const fs::path& page_;
  PageCache& pages_;
  Progress& progress_;
  const unsigned jobs_ = jobs_of(options_);
};

} // namespace

Result<bool> write_site(SiteFolder& site, ReadSite& read, const BuildOptions& options, const fs::path& page,
                        PageCache& pages, Progress& progress) {
  return Writing(site, read, options, page, pages, progress).write();
}

} // namespace hanji

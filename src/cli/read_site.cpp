#include "cli/read_site.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <thread>
#include <utility>

#include "base/bytes.h"
#include "base/hashing.h"
#include "cli/publisher_config.h"
#include "cli/publisher_files.h"
#include "cli/time_zone.h"
#include "cli/web_font.h"
#include "post/config.h"
#include "post/read_post.h"
#include "text/normalize.h"

namespace hanji {
namespace {

// With the folder that the site lies below, as `url` alone does not name it.
std::string url_of(const SiteConfig& config) {
  std::string url = config.url, base = config.baseurl;
  if (url.empty() || base.empty() || base == "/") return url;
  if (!base.starts_with('/')) base.insert(0, 1, '/');
  if (url.ends_with('/')) url.pop_back();
  return url.ends_with(base) ? url : url + base;
}

void describe_site(SiteFacts& facts, const BuildOptions& options, const SiteConfig& config,
                   const PostsFolder& folder) {
  facts.title = options.title.value_or(config.title);
  if (facts.title.empty()) facts.title = to_nfc(fs::weakly_canonical(folder.root).filename().string());
  facts.description = config.description;
  facts.url = options.base_url.value_or(url_of(config));
  facts.language = config.language.empty() ? "ko" : config.language;
}

Hash hash_of_names(const PostsFolder& folder) {
  Hashing hashing;
  for (const std::string& post : folder.posts) {
    const std::string_view name = std::string_view(post).substr(folder.place.native().size());
    hashing.add(as_bytes(name));
    hashing.add(as_bytes(std::string_view("\0", 1)));
  }
  return hashing.take();
}

// Of so many posts in name order, what one share begins with; that of the next is its end.
std::size_t begin_of_share(std::size_t posts, std::size_t number, std::size_t of) {
  return posts / of * (number - 1) + std::min(posts % of, number - 1);
}

} // namespace

unsigned jobs_of(const BuildOptions& options) {
  return options.jobs != 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
}

Result<ReadSite> read_site(const BuildOptions& options, PostsFolder& folder, SiteFolder& site,
                           std::shared_ptr<ByteFile> keeper, Console& console, Progress& progress,
                           ReadingMemory* memory, bool first) {
  const unsigned jobs = jobs_of(options);
  ReadSite read;
  SiteFacts& facts = read.facts;
  Result<PublisherConfig> config = read_publisher_config(
      folder.root, facts.warnings, options.like ? generator_named(*options.like) : std::nullopt);
  if (!config) return std::unexpected(config.error());
  if (Result<void> found = find_posts(folder, config->site.collections); !found)
    return std::unexpected(found.error());
  if (!options.quiet && dialect_of(config->generator) != Dialect::kramdown)
    console.out << "read as posts of " << name_of(config->generator) << " (--like says otherwise)\n";
  config->rules.folder = folder.place.string();
  config->rules.now = now_of(console);
  config->rules.admits = {options.drafts, options.future};
  const PublisherFiles files(folder.root, config->site.baseurl);
  ArticleMakers makers{
      MediaCopier(files, canonical_posts(folder), site, memory ? &memory->media : nullptr), {}, {}};
  const FolderNames known(folder, files, config->rules.now);
  config->rules.find_name = [&](std::string_view post, std::string_view name, bool titled) {
    return known.find(post, name, titled);
  };
  if (options.base_url) config->addresses.push_back(*options.base_url);
  if (config->addresses.empty()) {
    if (auto address = address_in_permalinks(folder.posts)) config->addresses.push_back(*std::move(address));
  }
  for (const std::string& address : config->addresses) config->rules.hosts.push_back(host_of(address));
  std::string hosts;
  for (const std::string& host : config->rules.hosts) hosts += "\nhost " + host;
  const Share share = options.part.value_or(Share{});
  facts.rules = config->rules_key + hosts + (config->rules.wiki ? "\nwiki" : "") +
                (options.search_only ? "\nsearch only" : "") + (options.drafts ? "\ndrafts" : "") +
                (options.future ? "\nfuture" : "");
  const std::string rules_key =
      facts.rules +
      (share.of > 1 ? "\npart " + std::to_string(share.number) + "/" + std::to_string(share.of) : "");
  if (memory != nullptr && std::exchange(memory->rules, rules_key) != rules_key) memory->entries.clear();
  const auto cache = std::make_shared<EntryCache>(
      options.fresh || !first ? std::nullopt : cache_path_for(folder.place, rules_key),
      memory ? &memory->entries : nullptr);
  const std::size_t begin = begin_of_share(folder.posts.size(), share.number, share.of),
                    end = begin_of_share(folder.posts.size(), share.number + 1, share.of);
  const std::span<const std::string> posts = std::span(folder.posts).subspan(begin, end - begin);
  Result<Reading> reading = read_posts(posts, folder.place, config->rules, jobs, *cache,
                                       options.search_only ? nullptr : &makers, std::move(keeper), progress);
  if (!reading) return std::unexpected(reading.error());
  read.keeping =
      std::async(jobs > 1 ? std::launch::async : std::launch::deferred, [cache] { cache->keep(); });
  if (memory != nullptr) memory->media = makers.media.take();
  read.reading = *std::move(reading);
  read.posts = posts.size();
  read.passed_over = std::move(folder.passed_over);
  read.names = hash_of_names(folder);
  folder.posts = {}; // as many as there are articles, and larger than what is held of these

  std::error_code ignored;
  facts.place = folder.place.string();
  facts.root = folder.root.string();
  facts.given = fs::canonical(folder.place, ignored).lexically_relative(folder.root).string();
  describe_site(facts, options, config->site, folder);
  facts.baseurl = config->site.baseurl;
  facts.zone = config->rules.local_time ? config->site.timezone : std::string();
  facts.addresses = std::move(config->addresses);
  facts.synonyms = std::move(config->synonyms);
  facts.search_only = options.search_only;
  if (!config->site.font.empty() && !options.search_only) {
    Result<WebFont> added = add_web_font(site, folder.root / config->site.font, facts.font_warnings);
    if (!added) return std::unexpected(added.error());
    facts.font = std::move(added->family);
    facts.font_sheet = std::move(added->sheet);
  }
  return read;
}

} // namespace hanji

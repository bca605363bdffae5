#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <thread>

#include "base/bytes.h"
#include "bundle/shard.h"
#include "bundle/write_bundle.h"
#include "cli/commands.h"
#include "cli/diagnostics.h"
#include "cli/media.h"
#include "cli/page.h"
#include "cli/parallel.h"
#include "cli/posts_folder.h"
#include "cli/progress.h"
#include "cli/site_folder.h"
#include "post/config.h"
#include "post/read_post.h"
#include "search/build_index.h"

namespace hanji {
namespace {

constexpr std::size_t most_warnings_printed = 20;

struct Skipped {
  std::string file, reason;
};

// What came of the posts, in name order.
struct Reading {
  std::vector<Article> articles;
  std::vector<fs::path> files; // one for each article
  std::vector<Diagnostic> warnings;
  std::vector<Skipped> skipped; // refused, or not published
  bool refused = false;         // at least one was refused
};

// A file that the system does not give ends the build; one that makes no sense is left out and named.
Result<Reading> read_posts(const std::vector<fs::path>& paths, unsigned jobs, Progress& progress) {
  std::vector<Result<ReadPost>> posts(paths.size(), std::unexpected(Error{}));
  progress.begin("Reading posts", paths.size());
  for_each_parallel(paths.size(), jobs, [&](std::size_t i) {
    const Result<std::string> bytes = read_file(paths[i]);
    posts[i] = bytes ? read_post(*bytes, paths[i].string()) : std::unexpected(bytes.error());
    if (posts[i]) {
      if (Result<void> sound = check_article(posts[i]->article); !sound)
        posts[i] = std::unexpected(sound.error());
    }
    progress.advance();
  });
  progress.end();

  Reading reading;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    if (!posts[i]) {
      if (posts[i].error().kind != ErrorKind::bad_input) return std::unexpected(posts[i].error());
      reading.skipped.push_back({paths[i].string(), posts[i].error().message});
      reading.refused = true;
      continue;
    }
    ReadPost& post = *posts[i];
    reading.warnings.insert(reading.warnings.end(), post.diagnostics.begin(), post.diagnostics.end());
    if (!post.published) {
      reading.skipped.push_back({paths[i].string(), "not published"});
      continue;
    }
    reading.articles.push_back(std::move(post.article));
    reading.files.push_back(paths[i]);
  }
  return reading;
}

// Two posts of one name in different folders: the later one in name order is numbered.
void make_slugs_unique(Reading& reading) {
  std::set<std::string> slugs;
  for (std::size_t i = 0; i < reading.articles.size(); ++i) {
    std::string& slug = reading.articles[i].slug;
    if (slugs.insert(slug).second) continue;
    const std::string wanted = slug;
    for (int number = 2; !slugs.insert(slug).second; ++number) slug = wanted + "-" + std::to_string(number);
    Diagnostic diagnostic;
    diagnostic.file = reading.files[i].string();
    diagnostic.code = "same_name";
    diagnostic.message = "another post has the same name";
    diagnostic.recovery = "its address is #/" + slug;
    reading.warnings.push_back(std::move(diagnostic));
  }
}

std::vector<SearchShard> index_articles(const std::vector<Article>& articles, unsigned jobs,
                                        Progress& progress) {
  constexpr std::size_t batch = 1024; // so many articles' keys are in memory besides the packed index
  IndexBuilder builder;
  progress.begin("Indexing", articles.size());
  for (std::size_t first = 0; first < articles.size(); first += batch) {
    std::vector<std::vector<KeyWeight>> keys(std::min(batch, articles.size() - first));
    for_each_parallel(keys.size(), jobs, [&](std::size_t i) {
      keys[i] = keys_of(articles[first + i]);
      progress.advance();
    });
    for (std::size_t i = 0; i < keys.size(); ++i) builder.add(articles[first + i].id, keys[i]);
  }
  std::vector<SearchShard> shards;
  for (IndexFile& file : builder.finish())
    shards.push_back({std::move(file.bytes), std::move(file.first_key), file.keys});
  progress.end();
  return shards;
}

Manifest describe_site(const BuildOptions& options, const SiteConfig& config, const PostsFolder& folder) {
  Manifest site;
  site.title = options.title.value_or(config.title);
  if (site.title.empty()) site.title = folder.root.filename().string();
  site.description = config.description;
  site.url = options.base_url.value_or(config.url);
  site.language = config.language.empty() ? "ko" : config.language;
  return site;
}

std::uint64_t bytes_of(const std::vector<Shard>& shards) {
  std::uint64_t sum = 0;
  for (const Shard& shard : shards) sum += shard.bytes;
  return sum;
}

nlohmann::ordered_json bytes_of(const Manifest& manifest, const FileRecords& files) {
  std::uint64_t total = 0, page = 0, media = 0;
  for (const auto& [name, record] : files) {
    total += record.bytes;
    if (name.starts_with("media/"))
      media += record.bytes;
    else if (!name.starts_with("bundle/"))
      page += record.bytes;
  }
  return {{"site", total},
          {"page", page},
          {"media", media},
          {"headlines", bytes_of(manifest.headlines)},
          {"slugs", bytes_of(manifest.slugs)},
          {"articles", bytes_of(manifest.shards_of_articles)},
          {"search", bytes_of(manifest.search)}};
}

class Build {
public:
  Build(const BuildOptions& options, Console& console)
      : options_(options), console_(console), progress_(console, options.quiet) {}

  int run() {
    const Result<void> built = build();
    progress_.clear();
    if (!built) return report_error(console_, built.error());
    print_warnings();
    if (options_.report) {
      if (Result<void> written = write_report(); !written) return report_error(console_, written.error());
    }
    if (is_refused()) {
      console_.err << "error: refused because of --strict: " << reading_.warnings.size() << " warnings, "
                   << reading_.skipped.size() << " posts left out\n";
      return exit_strict;
    }
    if (!options_.quiet) {
      console_.out << reading_.articles.size() << " articles from " << posts_ << " posts in "
                   << options_.site.string() << '\n';
    }
    return exit_done;
  }

private:
  Result<void> build() {
    const unsigned jobs =
        options_.jobs != 0 ? options_.jobs : std::max(1u, std::thread::hardware_concurrency());
    const Result<PostsFolder> folder = find_posts(options_.posts);
    if (!folder) return std::unexpected(folder.error());
    posts_ = folder->posts.size();
    const Result<fs::path> page = find_page(options_.page);
    if (!page) return std::unexpected(page.error());
    Result<SiteFolder> site = SiteFolder::begin(options_.site);
    if (!site) return std::unexpected(site.error());

    const Result<SiteConfig> config = read_config(*folder);
    if (!config) return std::unexpected(config.error());
    Result<Reading> reading = read_posts(folder->posts, jobs, progress_);
    if (!reading) return std::unexpected(reading.error());
    reading->warnings.insert(reading->warnings.begin(), reading_.warnings.begin(),
                             reading_.warnings.end()); // of the config
    reading_ = *std::move(reading);
    make_slugs_unique(reading_);

    MediaCopier media(folder->root, *site);
    for (std::size_t i = 0; i < reading_.articles.size(); ++i) {
      if (Result<void> copied =
              media.copy_pictures(reading_.articles[i], reading_.files[i], reading_.warnings);
          !copied)
        return copied;
    }
    if (is_refused()) return {};

    number_articles(reading_.articles);
    const std::vector<SearchShard> index = index_articles(reading_.articles, jobs, progress_);
    const auto store = [&](const std::string& name, std::span<const std::byte> bytes) {
      return site->add("bundle/" + name, bytes);
    };
    const Result<Manifest> manifest =
        write_bundle(describe_site(options_, *config, *folder), reading_.articles, index, store);
    if (!manifest) return std::unexpected(manifest.error());
    if (Result<void> added = add_page(*site, *page, *manifest); !added) return added;
    bytes_ = bytes_of(*manifest, site->records());
    return site->finish();
  }

  Result<SiteConfig> read_config(const PostsFolder& folder) {
    const fs::path path = folder.root / "_config.yml";
    if (!fs::exists(path)) return SiteConfig();
    const Result<std::string> bytes = read_file(path);
    if (!bytes) return std::unexpected(bytes.error());
    return hanji::read_config(*bytes, path.string(), reading_.warnings);
  }

  bool is_refused() const { return options_.strict && (!reading_.warnings.empty() || reading_.refused); }

  void print_warnings() {
    for (const Skipped& skipped : reading_.skipped) {
      if (skipped.reason != "not published")
        console_.err << skipped.file << ": error: " << skipped.reason << " (this post is left out)\n";
    }
    if (options_.quiet) return;
    const auto& warnings = reading_.warnings;
    for (const Diagnostic& warning :
         std::span(warnings).first(std::min(most_warnings_printed, warnings.size())))
      console_.err << line_of(warning);
    if (warnings.size() <= most_warnings_printed) return;
    std::map<std::string, std::size_t> counts;
    for (const Diagnostic& warning : warnings) ++counts[warning.code];
    console_.err << "and " << warnings.size() - most_warnings_printed
                 << " more warnings (--report FILE lists them). All by kind:\n";
    for (const auto& [code, count] : counts) console_.err << "  " << count << ' ' << code << '\n';
  }

  Result<void> write_report() const {
    using Json = nlohmann::ordered_json;
    Json warnings = Json::array(), skipped = Json::array();
    for (const Diagnostic& warning : reading_.warnings) warnings.push_back(json_of(warning));
    for (const Skipped& each : reading_.skipped)
      skipped.push_back({{"file", each.file}, {"reason", each.reason}});
    const Json report{
        {"posts", posts_},
        {"articles", reading_.articles.size()},
        {"skipped", std::move(skipped)},
        {"warnings", std::move(warnings)},
        {"bytes", bytes_},
        {"seconds", std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count()}};
    const std::string text = report.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
    return write_file(*options_.report, as_bytes(text));
  }

  const BuildOptions& options_;
  Console& console_;
  Progress progress_;
  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::size_t posts_ = 0;
  Reading reading_;
  nlohmann::ordered_json bytes_ = nlohmann::ordered_json::object();
};

} // namespace

int build_command(const BuildOptions& options, Console& console) { return Build(options, console).run(); }

} // namespace hanji

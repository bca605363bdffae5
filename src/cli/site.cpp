#include "cli/site.h"

#include <algorithm>
#include <limits>

#include "bundle/read_bundle.h"

namespace hanji {

Result<Site> Site::open(const fs::path& folder) {
  const fs::path list = folder / "bundle" / "bundle.json";
  const Result<std::string> json = read_file(list, std::numeric_limits<std::uint32_t>::max());
  if (!json) {
    Error error = json.error();
    if (error.kind == ErrorKind::not_found)
      error.message = "there is no site here; make one with: hanji build <posts> --out <site>";
    return std::unexpected(std::move(error));
  }
  Result<Manifest> manifest = parse_manifest(*json);
  if (!manifest) {
    Error error = manifest.error();
    error.where = list.string();
    return std::unexpected(std::move(error));
  }
  return Site(folder, *std::move(manifest));
}

Site::Site(fs::path folder, Manifest manifest) : folder_(std::move(folder)), manifest_(std::move(manifest)) {
  index_.list(manifest_.search);
}

std::optional<std::string> Site::read_shard(const Shard& shard) {
  Result<std::string> bytes =
      read_file(folder_ / "bundle" / shard.file, std::numeric_limits<std::uint32_t>::max());
  if (!bytes) {
    problems_.push_back(bytes.error());
    return {};
  }
  if (Result<void> checked = check_shard(shard, as_bytes(*bytes)); !checked) {
    problems_.push_back(checked.error());
    return {};
  }
  return *std::move(bytes);
}

bool Site::open_directory(const Shard& directory) {
  const std::optional<std::string> bytes = read_shard(directory);
  if (!bytes) return false;
  if (Result<void> opened = hanji::open_directory(manifest_, directory, as_bytes(*bytes)); !opened) {
    problems_.push_back(opened.error());
    return false;
  }
  index_.list(manifest_.search);
  return true;
}

void Site::load_index(const std::string& file) {
  const Shard* shard = find_shard(manifest_, file);
  if (shard->directory) {
    if (!open_directory(*shard)) index_.lose(file);
    return; // what it lists is asked for next
  }
  if (const std::optional<std::string> bytes = read_shard(*shard)) {
    Result<IndexShard> read = read_index_shard(as_bytes(*bytes), manifest_.articles, file);
    if (read) return index_.put(file, *std::move(read));
    problems_.push_back(read.error());
  }
  index_.lose(file);
}

std::shared_ptr<const Article> Site::article(ArticleId id) {
  static const auto unreadable = std::make_shared<const Article>();
  for (;;) {
    if (std::shared_ptr<const Article> known = articles_.find(id)) return known;
    const Shard* shard = shard_of(manifest_.shards_of_articles, index_of(id));
    if (!shard || unreadable_.contains(shard->file)) return unreadable;
    const std::string file = shard->file;
    bool sound = false;
    if (shard->directory) {
      sound = open_directory(*shard);
    } else if (const std::optional<std::string> bytes = read_shard(*shard)) {
      Result<std::vector<Article>> read = read_articles(*shard, as_bytes(*bytes));
      sound = read.has_value();
      if (sound)
        articles_.put(*std::move(read));
      else
        problems_.push_back(read.error());
    }
    if (!sound) unreadable_.insert(file);
  }
}

void Site::run(SearchSession& session) {
  while (session.step(index_, [this](ArticleId id) { return article(id); }) != SearchProgress::done) {
    if (session.progress() != SearchProgress::waits) continue;
    for (const std::string& file : session.needs().files) load_index(file);
  }
}

Hits Site::search(std::string_view text, std::uint32_t limit, const Parameters& parameters) {
  SearchSession session(
      {parse_query(text), limit, SearchDepth::hits, parameters, tongue_of(manifest_.language)});
  run(session);
  return session.hits();
}

std::vector<std::pair<Hit, Explanation>> Site::explain(std::string_view text, std::uint32_t limit,
                                                       const Parameters& parameters) {
  SearchSession session({parse_query(text), limit, SearchDepth::hits, parameters});
  run(session);
  std::vector<std::pair<Hit, Explanation>> explained;
  for (const Hit& hit : session.hits().hits)
    explained.emplace_back(
        hit, hanji::explain(session, index_, [this](ArticleId id) { return article(id); }, hit.article));
  return explained;
}

} // namespace hanji

#include "cli/site.h"

#include <algorithm>
#include <limits>

#include "bundle/read_bundle.h"
#include "search/inquiry.h"

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
  list_index();
}

void Site::list_index() {
  index_.ranges.clear();
  for (const Shard& shard : manifest_.search) index_.ranges.push_back({shard.file, shard.first_key, shard.directory});
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
  list_index();
  return true;
}

void Site::load_index(const std::string& file) {
  const Shard* shard = find_shard(manifest_, file);
  if (shard->directory && open_directory(*shard)) return; // what it lists is asked for next
  IndexShard& loaded = index_.loaded[file];               // stays empty when it cannot be read
  if (shard->directory) return;
  const std::optional<std::string> bytes = read_shard(*shard);
  if (!bytes) return;
  Result<IndexShard> read = read_index_shard(as_bytes(*bytes), manifest_.articles, file);
  if (read)
    loaded = *std::move(read);
  else
    problems_.push_back(read.error());
}

const Article* Site::article(ArticleId id) {
  static const Article unreadable;
  const Shard* shard = shard_of(manifest_.shards_of_articles, index_of(id));
  if (shard && shard->directory && !unreadable_directories_.contains(shard->file)) {
    const std::string file = shard->file;
    if (open_directory(*shard))
      shard = shard_of(manifest_.shards_of_articles, index_of(id));
    else
      unreadable_directories_.insert(file);
  }
  if (!shard || shard->directory) return &unreadable;
  auto known = articles_.find(shard->first);
  if (known == articles_.end()) {
    known = articles_.emplace(shard->first, std::vector<Article>()).first;
    if (const std::optional<std::string> bytes = read_shard(*shard)) {
      Result<std::vector<Article>> read = read_articles(*shard, as_bytes(*bytes));
      if (read)
        known->second = *std::move(read);
      else
        problems_.push_back(read.error());
    }
  }
  return known->second.empty() ? &unreadable : &known->second[index_of(id) - shard->first];
}

std::vector<Hit> Site::search(std::string_view text, std::uint32_t limit, const Parameters& parameters) {
  Inquiry inquiry = make_inquiry(parse_query(text), limit);
  for (;;) {
    inquire_in_steps(index_, [this](ArticleId id) { return article(id); }, inquiry, parameters).finish();
    if (inquiry.answer.missing.empty()) return std::move(inquiry.hits.hits);
    for (const std::string& file : inquiry.answer.missing) load_index(file);
  }
}

} // namespace hanji

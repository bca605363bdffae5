#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <vector>

#include "base/bytes.h"
#include "bundle/read_bundle.h"
#include "cli/commands.h"
#include "cli/dead_links.h"
#include "cli/site_folder.h"

namespace hanji {
namespace {

struct Written {
  std::uint64_t bytes = 0;
  Hash sha256{};
  std::size_t hash_bytes = sizeof(Hash); // of it that are recorded
};
using WrittenFiles = std::map<std::string, Written>; // by path below the site

Result<void> check_file(const fs::path& path, const Written& record) {
  const Result<std::string> bytes = read_file(path, std::numeric_limits<std::uint32_t>::max());
  if (!bytes) return std::unexpected(bytes.error());
  if (bytes->size() == record.bytes &&
      begin_alike(hash_of(as_bytes(*bytes)), record.sha256, record.hash_bytes))
    return {};
  return std::unexpected(Error{ErrorKind::bad_shard,
                               "is not as it was written (" + std::to_string(bytes->size()) + " bytes; " +
                                   std::to_string(record.bytes) + " were recorded); build the site again",
                               path.string()});
}

// Every shard that the page may ask for, whatever files.json says. What a damaged directory lists is unknown.
void add_shards(WrittenFiles& files, Manifest& manifest, const fs::path& bundle) {
  const auto add = [&](const Shard& shard) {
    Written& file = files["bundle/" + shard.file];
    if (file.bytes == shard.bytes && begin_alike(file.sha256, shard.sha256, shard.hash_bytes)) return;
    file = {shard.bytes, shard.sha256, shard.hash_bytes};
  };
  for (const ShardKind kind : all_shard_kinds) {
    const std::vector<Shard> listed = list_of(manifest, kind);
    for (const Shard& shard : listed) {
      add(shard);
      if (!shard.directory) continue;
      const Result<std::string> bytes = read_file(bundle / shard.file, shard.bytes);
      if (bytes) std::ignore = open_directory(manifest, *find_shard(manifest, shard.file), as_bytes(*bytes));
    }
    for (const Shard& shard : list_of(manifest, kind)) add(shard);
  }
}

// What lies in our folders and is in no list: anybody may read it, and no build will change it.
std::vector<fs::path> find_unlisted(const fs::path& site, const WrittenFiles& files) {
  std::vector<fs::path> unlisted;
  std::error_code failed;
  auto entry = fs::recursive_directory_iterator(site, failed);
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    const std::string name = entry->path().lexically_relative(site).generic_string();
    if (name == ".git") entry.disable_recursion_pending();
    const bool folder = entry->is_directory() && !entry->is_symlink();
    if (!folder && is_named_as_ours(name) && !files.contains(name)) unlisted.push_back(entry->path());
  }
  std::ranges::sort(unlisted);
  return unlisted;
}

} // namespace

int check_command(const CheckOptions& options, Console& console) {
  const fs::path list_path = options.site / "files.json",
                 bundle_path = options.site / "bundle" / "bundle.json";
  const Result<std::string> bundle = read_file(bundle_path), list = read_file(list_path);
  if (!bundle) return report_error(console, bundle.error());
  if (!list) return report_error(console, list.error());
  Result<Manifest> manifest = parse_manifest(*bundle);
  if (!manifest)
    return report_error(console, {manifest.error().kind, manifest.error().message, bundle_path.string()});
  Result<FileRecords> records = parse_file_records(*list);
  if (!records)
    return report_error(console, {records.error().kind, records.error().message, list_path.string()});
  WrittenFiles files;
  for (const auto& [name, record] : *records) files[name] = {record.bytes, record.sha256};
  add_shards(files, *manifest, bundle_path.parent_path());

  std::size_t damaged = 0;
  std::uint64_t bytes = 0;
  for (const auto& [name, record] : files) {
    bytes += record.bytes;
    if (Result<void> checked = check_file(options.site / name, record); !checked) {
      report_error(console, checked.error());
      ++damaged;
    }
  }
  const std::vector<fs::path> unlisted = find_unlisted(options.site, files);
  for (const fs::path& path : unlisted)
    report_error(console,
                 {ErrorKind::bad_shard,
                  "is no part of this site, and published with it; build the site again", path.string()});
  const std::vector<DeadLink> dead = find_dead_links(options.site, *records, manifest->url);
  for (const DeadLink& link : dead)
    console.err << (options.site / link.page).string() << ':' << link.line << ": warning: “" << link.address
                << "” leads to nothing of this site\n";
  console.out << files.size() << " files, " << bytes << " bytes, " << damaged << " damaged or missing, "
              << unlisted.size() << " not listed, " << dead.size() << " dead links\n";
  return damaged + unlisted.size() == 0 ? exit_done : exit_files;
}

} // namespace hanji

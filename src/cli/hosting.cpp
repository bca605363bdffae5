#include "cli/hosting.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/bytes.h"
#include "cli/compression.h"
#include "cli/parallel.h"

namespace hanji {
namespace {

Hash key_of(const FileRecord& file, Coding coding) {
  ByteWriter all;
  all.raw(std::as_bytes(std::span(file.sha256)));
  all.text(token_of(coding));
  return hash_of(all.bytes());
}

Result<void> add_compressed(SiteFolder& site, PageCache& cache, const std::string& name,
                            const FileRecord& file) {
  std::string bytes;
  for (const Coding coding : all_codings) {
    const std::string place = name + std::string(ending_of(coding));
    const Hash key = key_of(file, coding);
    const KnownPage* known = cache.find(place, key);
    if (known && (known->file.bytes == 0 || site.carry(place, known->file))) {
      cache.add(place, *known);
      continue;
    }
    if (bytes.empty()) {
      Result<std::string> read = site.read(name);
      if (!read) return std::unexpected(read.error());
      bytes = *std::move(read);
    }
    const std::string packed = compressed(as_bytes(bytes), coding, Effort::most);
    if (packed.size() > bytes.size() - bytes.size() / 10) {
      cache.add(place, {key, {}, {}}); // of 0 bytes: not worth it
      continue;
    }
    const FileRecord record{packed.size(), hash_of(as_bytes(packed))};
    cache.add(place, {key, record, {}});
    if (Result<void> added = site.add(place, as_bytes(packed), record.sha256); !added) return added;
  }
  return {};
}

} // namespace

bool never_changes(std::string_view name) {
  for (const Coding coding : all_codings) {
    if (name.ends_with(ending_of(coding))) return never_changes(name.substr(0, name.size() - 3));
  }
  return is_named_as_ours(name) && name != "bundle/bundle.json";
}

Result<void> add_host_headers(SiteFolder& site) {
  std::set<std::string> forever, anew{"/", "/*.html", "/build.json", "/bundle/bundle.json", "/files.json"};
  for (const auto& [name, file] : site.records()) {
    const std::size_t slash = name.find('/');
    if (name.starts_with("bundle/files-"))
      forever.insert("/bundle/files-*");
    else if (name.starts_with("bundle/"))
      forever.insert("/bundle/*.bin");
    else if (never_changes(name))
      forever.insert("/" + name.substr(0, slash) + "/*");
    else if (name.ends_with(".oembed.json"))
      anew.insert("/*.oembed.json");
    else if (slash == name.npos && (name.ends_with(".js") || name.ends_with(".webmanifest")))
      anew.insert("/" + name);
  }
  std::string text = "/*\n  X-Content-Type-Options: nosniff\n";
  for (const std::string& path : forever)
    text += path + "\n  Cache-Control: public, max-age=31536000, immutable\n";
  for (const std::string& path : anew) {
    text += path + "\n  Cache-Control: no-cache\n";
    if (path == "/embed.js")
      text += "  Access-Control-Allow-Origin: *\n"; // pages of others load it as a module
  }
  return site.add("_headers", as_bytes(text));
}

Result<void> add_compressed_files(SiteFolder& site, PageCache& cache, unsigned jobs, Progress& progress) {
  std::vector<std::pair<std::string, FileRecord>> files;
  for (const auto& [name, file] : site.records()) {
    if (is_compressible(name) && file.bytes > fewest_compressed_bytes) files.emplace_back(name, file);
  }
  progress.begin("Compressing", files.size());
  std::vector<Result<void>> done(files.size());
  for_each_parallel(files.size(), jobs, [&](std::size_t i) {
    done[i] = add_compressed(site, cache, files[i].first, files[i].second);
    progress.advance();
  });
  for (Result<void>& each : done) {
    if (!each) return each;
  }
  progress.end();
  return {};
}

} // namespace hanji

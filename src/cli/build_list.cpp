#include "cli/build_list.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

#include "base/bytes.h"

namespace hanji {
namespace {

constexpr std::size_t most_listed = 512, most_packed_bytes = std::size_t{1} << 20;
constexpr std::uint8_t ends_one_in_128 = 2; // of 256 values of a byte

nlohmann::ordered_json entry_of(const std::string& name, const FileRecord& file, std::size_t digits) {
  return nlohmann::ordered_json::array({name, file.bytes, hex_of(file.sha256).substr(0, digits)});
}

// What a page needs to go on without a network, beside the shards of what it shows.
bool is_needed_first(std::string_view name, const std::string& program) {
  constexpr std::array<std::string_view, 5> names{"index.html", "offline.html", "manifest.webmanifest",
                                                  "bundle/bundle.json", "icon.svg"};
  if (std::ranges::find(names, name) != names.end()) return true;
  if (name.find('/') == name.npos) return name.starts_with("icon-");
  const std::string_view file = name.substr(std::min(program.size() + 1, name.size()));
  return name.starts_with(program + "/") && !file.starts_with("hanji-search.");
}

// A publisher may put his own in their place, or a host treats them as its own.
bool is_no_part(std::string_view name) {
  constexpr std::array<std::string_view, 7> names{"404.html", "_headers",  "robots.txt",       "sitemap.xml",
                                                  "feed.xml", "feed.json", "service_worker.js"};
  return std::ranges::find(names, name) != names.end();
}

bool is_packed(std::string_view name) { return name.starts_with("bundle/") && name.ends_with(".bin"); }

} // namespace

Result<void> add_build_list(SiteFolder& site, const std::string& program) {
  nlohmann::ordered_json build{{"format", 1},
                               {"id", ""},
                               {"program", program},
                               {"files", nlohmann::ordered_json::array()},
                               {"lists", nlohmann::ordered_json::array()}};
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  std::string pack;
  const auto add_named = [&](std::string_view kind, std::string_view bytes,
                             std::string_view ending) -> Result<std::string> {
    std::string name = "bundle/" + std::string(kind) + hex_of(hash_of(as_bytes(bytes))).substr(0, 16);
    name += ending;
    if (Result<void> added = site.add(name, as_bytes(bytes)); !added) return std::unexpected(added.error());
    return name;
  };
  const auto end_list = [&]() -> Result<void> {
    if (list.empty()) return {};
    const std::string text = list.dump() + "\n";
    const Result<std::string> name = add_named("files-", text, ".json");
    if (!name) return std::unexpected(name.error());
    auto entry = nlohmann::ordered_json::array({list.front().front(), *name, text.size()});
    if (!pack.empty()) {
      const Result<std::string> packed = add_named("pack-", pack, ".bin");
      if (!packed) return std::unexpected(packed.error());
      entry.push_back(*packed);
      entry.push_back(pack.size());
    }
    build["lists"].push_back(std::move(entry));
    list.clear();
    pack.clear();
    return {};
  };
  const FileRecords records = site.records();
  for (const auto& [name, file] : records) {
    if (is_no_part(name)) continue;
    if (is_needed_first(name, program)) {
      build["files"].push_back(entry_of(name, file, 64));
      continue;
    }
    list.push_back(entry_of(name, file, 16));
    if (is_packed(name)) {
      const Result<std::string> bytes = site.read(name);
      if (!bytes) return std::unexpected(bytes.error());
      pack += *bytes;
    }
    if (hash_of(as_bytes(name))[0] >= ends_one_in_128 && list.size() < most_listed &&
        pack.size() < most_packed_bytes)
      continue;
    if (Result<void> ended = end_list(); !ended) return ended;
  }
  if (Result<void> ended = end_list(); !ended) return ended;
  build["id"] = hex_of(hash_of(as_bytes(build.dump()))).substr(0, 16);
  return site.add("build.json", as_bytes(build.dump() + "\n"));
}

} // namespace hanji

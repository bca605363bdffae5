#include "cli/build_list.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

#include "base/bytes.h"
#include "cli/media.h"
#include "text/utf8.h"

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
  const bool is_asked_for = file.starts_with("hanji-search.") || file.starts_with("hanji_posts.") ||
                            file.starts_with("posts_") || file == "open.js";
  return name.starts_with(program + "/") && !is_asked_for;
}

// A publisher may put his own in their place, or a host treats them as its own.
bool is_no_part(std::string_view name) {
  constexpr std::array<std::string_view, 7> names{"404.html", "_headers",  "robots.txt",       "sitemap.xml",
                                                  "feed.xml", "feed.json", "service_worker.js"};
  return std::ranges::find(names, name) != names.end();
}

// Of a text that another host sends: flat, and no larger than who fetched it let it be.
nlohmann::json parse_flat(std::string_view text) {
  constexpr int most_depth = 6;
  bool deep = false;
  const auto look = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    deep = deep || depth > most_depth;
    return !deep;
  };
  nlohmann::json json = nlohmann::json::parse(text, look, false);
  return deep ? nlohmann::json() : json;
}

bool is_name(const std::string& name) {
  constexpr std::size_t longest = 2000;
  if (name.empty() || name.size() > longest || !is_valid_utf8(name)) return false;
  if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }))
    return false;
  const std::string within = "/" + name + "/";
  return !within.contains("//") && !within.contains("/../") && !within.contains("/./");
}

// What begins at `at` of a list: name, bytes, and a hash where there is one.
std::optional<ListedFile> file_in(const nlohmann::json& entry, std::size_t at, bool has_hash) {
  if (!entry.is_array() || entry.size() < at + (has_hash ? 3 : 2) || !entry[at].is_string() ||
      !entry[at + 1].is_number_unsigned())
    return {};
  ListedFile file{entry[at].get<std::string>(), entry[at + 1].get<std::uint64_t>(), {}, 0};
  if (!is_name(file.name) || file.bytes > most_attachment_bytes) return {};
  std::string digits;
  if (has_hash && entry[at + 2].is_string()) digits = entry[at + 2].get<std::string>();
  if (!has_hash) { // its name tells: bundle/files-<hash>.json
    const std::size_t dash = file.name.rfind('-');
    if (dash == std::string::npos || !file.name.starts_with("bundle/")) return {};
    digits = file.name.substr(dash + 1, file.name.rfind('.') - dash - 1);
  }
  if (digits.size() < 16 || digits.size() > 64 || digits.size() % 2 != 0) return {};
  file.hash_bytes = digits.size() / 2;
  const std::optional<Hash> hash = parse_hex_hash(digits + std::string(64 - digits.size(), '0'));
  if (!hash) return {};
  file.sha256 = *hash;
  return file;
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

Result<BuildList> read_build_list(std::string_view text) {
  const Error damaged{ErrorKind::bad_shard, "is not what a build writes", "build.json"};
  const nlohmann::json json = parse_flat(text);
  if (!json.is_object()) return std::unexpected(damaged);
  const auto format = json.find("format"), id = json.find("id"), program = json.find("program"),
             files = json.find("files"), lists = json.find("lists"), none = json.end();
  if (format == none || !format->is_number_unsigned()) return std::unexpected(damaged);
  if (*format > 1) {
    return std::unexpected(
        Error{ErrorKind::newer_format, "is of a newer format than this hanji knows", "build.json"});
  }
  if (id == none || program == none || files == none || lists == none || !id->is_string() ||
      !program->is_string() || !files->is_array() || !lists->is_array())
    return std::unexpected(damaged);
  BuildList build{id->get<std::string>(), program->get<std::string>(), {}, {}, {}};
  if (!is_name(build.program)) return std::unexpected(damaged);
  for (const nlohmann::json& entry : *files) {
    std::optional<ListedFile> file = file_in(entry, 0, true);
    if (!file) return std::unexpected(damaged);
    build.files.push_back(*std::move(file));
  }
  for (const nlohmann::json& entry : *lists) {
    std::optional<ListedFile> file = file_in(entry, 1, false);
    if (!file || !entry[0].is_string()) return std::unexpected(damaged);
    if (entry.size() >= 5) {
      std::optional<ListedFile> pack = file_in(entry, 3, false);
      if (!pack) return std::unexpected(damaged);
      build.packs.push_back(*std::move(pack));
    }
    build.lists.push_back({entry[0].get<std::string>(), *std::move(file)});
  }
  return build;
}

Result<std::vector<ListedFile>> read_list_of_files(std::string_view text) {
  std::vector<ListedFile> files;
  const nlohmann::json json = parse_flat(text);
  const Error damaged{ErrorKind::bad_shard, "is no list of files", "bundle/files-*.json"};
  if (!json.is_array()) return std::unexpected(damaged);
  for (const nlohmann::json& entry : json) {
    std::optional<ListedFile> file = file_in(entry, 0, true);
    if (!file) return std::unexpected(damaged);
    files.push_back(*std::move(file));
  }
  return files;
}

} // namespace hanji

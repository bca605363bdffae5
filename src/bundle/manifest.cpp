#include "bundle/manifest.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "bundle/shard.h"

namespace hanji {
namespace {

using Json = nlohmann::json;

std::unexpected<Error> bad(std::string why) {
  return std::unexpected(Error{ErrorKind::bad_shard,
                               "the bundle's list of contents cannot be read: " + std::move(why),
                               "bundle.json"});
}

std::optional<std::string> text_at(const Json& object, const char* key) {
  const auto field = object.find(key);
  if (field == object.end() || !field->is_string()) return {};
  return field->get<std::string>();
}

std::optional<std::uint32_t> number_at(const Json& object, const char* key) {
  const auto field = object.find(key);
  if (field == object.end() || !field->is_number_unsigned()) return {};
  const auto value = field->get<std::uint64_t>();
  if (value > std::numeric_limits<std::uint32_t>::max()) return {};
  return static_cast<std::uint32_t>(value);
}

std::optional<Shard> parse_shard(const Json& json) {
  if (!json.is_object()) return {};
  const auto kind = text_at(json, "kind");
  const auto file = text_at(json, "file");
  const auto bytes = number_at(json, "bytes");
  const auto sha256 = text_at(json, "sha256");
  const auto first = number_at(json, "first");
  const auto count = number_at(json, "count");
  if (!kind || !file || !bytes || !sha256 || !first || !count) return {};
  const auto known = std::ranges::find(all_shard_kinds, *kind, name_of);
  const auto hash = parse_hex_hash(*sha256);
  if (known == all_shard_kinds.end() || !hash) return {};
  const auto key = text_at(json, "first_key");
  if (has_key(*known) != key.has_value()) return {};
  const bool directory = json.contains("directory");
  if (directory && json["directory"] != true) return {};
  if (*file != shard_file_name(*known, *hash, directory)) return {}; // so no name leads out of the folder
  return Shard{.kind = *known,
               .file = *file,
               .bytes = *bytes,
               .sha256 = *hash,
               .first = *first,
               .count = *count,
               .first_key = key.value_or(""),
               .directory = directory};
}

} // namespace

const std::vector<Shard>& list_of(const Manifest& manifest, ShardKind kind) {
  switch (kind) {
  case ShardKind::headlines: return manifest.headlines;
  case ShardKind::slugs: return manifest.slugs;
  case ShardKind::articles: return manifest.shards_of_articles;
  case ShardKind::search: return manifest.search;
  case ShardKind::categories: break;
  }
  return manifest.shards_of_categories;
}

std::vector<Shard>& list_of(Manifest& manifest, ShardKind kind) {
  return const_cast<std::vector<Shard>&>(list_of(std::as_const(manifest), kind));
}

const Shard* find_shard(const Manifest& manifest, std::string_view file) {
  for (const ShardKind kind : all_shard_kinds) {
    const std::vector<Shard>& shards = list_of(manifest, kind);
    const auto found = std::ranges::find(shards, file, &Shard::file);
    if (found != shards.end()) return &*found;
  }
  return nullptr;
}

bool has_key(ShardKind kind) { return kind != ShardKind::headlines && kind != ShardKind::articles; }

bool covers(std::span<const Shard> shards, std::uint32_t first, std::uint32_t count) {
  std::uint64_t next = first;
  for (const Shard& shard : shards) {
    if (shard.first != next || shard.count == 0) return false;
    next += shard.count;
  }
  return next == std::uint64_t{first} + count;
}

bool keys_ascend(std::span<const Shard> shards) {
  return std::ranges::adjacent_find(shards, std::ranges::greater_equal{}, &Shard::first_key) == shards.end();
}

Result<Manifest> parse_manifest(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return bad("it is not JSON");
  const auto format = number_at(json, "format");
  if (!format || *format == 0) return bad("it has no format number");
  if (*format > bundle_format) {
    return std::unexpected(Error{ErrorKind::newer_format,
                                 "this site was written by a newer Hanji; reload the page or update",
                                 "bundle.json"});
  }
  const auto title = text_at(json, "title"), description = text_at(json, "description"),
             url = text_at(json, "url"), language = text_at(json, "language");
  const auto articles = number_at(json, "articles");
  if (!title || !description || !url || !language || !articles) return bad("a field of the site is missing");

  Manifest manifest{.title = *title,
                    .description = *description,
                    .url = *url,
                    .language = *language,
                    .font = text_at(json, "font").value_or(""),
                    .articles = *articles};
  const auto categories = json.find("categories"), shards = json.find("shards");
  if (categories == json.end() || !categories->is_array() || shards == json.end() || !shards->is_array())
    return bad("a list is missing");
  for (const Json& entry : *categories) {
    const auto name = entry.is_object() ? text_at(entry, "name") : std::nullopt;
    const auto count = entry.is_object() ? number_at(entry, "articles") : std::nullopt;
    if (!name || !count) return bad("a category makes no sense");
    manifest.categories.push_back({*name, *count});
  }
  for (const Json& entry : *shards) {
    auto shard = parse_shard(entry);
    if (!shard) return bad("a shard makes no sense");
    list_of(manifest, shard->kind).push_back(*std::move(shard));
  }
  for (const ShardKind kind : all_shard_kinds) {
    const std::vector<Shard>& list = list_of(manifest, kind);
    if (has_key(kind) ? !keys_ascend(list) : !covers(list, 0, *articles))
      return bad(has_key(kind) ? "its shards are out of order" : "articles are missing");
  }
  return manifest;
}

const Shard* shard_of(const std::vector<Shard>& shards, std::uint32_t number) {
  const auto after = std::ranges::upper_bound(shards, number, {}, &Shard::first);
  if (after == shards.begin() || number - (after - 1)->first >= (after - 1)->count) return nullptr;
  return &*(after - 1);
}

const Shard* shard_of(const std::vector<Shard>& shards, std::string_view key) {
  const auto after = std::ranges::upper_bound(
      shards, key, {}, [](const Shard& shard) { return std::string_view(shard.first_key); });
  return after == shards.begin() ? nullptr : &*(after - 1);
}

} // namespace hanji

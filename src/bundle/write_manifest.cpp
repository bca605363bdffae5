#include <nlohmann/json.hpp>

#include "bundle/manifest.h"
#include "bundle/shard.h"

namespace hanji {

std::string write_manifest(const Manifest& manifest) {
  using Json = nlohmann::ordered_json;
  Json categories = Json::array(), shards = Json::array();
  for (const CategoryCount& category : manifest.categories)
    categories.push_back({{"name", category.name}, {"articles", category.articles}});
  for (const ShardKind kind : all_shard_kinds) {
    for (const Shard& shard : list_of(manifest, kind)) {
      Json entry{{"kind", name_of(shard.kind)},    {"file", shard.file},   {"bytes", shard.bytes},
                 {"sha256", hex_of(shard.sha256)}, {"first", shard.first}, {"count", shard.count}};
      if (has_key(kind)) entry["first_key"] = shard.first_key;
      if (shard.directory) entry["directory"] = true;
      shards.push_back(std::move(entry));
    }
  }
  Json json{{"format", bundle_format},
            {"title", manifest.title},
            {"description", manifest.description},
            {"url", manifest.url},
            {"language", manifest.language},
            {"articles", manifest.articles},
            {"categories", categories},
            {"shards", shards}};
  if (!manifest.font.empty()) json["font"] = manifest.font;
  if (!manifest.generator.empty()) json["generator"] = manifest.generator;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace hanji

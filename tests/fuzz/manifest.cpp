// Any bytes as bundle.json, and what follows a NUL as the directories and categories that it lists (their
// recorded length and hash are made to fit): an answer or an error, and what is read can be written and read
// again.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "bundle/read_bundle.h"
#include "bundle/shard.h"

using namespace hanji;

namespace {

void hold(bool truth) {
  if (!truth) std::abort();
}

// A directory may only put in its place what belongs there.
void open_with(Manifest manifest, ShardKind kind, std::span<const std::byte> bytes) {
  std::vector<Shard>& list = list_of(manifest, kind);
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list[i].directory) continue;
    list[i].bytes = static_cast<std::uint32_t>(bytes.size());
    list[i].sha256 = hash_of(bytes);
    const std::size_t before = list.size();
    if (!open_directory(manifest, list[i], bytes)) hold(list.size() == before);
    hold(has_key(kind) ? keys_ascend(list) : covers(list, 0, manifest.articles));
    return;
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const std::size_t end = std::min(input.find('\0'), size);
  const std::span<const std::byte> rest = as_bytes(input.substr(std::min(end + 1, size)));
  if (const auto manifest = parse_manifest(input.substr(0, end))) {
    const std::string written = write_manifest(*manifest);
    const auto again = parse_manifest(written);
    hold(again && write_manifest(*again) == written);
    for (const ShardKind kind : all_shard_kinds) open_with(*manifest, kind, rest);
  }

  Shard shard;
  shard.bytes = static_cast<std::uint32_t>(rest.size());
  shard.sha256 = hash_of(rest);
  shard.count =
      rest.size() > 7 ? std::max(1U, std::to_integer<std::uint32_t>(rest[7])) : 1; // as the header says
  for (const bool numbered : {true, false}) { // a directory on its own, as the only one of its list
    Manifest manifest;
    shard.kind = numbered ? ShardKind::articles : ShardKind::slugs;
    shard.directory = true;
    manifest.articles = shard.count;
    list_of(manifest, shard.kind) = {shard};
    open_with(manifest, shard.kind, rest);
  }
  shard.kind = ShardKind::categories;
  if (const auto categories = read_categories(shard, rest, 1000)) {
    std::vector<Bytes> encoded;
    for (const CategoryEntry& category : *categories) {
      hold(category.articles.empty() || category.articles.back() < 1000);
      encoded.push_back(encode_category(category));
    }
    const Bytes bytes = encode_categories(encoded);
    shard.bytes = static_cast<std::uint32_t>(bytes.size());
    shard.sha256 = hash_of(bytes);
    hold(read_categories(shard, bytes, 1000).has_value());
  }
  return 0;
}

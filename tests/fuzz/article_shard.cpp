// Any bytes as a shard of the bundle, with a hash that fits: refused, or sound articles that are written to
// the same bytes' meaning again. The first byte chooses the kind.
#include <cstdint>
#include <cstdlib>

#include "bundle/read_bundle.h"
#include "bundle/shard.h"

using namespace hanji;

namespace {

void read_articles_again(Shard shard, std::span<const std::byte> bytes) {
  const auto articles = read_articles(shard, bytes);
  if (!articles) return;
  std::vector<Bytes> encoded;
  std::vector<std::string> pages;
  for (const Article& article : *articles) {
    encoded.push_back(encode_article(article));
    pages.push_back(article.page);
  }
  const Bytes written = encode_articles(encoded, pages);
  shard.bytes = static_cast<std::uint32_t>(written.size());
  shard.sha256 = hash_of(written);
  const auto again = read_articles(shard, written);
  if (!again || *again != *articles) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const std::span<const std::byte> bytes = std::as_bytes(std::span(data + 3, size - 3));
  Shard shard;
  shard.bytes = static_cast<std::uint32_t>(bytes.size());
  shard.sha256 = hash_of(bytes);
  shard.first = data[1];
  shard.count = data[2];
  switch (data[0] % 3) {
  case 0: read_articles_again(shard, bytes); break;
  case 1: (void)read_headlines(shard, bytes); break;
  default: (void)read_slugs(shard, bytes); break;
  }
  return 0;
}

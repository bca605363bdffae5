#include "search/index_shard.h"

#include <cassert>
#include <utility>

#include "search/index_bytes.h"

namespace hanji {
namespace {

std::unexpected<Error> bad(std::string_view where, const char* why) {
  return std::unexpected(Error{ErrorKind::bad_shard,
                               std::string("this part of the search index is damaged: ") + why,
                               std::string(where)});
}

// Ascending, within the bundle, and exactly as long as said.
bool check_postings(std::span<const std::byte> bytes, std::uint32_t articles) {
  ByteReader in(bytes);
  std::uint64_t next = 0;
  while (!in.at_end() && !in.failed()) {
    const std::uint64_t packed = in.varint();
    next += packed >> weight_bits;
    if (next >= articles || (packed & weight_mask) == 0) return false;
    ++next;
  }
  return !in.failed() && !bytes.empty();
}

} // namespace

Result<IndexShard> read_index_shard(std::span<const std::byte> bytes, std::uint32_t articles,
                                    std::string_view where) {
  ByteReader in(bytes);
  if (as_text(in.raw(index_magic.size())) != index_magic) return bad(where, "it does not begin as one");
  const std::uint8_t format = in.u8();
  if (!in.failed() && format > index_format) {
    return std::unexpected(Error{ErrorKind::newer_format,
                                 "this index was written by a newer Hanji; reload the page or update",
                                 std::string(where)});
  }
  if (format != index_format) return bad(where, "it has no format number");

  IndexShard shard;
  const std::uint32_t count = in.varint32();
  if (!in.plausible(count)) return bad(where, "it is short");
  shard.keys.reserve(count);
  shard.ends.reserve(count);
  std::uint64_t end = 0;
  for (std::uint32_t i = 0; i < count && !in.failed(); ++i) {
    const std::size_t shared = in.u8();
    const std::string_view rest = in.text();
    if (shared > 0 && (shard.keys.empty() || shared > shard.keys.back().size()))
      return bad(where, "a key makes no sense");
    std::string key = shared == 0 ? std::string() : shard.keys.back().substr(0, shared);
    key += rest;
    if (!shard.keys.empty() && key <= shard.keys.back()) return bad(where, "its keys are out of order");
    end += in.varint32();
    if (end > bytes.size()) return bad(where, "it is short");
    shard.keys.push_back(std::move(key));
    shard.ends.push_back(static_cast<std::uint32_t>(end));
  }
  const std::span<const std::byte> postings = in.raw(static_cast<std::size_t>(end));
  if (in.failed() || !in.at_end()) return bad(where, "its length is not the recorded one");
  std::uint32_t begin = 0;
  for (const std::uint32_t key_end : shard.ends) {
    if (!check_postings(postings.subspan(begin, key_end - begin), articles))
      return bad(where, "a list of articles makes no sense");
    begin = key_end;
  }
  shard.postings.assign(postings.begin(), postings.end());
  return shard;
}

void append_postings(const IndexShard& shard, std::size_t key, std::vector<Posting>& postings) {
  assert(key < shard.keys.size());
  const std::uint32_t begin = key == 0 ? 0 : shard.ends[key - 1];
  ByteReader in(std::span(shard.postings).subspan(begin, shard.ends[key] - begin));
  std::uint32_t next = 0;
  while (!in.at_end() && !in.failed()) {
    const std::uint64_t packed = in.varint();
    next += static_cast<std::uint32_t>(packed >> weight_bits);
    postings.push_back({ArticleId{next}, static_cast<std::uint8_t>(packed & weight_mask)});
    ++next;
  }
}

} // namespace hanji

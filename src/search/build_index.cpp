#include "search/build_index.h"

#include <algorithm>
#include <cassert>

#include "search/index_bytes.h"
#include "search/index_shard.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {
namespace {

enum class Place : std::uint8_t { title, heading, body };

struct Occurrence {
  std::uint64_t key;
  Place place;
};

void add_text(std::vector<Occurrence>& occurrences, std::string_view text, Place place) {
  const std::u32string folded = fold_for_search(text).text;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const std::uint64_t second = i + 1 < folded.size() ? folded[i + 1] : 0;
    occurrences.push_back({std::uint64_t{folded[i]} << 32 | second, place});
  }
}

std::uint8_t weigh(std::span<const Occurrence> same_key) {
  const auto count = [&](Place place) { return std::ranges::count(same_key, place, &Occurrence::place); };
  const auto body = std::min<std::ptrdiff_t>(count(Place::body), most_weight_in_body);
  return static_cast<std::uint8_t>((count(Place::title) > 0 ? weight_in_title : 0) +
                                   (count(Place::heading) > 0 ? weight_in_heading : 0) + body);
}

std::string text_of(std::uint64_t key) {
  std::string text;
  append_utf8(text, static_cast<char32_t>(key >> 32));
  if (const auto second = static_cast<char32_t>(key & 0xFFFF'FFFF)) append_utf8(text, second);
  return text;
}

void append_varint(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes.push_back(static_cast<char>(value | 0x80));
  bytes.push_back(static_cast<char>(value));
}

// One shard while it grows: its keys and its postings, which follow one another in the file.
struct Growing {
  IndexFile file;
  ByteWriter keys;
  ByteWriter postings;
  std::string previous;

  void add(const std::string& key, std::string_view packed) {
    if (file.keys++ == 0) file.first_key = key;
    const auto shared = static_cast<std::size_t>(std::ranges::mismatch(key, previous).in1 - key.begin());
    keys.u8(static_cast<std::uint8_t>(shared));
    keys.text(std::string_view(key).substr(shared));
    keys.varint(packed.size());
    postings.raw(as_bytes(packed));
    previous = key;
  }

  IndexFile finish() {
    ByteWriter out;
    out.raw(as_bytes(index_magic));
    out.u8(index_format);
    out.varint(file.keys);
    out.raw(keys.bytes());
    out.raw(postings.bytes());
    file.bytes = out.take();
    return std::move(file);
  }
};

} // namespace

std::vector<KeyWeight> keys_of(const Article& article) {
  std::vector<Occurrence> occurrences;
  add_text(occurrences, article.title, Place::title);
  add_text(occurrences, article.lead, Place::body);
  for (const Block& block : article.blocks)
    add_text(occurrences, block.text, block.kind == BlockKind::heading ? Place::heading : Place::body);
  std::ranges::sort(occurrences, {}, &Occurrence::key);
  std::vector<KeyWeight> keys;
  for (auto begin = occurrences.begin(); begin != occurrences.end();) {
    const auto end =
        std::find_if(begin, occurrences.end(), [&](const Occurrence& o) { return o.key != begin->key; });
    keys.push_back({begin->key, weigh({begin, end})});
    begin = end;
  }
  return keys;
}

void IndexBuilder::add(ArticleId article, std::span<const KeyWeight> keys) {
  for (const KeyWeight& entry : keys) {
    Packed& packed = postings_[entry.key];
    assert(index_of(article) >= packed.next);
    append_varint(packed.bytes, std::uint64_t{index_of(article) - packed.next} << weight_bits | entry.weight);
    packed.next = index_of(article) + 1;
  }
}

std::optional<IndexFile> IndexBuilder::next() {
  if (given_ == 0) {
    sorted_.reserve(postings_.size());
    for (const auto& [key, packed] : postings_) sorted_.push_back(key);
    std::ranges::sort(sorted_);
  }
  Growing shard;
  for (; given_ < sorted_.size(); ++given_) {
    const auto packed = postings_.find(sorted_[given_]);
    if (shard.file.keys > 0 &&
        shard.keys.size() + shard.postings.size() + packed->second.bytes.size() > index_shard_bytes)
      break;
    shard.add(text_of(packed->first), packed->second.bytes);
    postings_.erase(packed); // frees each list once it is written
  }
  if (shard.file.keys == 0) return {};
  return shard.finish();
}

} // namespace hanji

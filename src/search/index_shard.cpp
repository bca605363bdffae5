#include "search/index_shard.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "search/index_bytes.h"
#include "text/utf8.h"

namespace hanji {
namespace {

std::unexpected<Error> bad(std::string_view where, const char* why) {
  return std::unexpected(Error{ErrorKind::bad_shard,
                               std::string("this part of the search index is damaged: ") + why,
                               std::string(where)});
}

bool read_root(ByteReader& in, IndexRoot& root) {
  root.articles = in.varint32();
  root.words = in.varint();
  const std::uint32_t characters = in.varint32();
  if (!in.plausible(characters)) return false;
  root.alphabet.reserve(characters);
  std::uint64_t character = 0;
  for (std::uint32_t i = 0; i < characters; ++i) {
    const std::uint64_t rise = in.varint();
    character += rise;
    if (rise == 0 || character > 0x10FFFF) return false;
    root.alphabet.push_back(static_cast<char32_t>(character));
  }
  for (const std::byte chance : in.raw(context::size)) {
    if (chance == std::byte{0}) return false;
    root.model.push_back(static_cast<Chance>(static_cast<unsigned>(chance) * 16));
  }
  const std::span<const std::byte> lengths = in.raw((std::size_t{root.articles} + 1) / 2);
  root.lengths.assign(lengths.begin(), lengths.end());
  const std::uint32_t days = in.varint32();
  if (!in.plausible(days) || days > root.articles) return false;
  std::uint64_t first = 0;
  for (std::uint32_t i = 0; i < days; ++i) {
    const std::uint64_t rise = in.varint();
    first += rise;
    if ((rise == 0) != (i == 0) || first >= root.articles) return false;
    root.days.push_back({static_cast<std::uint32_t>(first), in.varint32()});
  }
  return !in.failed() && in.at_end() && root.model.size() == context::size;
}

// The streams of all blocks follow the directory without a gap.
bool place(ByteReader& in, std::size_t sum, std::size_t whole, IndexShard& shard) {
  if (in.failed() || whole - in.position() != sum) return false;
  const std::span<const std::byte> streams = in.raw(sum);
  shard.bytes.assign(streams.begin(), streams.end());
  return !in.failed();
}

bool read_pairs(ByteReader& in, std::size_t whole, IndexShard& shard) {
  const std::uint32_t blocks = in.varint32();
  if (!in.plausible(blocks)) return false;
  std::size_t sum = 0;
  for (std::uint32_t i = 0; i < blocks && !in.failed(); ++i) {
    PairBlock block;
    block.first = in.varint32();
    block.second = in.varint32();
    block.pairs = in.varint32();
    block.begin = sum;
    block.postings = in.varint32();
    block.followers = in.varint32();
    sum += block.postings + block.followers;
    if (sum > whole || block.pairs == 0 || block.pairs > most_entries_of_block) return false;
    if (!shard.pairs.empty() && std::pair(shard.pairs.back().first, shard.pairs.back().second) >=
                                    std::pair(block.first, block.second))
      return false;
    shard.pairs.push_back(block);
  }
  return place(in, sum, whole, shard);
}

bool read_words(ByteReader& in, std::size_t whole, IndexShard& shard) {
  const std::uint32_t blocks = in.varint32();
  if (!in.plausible(blocks)) return false;
  std::size_t sum = 0;
  for (std::uint32_t i = 0; i < blocks && !in.failed(); ++i) {
    WordBlock block;
    block.first = to_utf32(in.text());
    block.words = in.varint32();
    block.begin = sum;
    block.size = in.varint32();
    sum += block.size;
    if (sum > whole || block.words == 0 || block.words > most_entries_of_block || block.first.empty())
      return false;
    if (!shard.words.empty() && shard.words.back().first >= block.first) return false;
    shard.words.push_back(std::move(block));
  }
  return place(in, sum, whole, shard);
}

// What stands between single spaces; nothing when that is empty somewhere.
std::vector<std::u32string> words_of_line(std::string_view line) {
  std::vector<std::u32string> words(1);
  for (const char32_t c : to_utf32(line)) {
    if (c != ' ')
      words.back() += c;
    else if (words.back().empty())
      return {};
    else
      words.emplace_back();
  }
  return words.back().empty() ? std::vector<std::u32string>() : words;
}

bool read_synonyms(ByteReader& in, IndexShard& shard) {
  std::uint64_t entries = in.varint();
  for (; entries > 0 && in.plausible(entries); --entries) {
    SynonymEntry entry{to_utf32(in.text()), {}};
    std::uint64_t others = in.varint();
    for (; others > 0 && in.plausible(others); --others) {
      entry.others.push_back(words_of_line(in.text()));
      if (entry.others.back().empty()) return false;
    }
    if (entry.word.empty() || entry.others.empty()) return false;
    if (!shard.synonyms.empty() && shard.synonyms.back().word >= entry.word) return false;
    shard.synonyms.push_back(std::move(entry));
  }
  return !in.failed() && in.at_end();
}

} // namespace

std::uint32_t IndexRoot::rank_of(char32_t character) const {
  const auto found = std::ranges::lower_bound(alphabet, character);
  return found != alphabet.end() && *found == character
             ? static_cast<std::uint32_t>(found - alphabet.begin()) + 1
             : 0;
}

float IndexRoot::length_of_class(std::size_t length_class) {
  return std::exp2((static_cast<float>(length_class) - 8) * 2 / static_cast<float>(length_steps));
}

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
  if (format != index_format) return bad(where, "it was written by an older Hanji");
  IndexShard shard;
  bool sound = false;
  switch (in.u8()) {
  case root_file: sound = read_root(in, shard.root.emplace()) && shard.root->articles == articles; break;
  case synonyms_file: sound = read_synonyms(in, shard); break;
  case words_file: sound = read_words(in, bytes.size(), shard); break;
  case pairs_file: sound = read_pairs(in, bytes.size(), shard); break;
  default: break;
  }
  if (!sound) return bad(where, "it makes no sense");
  return shard;
}

} // namespace hanji

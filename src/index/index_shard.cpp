#include "index/index_shard.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "index/index_bytes.h"
#include "text/utf8.h"

namespace hanji {
namespace {

std::unexpected<Error> bad(std::string_view where, const char* why) {
  return std::unexpected(Error{ErrorKind::bad_shard,
                               std::string("this part of the search index is damaged: ") + why,
                               std::string(where)});
}

bool read_facts(ByteReader& in, std::uint32_t articles, SegmentFacts& facts) {
  facts.articles = articles;
  const std::span<const std::byte> lengths = in.raw((std::size_t{articles} + 1) / 2);
  facts.lengths.assign(lengths.begin(), lengths.end());
  const std::uint32_t days = in.varint32();
  if (!in.plausible(days) || days > articles) return false;
  std::uint64_t first = 0;
  for (std::uint32_t i = 0; i < days; ++i) {
    const std::uint64_t rise = in.varint();
    first += rise;
    if ((rise == 0) != (i == 0) || first >= articles) return false;
    facts.days.push_back({static_cast<std::uint32_t>(first), in.varint32()});
  }
  return !in.failed();
}

bool read_root(ByteReader& in, IndexRoot& root) {
  root.articles = in.varint32();
  root.segment_articles = in.varint32();
  root.words = in.varint();
  if (root.segment_articles == 0 || root.segment_articles > most_segment_articles ||
      root.articles > std::uint64_t{root.segment_articles} * most_segments)
    return false;
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
  std::vector<Chance> chances;
  for (const std::byte chance : in.raw(context::size)) {
    if (chance == std::byte{0}) return false;
    chances.push_back(static_cast<Chance>(static_cast<unsigned>(chance) * 16));
  }
  if (chances.size() != context::size) return false;
  root.model = Model(std::move(chances));
  return read_facts(in, root.articles_of(0), root.newest) && in.at_end();
}

bool read_lengths(ByteReader& in, IndexShard& shard) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> numbers; // of segments and their articles
  std::uint64_t segments = in.varint();
  for (; segments > 0 && in.plausible(segments); --segments) {
    const std::uint32_t segment = in.varint32(), articles = in.varint32();
    in.varint32(); // bytes
    if (articles == 0 || articles > most_segment_articles) return false;
    if (!numbers.empty() && numbers.back().first >= segment) return false;
    numbers.emplace_back(segment, articles);
  }
  for (const auto& [segment, articles] : numbers) {
    if (!read_facts(in, articles, shard.segments[segment])) return false;
  }
  return !in.failed() && in.at_end() && !numbers.empty();
}

// The streams of all blocks follow the directory without a gap.
bool place(ByteReader& in, std::size_t sum, std::size_t whole, IndexShard& shard) {
  if (in.failed() || whole - in.position() != sum) return false;
  const std::span<const std::byte> streams = in.raw(sum);
  shard.bytes.assign(streams.begin(), streams.end());
  return !in.failed();
}

auto place_of(const PairBlock& block) { return std::tuple(block.first, block.second, block.segment); }
auto place_of(const WordBlock& block) { return std::pair(block.first, block.segment); }

bool read_pairs(ByteReader& in, std::size_t whole, IndexShard& shard) {
  const std::uint32_t blocks = in.varint32();
  if (!in.plausible(blocks)) return false;
  std::size_t sum = 0;
  for (std::uint32_t i = 0; i < blocks && !in.failed(); ++i) {
    PairBlock block;
    block.first = in.varint32();
    block.second = in.varint32();
    block.segment = in.varint32();
    block.entries = in.varint32();
    block.begin = sum;
    block.postings = in.varint32();
    block.followers = in.varint32();
    sum += block.postings + block.followers;
    if (sum > whole || block.entries == 0 || block.entries > most_entries_of_block) return false;
    if (!shard.pairs.empty() && place_of(shard.pairs.back()) >= place_of(block)) return false;
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
    block.segment = in.varint32();
    block.entries = in.varint32();
    block.begin = sum;
    block.size = in.varint32();
    sum += block.size;
    if (sum > whole || block.entries == 0 || block.entries > most_entries_of_block || block.first.empty())
      return false;
    if (!shard.words.empty() && place_of(shard.words.back()) >= place_of(block)) return false;
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

float SegmentFacts::length_of_class(std::size_t length_class) {
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
  if (!in.failed() && format < index_format) {
    return std::unexpected(Error{ErrorKind::bad_shard,
                                 "this index was written by an older Hanji; build the site again",
                                 std::string(where)});
  }
  IndexShard shard;
  bool sound = false;
  switch (in.u8()) {
  case root_file: sound = read_root(in, shard.root.emplace()) && shard.root->articles == articles; break;
  case lengths_file: sound = read_lengths(in, shard); break;
  case synonyms_file: sound = read_synonyms(in, shard); break;
  case words_file: sound = read_words(in, bytes.size(), shard); break;
  case pairs_file: sound = read_pairs(in, bytes.size(), shard); break;
  default: break;
  }
  if (!sound) return bad(where, "it makes no sense");
  return shard;
}

} // namespace hanji

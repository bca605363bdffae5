// The files of the search index as they arrive (index/FORMAT.md has the bytes): the root, with what all
// others need; what is known of the articles of older segments; the publisher's synonyms; parts of the list
// of words; and parts of the list of pairs, two neighbouring characters of a word, each with the articles
// that hold it. Streams stay packed until asked for (index/index_reader.h). Errors: bad_shard (short,
// corrupt, out of order), newer_format. Cost: one copy of the bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "index/index_model.h"

namespace hanji {

// Of the articles of one segment, which are numbered from its first.
struct SegmentFacts {
  std::uint32_t articles = 0;
  Bytes lengths; // beside the average, in classes, two a byte
  struct Days {
    std::uint32_t first = 0; // article
    std::uint32_t day = 0;   // day_number (index/index_text.h)
  };
  std::vector<Days> days; // where another day begins, newest first, the unknown last

  static constexpr std::size_t length_classes = 16;
  std::size_t length_class(std::uint32_t article) const {
    return static_cast<std::size_t>(lengths[article / 2]) >> (article % 2 == 0 ? 4 : 0) & 15;
  }
  static float length_of_class(std::size_t length_class); // 1 = average
};

struct IndexRoot {
  std::uint32_t articles = 0;
  std::uint32_t segment_articles = 0; // of each segment but the last
  std::uint64_t words = 0;            // of all articles
  std::vector<char32_t> alphabet;     // ascending; a rank is a place in it + 1
  Model model;
  SegmentFacts newest; // segment

  std::uint32_t rank_of(char32_t character) const; // 0 when no article holds it
  std::uint32_t segments() const { return (articles + segment_articles - 1) / segment_articles; }
  std::uint32_t articles_of(std::uint32_t segment) const {
    return std::min(segment_articles, articles - segment * segment_articles);
  }
};

struct PairBlock {
  std::uint32_t first = 0, second = 0, segment = 0; // of its first entry: ranks of the pair, segment
  std::uint32_t entries = 0;
  std::size_t begin = 0, postings = 0,
              followers = 0; // where its streams stand in `bytes`, and how long they are
};

struct WordBlock {
  std::u32string first; // word, and the segment that says it
  std::uint32_t segment = 0;
  std::uint32_t entries = 0;
  std::size_t begin = 0, size = 0;
};

struct SynonymEntry {
  std::u32string word;                             // folded, without spaces
  std::vector<std::vector<std::u32string>> others; // each the words that mean the same
};

struct IndexShard { // all empty: lost or damaged
  std::optional<IndexRoot> root;
  std::map<std::uint32_t, SegmentFacts> segments; // by number
  std::vector<PairBlock> pairs;
  std::vector<WordBlock> words;
  std::vector<SynonymEntry> synonyms; // by word, ascending
  Bytes bytes;
  bool is_empty() const {
    return !root && segments.empty() && pairs.empty() && words.empty() && synonyms.empty();
  }
};

// `where` names the shard in an error; `articles` is how many the bundle has. Check the hash before
// (bundle/read_bundle.h).
Result<IndexShard> read_index_shard(std::span<const std::byte> bytes, std::uint32_t articles,
                                    std::string_view where);

} // namespace hanji

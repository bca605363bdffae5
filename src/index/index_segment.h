// A segment: what the index knows of a few thousand articles that follow one another, sorted and packed, made
// by itself and waiting to be merged with the others into the files of the index (index/write_index.cpp). It
// never leaves the tool, so its bytes have no format to keep. Memory while it is made: 8 bytes for each
// different pair and each different triple of an article; packed about a kilobyte and a half an article.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "article/article.h"
#include "base/bytes.h"
#include "index/build_index.h"

namespace hanji {

class SegmentBuilder {
public:
  void add(Occurrences found, const Date& date, const std::vector<std::u32string>& labels);
  std::uint32_t articles() const { return static_cast<std::uint32_t>(lengths_.size()); }
  Bytes finish(); // and begins anew

private:
  struct WordPostings {
    std::uint32_t articles = 0; // that hold it
    bool noun = false;
    Postings all; // runs of letters and digits only
    std::vector<std::uint32_t> titles;
  };
  std::uint64_t id_of(char32_t character);
  void rank_characters();
  void put_pairs(ByteWriter& out);
  void put_words(ByteWriter& out) const;

  std::unordered_map<char32_t, std::uint32_t> ids_; // of characters, from 1, as they come
  std::vector<char32_t> alphabet_;                  // by id, then ascending
  std::vector<std::uint64_t> pairs_;   // two ids of 17 bits, the article's number of 13, its mark of 7
  std::vector<std::uint64_t> triples_; // three ids of 17, the article's number of 13
  std::unordered_map<std::u32string, WordPostings> words_;
  std::vector<std::uint32_t> lengths_, days_;
};

struct SegmentFollower { // what stands behind a pair
  std::uint32_t rank = 0;
  std::uint32_t candidates = 0; // articles that hold both pairs
  std::vector<bool> hold;       // which of them hold the triple; empty = all
};

struct SegmentPair {                   // articles are numbered from the segment's first
  std::uint32_t first = 0, second = 0; // ranks in the segment's alphabet from 1; second 0 = none
  Postings postings;
  std::vector<SegmentFollower> followers;
};

struct SegmentWord {
  std::u32string word;
  std::uint32_t articles = 0;
  bool noun = false;
  std::vector<std::uint32_t> titles;
  Postings postings;
};

// Reads a segment from its beginning to its end.
class SegmentReader {
public:
  explicit SegmentReader(std::span<const std::byte> segment);
  const std::vector<char32_t>& alphabet() const { return alphabet_; }
  const std::vector<std::uint32_t>& lengths() const { return lengths_; }
  const std::vector<std::uint32_t>& days() const { return days_; }
  void rewind();
  bool next(SegmentPair& pair); // false: that was the last
  bool next(SegmentWord& word);

private:
  std::span<const std::byte> pair_bytes_, word_bytes_;
  ByteReader pairs_{std::span<const std::byte>()}, words_{std::span<const std::byte>()};
  std::vector<char32_t> alphabet_;
  std::vector<std::uint32_t> lengths_, days_;
};

} // namespace hanji

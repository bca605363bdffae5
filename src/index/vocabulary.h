// The words of a whole corpus, gathered before its index is made: which of them take particles, so are nouns,
// and which are written as one here and as two there. Hangul only. A word is known by its hash of 64 bits:
// two that meet in one, among millions once in a million corpora, would cost one of them its stem. Memory: 16
// bytes a place, twice as many places as different words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "index/index_text.h"

namespace hanji {

class Vocabulary {
public:
  Vocabulary();
  void add(const std::vector<IndexField>& fields);
  bool is_noun(std::u32string_view word) const;    // stands with two different endings at least
  bool is_written(std::u32string_view word) const; // stands as a word, or as a word before its particle
  // How a word of the text is kept: without its particle where a noun is left, else as it is.
  struct Stem {
    std::u32string_view text;
    bool noun = false;
  };
  Stem stem_of(std::u32string_view word) const;
  // Whether `first`, a word of a text, and `second`, the word after it, are elsewhere written as one.
  bool are_one(std::u32string_view first, std::u32string_view second) const;

private:
  struct Entry {
    std::uint64_t hash = 0;          // 0: nobody is here
    std::uint8_t one = 0, other = 0; // two different endings + 1 (1 = none)
    bool written = false;
    bool seen = false;     // as a whole run
    std::uint8_t stem = 0; // … how much of it stands before its particle; 0 = it has none
  };
  const Entry* find(std::uint64_t hash) const;
  Entry& place_of(std::uint64_t hash);
  void grow();
  void see(std::u32string_view stem, std::uint8_t ending, bool written);

  std::vector<Entry> entries_; // as many as a power of two, by hash
  std::size_t used_ = 0;
  std::vector<bool> beginnings_; // by hash: how written words begin
};

} // namespace hanji

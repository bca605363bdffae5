// The words of a whole corpus, gathered before its index is made: which of them take particles, so are nouns,
// and which are written as one here and as two there. Hangul only. Memory: about 60 bytes a different word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/index_text.h"

namespace hanji {

class Vocabulary {
public:
  void add(const std::vector<IndexField>& fields);
  void settle(); // once all are added, before anything is asked

  bool is_noun(std::u32string_view word) const;    // stands with two different endings at least
  bool is_written(std::u32string_view word) const; // stands as a word, or as a word before its particle
  // How a word of the text is kept: without its particle where a noun is left, else as it is.
  std::u32string_view stem_of(std::u32string_view word) const;
  // Whether `first`, a word of a text, and `second`, the word after it, are elsewhere written as one.
  bool are_one(std::u32string_view first, std::u32string_view second) const;

private:
  struct Entry {
    std::uint8_t one = 0, other = 0;    // two different endings + 1 (1 = none)
    bool written = false, seen = false; // `seen`: as a whole run
    std::uint8_t stem = 0;              // of a whole run: how many characters of it, once settled
  };
  Entry& see(std::u32string_view stem, std::uint8_t ending, bool written);
  std::u32string_view find_stem(std::u32string_view word) const;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::u32string_view text) const { return std::hash<std::u32string_view>()(text); }
  };
  std::unordered_map<std::u32string, Entry, Hash, std::equal_to<>> entries_;
  std::vector<bool> beginnings_; // by hash: how written words of three characters or more begin
};

} // namespace hanji

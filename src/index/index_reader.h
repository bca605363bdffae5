// Asks the index, or its newest segments: what holds this pair, which of the articles hold this triple, which
// words begin so. What is not loaded is named in `missing`, and the answer is then less than the whole; what
// is damaged counts as empty and is told by `damaged`. Characters are folded (text/normalize.h). Cost:
// decodes half a block (index/write_index.cpp) for a pair or a word, and all of its postings. A reader keeps
// a snapshot of the index, so what comes meanwhile does not disturb it, nor is it seen.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/steps.h"
#include "index/index_bytes.h"
#include "index/index_shard.h"
#include "index/search_index.h"

namespace hanji {

struct WordEntry {
  std::u32string word;
  std::uint32_t articles = 0;        // that hold it
  bool noun = false;                 // it takes particles in this corpus
  std::vector<std::uint32_t> titles; // articles whose titles hold it, ascending
  Postings postings;                 // of letters and digits only: pairs tell of the rest
};

class IndexReader {
public:
  explicit IndexReader(SearchIndex index, std::uint32_t most_segments_read = most_segments);
  void
  read_more_segments(std::uint32_t most_segments_read); // of what is known, only the new ones are decoded

  const IndexRoot* root() const { return root_; }      // null: missing or damaged
  std::uint32_t segments() const { return segments_; } // that are read
  std::uint32_t articles() const;                      // of these
  // What is known of the articles of a segment; null: missing or damaged.
  const SegmentFacts* facts(std::uint32_t segment);

  // Articles with `first` and `second` side by side in a word; second = 0: with `first` as a word of its own.
  // Stays valid.
  const Postings& pair(char32_t first, char32_t second);
  // The same for every second character from `from` to `to`, both included; of the articles `among`, or of
  // all. A file at a time; `among` and the reader stay where they are until all is done.
  Task<Postings> pairs(char32_t first, char32_t from, char32_t to, const Postings* among = nullptr);
  // For each of `articles`, all that hold a+b and b+c, in order: whether it holds a+b+c. After pair(a, b).
  std::vector<bool> triple(char32_t a, char32_t b, char32_t c, std::span<const std::uint32_t> articles);

  using TakeWord = std::function<bool(WordEntry&)>; // false: enough
  // `before` empty: to the end. A file at a time.
  Steps words(std::u32string from, std::u32string before, TakeWord take);
  // Null: there is none, or it is missing. Stays valid, and is looked for once.
  const WordEntry* word(std::u32string_view word);

  // The publisher's synonyms of a word; null: it has none, or they are missing.
  const SynonymEntry* synonyms(std::u32string_view word);

  std::vector<std::string> missing; // files, each once
  bool damaged = false;

private:
  struct Entry { // a pair and the segment that tells of it
    std::uint32_t first = 0, second = 0, segment = 0;
    auto operator<=>(const Entry&) const = default;
  };
  struct Location { // where one was found
    std::uint32_t segment = 0;
    const IndexShard* shard = nullptr;
    const PairBlock* block = nullptr;
    std::uint32_t at = 0; // its place in the block
  };
  struct KnownPair {
    Postings postings;
    std::vector<Location> places; // from the newest segment on
    std::uint32_t segments = 0;   // of so many
  };
  using TakePostings = std::function<void(const Location&, Postings&)>; // numbered from the segment's first
  static Entry next_entry(Decoder& coder, Entry last);
  const IndexShard* load(const IndexRange& range);
  // Those that hold keys from `from` to before `end`: so that they are asked for together with the root.
  void name_files(const std::string& from, const std::string& end, std::string_view prefix);
  std::vector<IndexRange>::const_iterator range_of(const std::string& key) const; // that may hold it
  // What `take` and the views refer to stays until all is done; a step about one file.
  Steps decode_pairs(char32_t first, char32_t from, char32_t to, std::uint32_t first_segment,
                     const TakePostings& take);
  void decode_pairs(const IndexShard& shard, Entry low, Entry high, const TakePostings& take);
  bool get_word(Decoder& coder, bool is_first, WordEntry& entry, std::uint32_t& segment);
  Steps words_before(std::u32string_view from, std::u32string_view before, const std::string& end_key,
                     const TakeWord& take);

  const SearchIndex index_; // a snapshot: places in it, and what it points to, hold over all steps
  const IndexRoot* root_ = nullptr;
  bool awaited_ = false; // the root is not there yet
  std::uint32_t segments_ = 0;
  std::map<std::uint64_t, KnownPair> known_; // the pairs that were asked for
  std::map<std::u32string, std::optional<WordEntry>, std::less<>> known_words_;
};

std::u32string after_prefix(std::u32string prefix); // the least word that does not begin so any more
std::u32string after_word(std::u32string word); // behind the word alone, and what older segments say of it

} // namespace hanji

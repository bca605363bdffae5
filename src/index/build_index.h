// Articles into the files of the search index (index/FORMAT.md). `occurrences_of` is pure and may run on
// many threads; `IndexBuilder` takes its results in the order of the articles' numbers, packs every few
// thousand of them into a segment, and merges the segments into files. Same articles, same bytes. Memory: one
// segment in the making (index/index_segment.h), the packed ones where the caller keeps them, and one file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "article/article.h"
#include "base/bytes.h"
#include "index/index_bytes.h"
#include "index/index_model.h"
#include "index/vocabulary.h"

namespace hanji {

constexpr std::size_t index_shard_bytes = 7 * 1024; // a first answer takes four and the root

struct PairOccurrence {
  std::uint64_t pair = 0; // first character << 32 | second, 0 for none
  Mark mark;
};

// What one article adds to the index, each once.
struct Occurrences {
  std::vector<PairOccurrence> pairs;                 // ascending
  std::vector<std::uint64_t> triples;                // three characters of 21 bits, ascending
  std::vector<std::pair<std::u32string, Mark>> runs; // letters and digits, ascending
  std::vector<std::u32string> nouns, title_words;    // for the list of words, ascending
  std::uint32_t length = 0;                          // words
};
Occurrences occurrences_of(const std::vector<IndexField>& fields, const Vocabulary& vocabulary);

struct IndexFile {
  Bytes bytes;
  std::string first_key; // see index/index_shard.h
  std::uint32_t keys = 0;
};

class SegmentBuilder; // index/index_segment.h

class IndexBuilder {
public:
  // Where a packed segment waits for the others: in a file that is mapped, say. The bytes that it answers
  // with stay as long as the builder.
  using Keep = std::function<std::span<const std::byte>(Bytes segment)>;
  explicit IndexBuilder(std::uint32_t segment_articles = most_segment_articles, Keep keep = {}); // in memory
  IndexBuilder(IndexBuilder&&) noexcept;
  ~IndexBuilder();

  // Numbers rise by one from call to call; dates never rise. `labels`: its keys (index/labels.h).
  void add(ArticleId article, Occurrences found, const Date& date = {},
           const std::vector<std::u32string>& labels = {});
  // Words that mean the same, as the publisher writes them; those without letters are passed over.
  void add_synonyms(const std::vector<std::string>& group);
  // In the order of their first keys; none but the root larger than `file_bytes`, unless by one key. False
  // from `take`: enough.
  void write(const std::function<bool(IndexFile)>& take, std::size_t file_bytes = index_shard_bytes);
  std::vector<IndexFile> finish(std::size_t file_bytes = index_shard_bytes);

private:
  void seal();
  std::uint32_t segment_articles_, articles_ = 0;
  Keep keep_;
  std::unique_ptr<SegmentBuilder> growing_;
  std::vector<Bytes> kept_; // where nobody else keeps them
  std::vector<std::span<const std::byte>> segments_;
  std::map<std::u32string, std::set<std::u32string>> synonyms_; // a word's others, each with spaces
};

} // namespace hanji

// Articles into the files of the search index (search/FORMAT.md). `occurrences_of` is pure and may run on
// many threads; `IndexBuilder` takes its results in the order of the articles' numbers. Same articles, same
// bytes. Memory: 16 bytes for each different pair and each different triple of an article, until `finish` has
// sorted them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "article/article.h"
#include "base/bytes.h"
#include "search/index_model.h"
#include "search/vocabulary.h"

namespace hanji {

constexpr std::size_t index_shard_bytes = 16 * 1024; // a first answer takes four of them and the root

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
  std::string first_key; // see search/index_shard.h
  std::uint32_t keys = 0;
};

class IndexBuilder {
public:
  // Numbers rise by one from call to call; dates never rise.
  void add(ArticleId article, Occurrences occurrences, const Date& date = {},
           const std::vector<std::string>& categories = {});
  // Words that mean the same, as the publisher writes them; those without letters are passed over.
  void add_synonyms(const std::vector<std::string>& group);
  // In the order of their first keys; none but the root larger than `file_bytes`, unless by one key.
  std::vector<IndexFile> finish(std::size_t file_bytes = index_shard_bytes);

private:
  struct PairPosting {
    std::uint64_t pair;
    std::uint32_t article;
    Mark mark;
  };
  struct TriplePosting {
    std::uint64_t triple;
    std::uint32_t article;
  };
  struct WordPostings {
    std::uint32_t articles = 0; // that hold it
    bool noun = false;
    Postings all; // runs of letters and digits only
    std::vector<std::uint32_t> titles;
  };
  friend class IndexWriter;
  std::vector<PairPosting> pairs_;
  std::vector<TriplePosting> triples_;
  std::map<std::u32string, WordPostings> words_;
  std::vector<std::uint32_t> days_; // of the articles, by day_number
  std::vector<std::uint32_t> lengths_;
  std::map<std::u32string, std::set<std::u32string>> synonyms_; // a word's others, each with spaces
};

} // namespace hanji

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <span>
#include <tuple>

#include "base/bytes.h"
#include "search/build_index.h"
#include "search/index_bytes.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::size_t most_block_bytes = 600; // what a look-up decodes

struct PairList { // of one pair, in the order of the alphabet
  std::uint64_t pair;
  std::size_t begin, end; // of the postings
};

struct Follower { // a third character
  char32_t character;
  std::uint32_t candidates = 0; // articles that hold both pairs
  std::vector<bool> hold;       // which of them hold the triple; empty = all
};

std::uint32_t least(std::uint64_t value) { return static_cast<std::uint32_t>(value); }

} // namespace

class IndexWriter {
public:
  IndexWriter(IndexBuilder& built, std::size_t file_bytes)
      : built_(built), file_bytes_(file_bytes), block_bytes_(std::min(file_bytes, most_block_bytes)) {
    articles_ = static_cast<std::uint32_t>(built.lengths_.size());
    sort_pairs();
    sort_triples();
    make_alphabet();
  }

  std::vector<IndexFile> write() {
    Counter counter;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      put_pair(counter, i == 0 ? nullptr : &lists_[i - 1], lists_[i]);
      put_followers(counter, i);
    }
    const std::u32string* previous = nullptr;
    for (const auto& [word, postings] : built_.words_) {
      put_word(counter, previous, word, postings);
      previous = &word;
    }
    model_ = counter.model();
    files_.push_back(root());
    write_synonyms();
    write_words();
    write_pairs();
    return std::move(files_);
  }

private:
  void sort_pairs() {
    auto& pairs = built_.pairs_;
    std::ranges::sort(pairs, [](const auto& a, const auto& b) {
      return std::tie(a.pair, a.article) < std::tie(b.pair, b.article);
    });
    for (std::size_t begin = 0; begin < pairs.size();) {
      std::size_t end = begin;
      for (; end < pairs.size() && pairs[end].pair == pairs[begin].pair; ++end) {
        list_articles_.push_back(pairs[end].article);
        list_marks_.push_back(pairs[end].mark);
      }
      lists_.push_back({pairs[begin].pair, begin, end});
      begin = end;
    }
    pairs = {};
  }

  std::span<const std::uint32_t> articles_of(const PairList& list) const {
    return std::span(list_articles_).subspan(list.begin, list.end - list.begin);
  }

  const PairList* find_list(std::uint64_t pair) const {
    const auto found = std::ranges::lower_bound(lists_, pair, {}, &PairList::pair);
    return found != lists_.end() && found->pair == pair ? &*found : nullptr;
  }

  void sort_triples() {
    auto& triples = built_.triples_;
    std::ranges::sort(triples, [](const auto& a, const auto& b) {
      return std::tie(a.triple, a.article) < std::tie(b.triple, b.article);
    });
    followers_.resize(lists_.size());
    constexpr std::uint64_t mask = (1U << 21) - 1;
    for (std::size_t begin = 0; begin < triples.size();) {
      std::size_t end = begin;
      while (end < triples.size() && triples[end].triple == triples[begin].triple) ++end;
      const std::uint64_t triple = triples[begin].triple, a = triple >> 42, b = triple >> 21 & mask,
                          c = triple & mask;
      const PairList* first = find_list(a << 32 | b);
      const PairList* second = find_list(b << 32 | c);
      assert(first != nullptr && second != nullptr);
      Follower follower{static_cast<char32_t>(c), 0, {}};
      const auto left = articles_of(*first), right = articles_of(*second);
      std::size_t r = 0, t = begin, held = 0;
      for (const std::uint32_t article : left) {
        while (r < right.size() && right[r] < article) ++r;
        if (r == right.size()) break;
        if (right[r] != article) continue;
        while (t < end && triples[t].article < article) ++t;
        const bool holds = t < end && triples[t].article == article;
        held += holds ? 1 : 0;
        follower.hold.push_back(holds);
      }
      follower.candidates = static_cast<std::uint32_t>(follower.hold.size());
      if (held == follower.hold.size()) follower.hold.clear();
      followers_[static_cast<std::size_t>(first - lists_.data())].push_back(std::move(follower));
      begin = end;
    }
    triples = {};
  }

  void make_alphabet() {
    for (const PairList& list : lists_) {
      alphabet_.push_back(static_cast<char32_t>(list.pair >> 32));
      if (least(list.pair) != 0) alphabet_.push_back(static_cast<char32_t>(least(list.pair)));
    }
    for (const auto& [word, postings] : built_.words_)
      alphabet_.insert(alphabet_.end(), word.begin(), word.end());
    std::ranges::sort(alphabet_);
    const auto rest = std::ranges::unique(alphabet_);
    alphabet_.erase(rest.begin(), rest.end());
    width_ = static_cast<int>(std::bit_width(alphabet_.size()));
  }

  std::uint32_t rank_of(char32_t character) const { // 0 = none
    if (character == 0) return 0;
    return static_cast<std::uint32_t>(std::ranges::lower_bound(alphabet_, character) - alphabet_.begin()) + 1;
  }

  template <class Coder>
  void put_pair(Coder& coder, const PairList* previous, const PairList& list) const {
    const std::uint32_t first = rank_of(static_cast<char32_t>(list.pair >> 32)),
                        second = rank_of(static_cast<char32_t>(least(list.pair)));
    if (previous != nullptr) {
      const std::uint32_t last_first = rank_of(static_cast<char32_t>(previous->pair >> 32)),
                          last_second = rank_of(static_cast<char32_t>(least(previous->pair)));
      if (first == last_first) {
        put_number(coder, context::next_key, second - last_second);
      } else {
        put_number(coder, context::next_key, 0);
        put_number(coder, context::next_key, first - last_first);
        put_number(coder, context::next_key, second);
      }
    }
    const auto articles = articles_of(list);
    put_number(coder, context::articles_of_key, static_cast<std::uint32_t>(articles.size()) - 1);
    put_postings(coder, articles, std::span(list_marks_).subspan(list.begin, articles.size()), articles_);
  }

  template <class Coder>
  void put_followers(Coder& coder, std::size_t list) const {
    put_number(coder, context::followers, static_cast<std::uint32_t>(followers_[list].size()));
    std::uint32_t next = 0;
    for (const Follower& follower : followers_[list]) {
      const std::uint32_t rank = rank_of(follower.character);
      put_number(coder, context::next_follower, rank - next);
      next = rank + 1;
      coder.bit(context::always, follower.hold.empty());
      if (follower.hold.empty()) continue;
      put_number(coder, context::candidates, follower.candidates - 1);
      Learning learning;
      for (const bool holds : follower.hold) {
        coder.adaptive(holds, learning.chance);
        learning.learn(holds);
      }
    }
  }

  template <class Coder>
  void put_word(Coder& coder, const std::u32string* previous, const std::u32string& word,
                const IndexBuilder::WordPostings& postings) const {
    std::size_t shared = 0;
    if (previous != nullptr)
      shared = static_cast<std::size_t>(std::ranges::mismatch(word, *previous).in1 - word.begin());
    put_number(coder, context::shared, static_cast<std::uint32_t>(shared));
    put_number(coder, context::rest, static_cast<std::uint32_t>(word.size() - shared));
    for (std::size_t i = shared; i < word.size(); ++i) put_character(coder, rank_of(word[i]) - 1, width_);
    put_number(coder, context::articles_of_word, postings.articles - 1);
    coder.bit(context::noun, postings.noun);
    put_number(coder, context::articles_of_title, static_cast<std::uint32_t>(postings.titles.size()));
    if (!postings.titles.empty()) put_articles(coder, postings.titles, articles_);
    if (!is_paired(word[0])) put_postings(coder, postings.all.articles, postings.all.marks, articles_);
  }

  IndexFile root() const {
    ByteWriter out;
    begin_file(out, root_file);
    out.varint(articles_);
    std::uint64_t words = 0;
    for (const std::uint32_t length : built_.lengths_) words += length;
    out.varint(words);
    out.varint(alphabet_.size());
    char32_t last = 0;
    for (const char32_t character : alphabet_) {
      out.varint(character - last);
      last = character;
    }
    for (const Chance chance : model_) out.u8(static_cast<std::uint8_t>(chance / 16));
    // Lengths beside the average, in classes, two a byte.
    const double average = articles_ == 0 ? 1 : std::max(1.0, static_cast<double>(words) / articles_);
    const auto class_of = [&](std::uint32_t article) {
      if (article >= articles_) return 0;
      const double ratio = std::max(1U, built_.lengths_[article]) / average;
      return std::clamp(static_cast<int>(std::lround(std::log2(ratio) * length_steps / 2)) + 8, 0, 15);
    };
    for (std::uint32_t article = 0; article < articles_; article += 2)
      out.u8(static_cast<std::uint8_t>(class_of(article) << 4 | class_of(article + 1)));
    // Where another day begins, from the newest on.
    std::vector<std::uint32_t> begins;
    for (std::uint32_t article = 0; article < articles_; ++article) {
      if (article == 0 || built_.days_[article] != built_.days_[article - 1]) begins.push_back(article);
    }
    out.varint(begins.size());
    std::uint32_t last_begin = 0;
    for (const std::uint32_t begin : begins) {
      out.varint(begin - last_begin);
      out.varint(built_.days_[begin]);
      last_begin = begin;
    }
    return {out.take(), "", articles_};
  }

  static void begin_file(ByteWriter& out, std::uint8_t kind) {
    out.raw(as_bytes(index_magic));
    out.u8(index_format);
    out.u8(kind);
  }

  // Blocks gathered until a file is full.
  struct Growing {
    std::uint8_t kind = 0;
    std::string first_key;
    std::uint32_t keys = 0;
    std::size_t blocks = 0;
    ByteWriter directory, streams;
  };

  void flush(Growing& file) {
    if (file.blocks > 0) {
      ByteWriter out;
      begin_file(out, file.kind);
      out.varint(file.blocks);
      out.raw(file.directory.bytes());
      out.raw(file.streams.bytes());
      files_.push_back({out.take(), std::move(file.first_key), file.keys});
    }
    file = {.kind = file.kind};
  }

  void write_pairs() {
    Growing file{.kind = pairs_file};
    for (std::size_t i = 0; i < lists_.size();) {
      Encoder postings(model_), certainty(model_);
      const std::size_t first = i;
      std::size_t count = 0;
      while (i < lists_.size() &&
             (i == first || (postings.size() < block_bytes_ && i - first < most_entries_of_block &&
                             count + lists_[i].end - lists_[i].begin <= most_postings_of_block))) {
        put_pair(postings, i == first ? nullptr : &lists_[i - 1], lists_[i]);
        put_followers(certainty, i);
        count += lists_[i].end - lists_[i].begin;
        ++i;
      }
      const Bytes lists = postings.take(), triples = certainty.take();
      if (file.blocks > 0 &&
          file.directory.size() + file.streams.size() + lists.size() + triples.size() > file_bytes_)
        flush(file);
      const std::uint64_t pair = lists_[first].pair;
      if (file.blocks++ == 0) {
        file.first_key = pairs_prefix;
        append_utf8(file.first_key, static_cast<char32_t>(pair >> 32));
        if (least(pair) != 0) append_utf8(file.first_key, static_cast<char32_t>(least(pair)));
      }
      file.keys += static_cast<std::uint32_t>(i - first);
      file.directory.varint(rank_of(static_cast<char32_t>(pair >> 32)));
      file.directory.varint(rank_of(static_cast<char32_t>(least(pair))));
      file.directory.varint(i - first);
      file.directory.varint(lists.size());
      file.directory.varint(triples.size());
      file.streams.raw(lists);
      file.streams.raw(triples);
    }
    flush(file);
  }

  void write_synonyms() {
    Growing file{.kind = synonyms_file};
    for (const auto& [word, others] : built_.synonyms_) {
      ByteWriter entry;
      const std::string text = to_utf8(word);
      entry.text(text);
      entry.varint(others.size());
      for (const std::u32string& other : others) entry.text(to_utf8(other));
      if (file.blocks > 0 && file.streams.size() + entry.size() > file_bytes_) flush(file);
      if (file.blocks++ == 0) file.first_key = std::string(synonyms_prefix) + text;
      file.keys += 1;
      file.streams.raw(entry.bytes());
    }
    flush(file);
  }

  void write_words() {
    Growing file{.kind = words_file};
    auto word = built_.words_.begin();
    while (word != built_.words_.end()) {
      Encoder entries(model_);
      const auto first = word;
      std::uint32_t count = 0;
      const std::u32string* previous = nullptr;
      while (word != built_.words_.end() && count < most_entries_of_block && entries.size() < block_bytes_) {
        put_word(entries, previous, word->first, word->second);
        previous = &word->first;
        ++word;
        ++count;
      }
      const Bytes stream = entries.take();
      if (file.blocks > 0 && file.directory.size() + file.streams.size() + stream.size() > file_bytes_)
        flush(file);
      const std::string text = to_utf8(first->first);
      if (file.blocks++ == 0) file.first_key = std::string(words_prefix) + text;
      file.keys += count;
      file.directory.text(text);
      file.directory.varint(count);
      file.directory.varint(stream.size());
      file.streams.raw(stream);
    }
    flush(file);
  }

  IndexBuilder& built_;
  std::size_t file_bytes_, block_bytes_;
  std::uint32_t articles_ = 0;
  std::vector<PairList> lists_;
  std::vector<std::uint32_t> list_articles_;
  std::vector<Mark> list_marks_;
  std::vector<std::vector<Follower>> followers_; // one list for each pair
  std::vector<char32_t> alphabet_;
  int width_ = 0;
  Model model_;
  std::vector<IndexFile> files_;
};

std::vector<IndexFile> IndexBuilder::finish(std::size_t file_bytes) {
  return IndexWriter(*this, file_bytes).write();
}

} // namespace hanji

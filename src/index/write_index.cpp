#include "index/write_index.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "index/index_bytes.h"
#include "index/index_model.h"
#include "index/index_segment.h"
#include "index/index_text.h"
#include "text/utf8.h"

namespace hanji {
namespace {

// What a look-up decodes half of. Smaller ones are faster and take more room: of 350 and 128 bytes 1.1 %
// more.
constexpr std::size_t most_pair_block_bytes = 500, most_word_block_bytes = 180;

struct Ranks { // in the alphabet of all
  std::uint32_t first = 0, second = 0;
  auto operator<=>(const Ranks&) const = default;
};

// One segment and what stands next in it.
struct Source {
  SegmentReader reader;
  std::uint32_t articles = 0;
  std::vector<std::uint32_t> rank; // of its own ranks, in the alphabet of all
  SegmentPair pair;
  Ranks ranks;
  SegmentWord word;
  bool ended = false;

  explicit Source(std::span<const std::byte> segment)
      : reader(segment), articles(static_cast<std::uint32_t>(reader.lengths().size())) {}

  void next_pair() {
    ended = !reader.next(pair);
    if (!ended) ranks = {rank[pair.first], rank[pair.second]};
  }
  void next_word() { ended = !reader.next(word); }
};

// Where an entry stands: its key, and which segment says it.
template <class Key>
struct Entry {
  Key key{};
  std::uint32_t segment = 0;
};

class IndexWriter {
public:
  IndexWriter(std::span<const std::span<const std::byte>> segments, std::uint32_t segment_articles,
              std::size_t file_bytes, const std::function<bool(IndexFile)>& take)
      : segment_articles_(segment_articles), file_bytes_(file_bytes),
        pair_block_bytes_(std::min(file_bytes, most_pair_block_bytes)),
        word_block_bytes_(std::min(file_bytes, most_word_block_bytes)), take_(take) {
    assert(segments.size() <= most_segments);
    for (const auto& segment : segments) {
      articles_ += sources_.emplace_back(segment).articles;
      for (const std::uint32_t length : sources_.back().reader.lengths()) words_ += length;
    }
    make_alphabet();
  }

  void write(const SynonymTable& synonyms) {
    count();
    give(root());
    write_lengths();
    write_synonyms(synonyms);
    write_words();
    write_pairs();
  }

private:
  void make_alphabet() {
    for (const Source& source : sources_)
      alphabet_.insert(alphabet_.end(), source.reader.alphabet().begin(), source.reader.alphabet().end());
    std::ranges::sort(alphabet_);
    alphabet_.erase(std::ranges::unique(alphabet_).begin(), alphabet_.end());
    width_ = static_cast<int>(std::bit_width(alphabet_.size()));
    for (Source& source : sources_) {
      source.rank.push_back(0);
      for (const char32_t character : source.reader.alphabet()) source.rank.push_back(rank_of(character));
    }
  }

  std::uint32_t rank_of(char32_t character) const {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(alphabet_, character) - alphabet_.begin()) + 1;
  }
  std::u32string text_of(Ranks ranks) const {
    std::u32string text{alphabet_[ranks.first - 1]};
    if (ranks.second != 0) text += alphabet_[ranks.second - 1];
    return text;
  }

  // The entries of some segments by their keys, those of one key from the newest segment on.
  template <class Next, class KeyOf, class Take>
  void merge(std::span<Source> sources, const Next& next, const KeyOf& key_of, const Take& take) {
    for (Source& source : sources) {
      source.reader.rewind();
      (source.*next)();
    }
    while (!enough_) {
      const Source* least = nullptr;
      for (const Source& source : sources) {
        if (!source.ended && (least == nullptr || key_of(source) < key_of(*least))) least = &source;
      }
      if (least == nullptr) return;
      const auto key = auto(key_of(*least)); // sources move on
      for (Source& source : sources) {
        if (source.ended || key_of(source) != key) continue;
        const auto segment = static_cast<std::uint32_t>(&source - sources_.data());
        take(Entry<std::remove_cvref_t<decltype(key)>>{key, segment}, source);
        (source.*next)();
      }
    }
  }
  // One tier after the other; `end_tier` after each.
  template <class Take, class EndTier>
  void merge_pairs(const Take& take, const EndTier& end_tier) {
    const auto segments = static_cast<std::uint32_t>(sources_.size());
    for (std::uint32_t tier = 0; first_of_tier(tier) < segments; ++tier) {
      const std::uint32_t first = first_of_tier(tier), end = std::min(segments, first_of_tier(tier + 1));
      merge(
          std::span(sources_).subspan(first, end - first), &Source::next_pair,
          [](const Source& source) -> const Ranks& { return source.ranks; }, take);
      end_tier();
    }
  }
  template <class Take>
  void merge_words(const Take& take) {
    merge(
        std::span(sources_), &Source::next_word,
        [](const Source& source) -> const std::u32string& { return source.word.word; }, take);
  }

  void count() {
    Counter counter;
    std::optional<Entry<Ranks>> last;
    merge_pairs(
        [&](const Entry<Ranks>& entry, const Source& source) {
          put_pair(counter, last ? &*last : nullptr, entry, source);
          put_followers(counter, source);
          last = entry;
        },
        [&] { last.reset(); });
    std::optional<Entry<std::u32string>> last_word;
    merge_words([&](const Entry<std::u32string>& entry, const Source& source) {
      put_word(counter, last_word ? &*last_word : nullptr, entry, source);
      last_word = entry;
    });
    model_ = counter.model();
  }

  template <class Coder>
  static void put_pair(Coder& coder, const Entry<Ranks>* last, const Entry<Ranks>& entry,
                       const Source& source) {
    if (last != nullptr) {
      const bool same = last->key == entry.key;
      coder.bit(context::same_key, same);
      if (same) {
        put_small(coder, context::next_segment, entry.segment - last->segment - 1);
      } else {
        if (entry.key.first == last->key.first) {
          put_number(coder, context::next_key, entry.key.second - last->key.second);
        } else {
          put_number(coder, context::next_key, 0);
          put_number(coder, context::next_key, entry.key.first - last->key.first);
          put_number(coder, context::next_key, entry.key.second);
        }
        put_small(coder, context::next_segment, entry.segment - first_of_tier(tier_of(entry.segment)));
      }
    }
    const Postings& postings = source.pair.postings;
    put_number(coder, context::articles_of_key, static_cast<std::uint32_t>(postings.size()) - 1);
    put_postings(coder, postings.articles, postings.marks, source.articles);
  }

  template <class Coder>
  static void put_followers(Coder& coder, const Source& source) {
    put_number(coder, context::followers, static_cast<std::uint32_t>(source.pair.followers.size()));
    std::uint32_t next = 0;
    for (const SegmentFollower& follower : source.pair.followers) {
      const std::uint32_t rank = source.rank[follower.rank];
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
  void put_word(Coder& coder, const Entry<std::u32string>* last, const Entry<std::u32string>& entry,
                const Source& source) const {
    const SegmentWord& word = source.word;
    const bool same = last != nullptr && last->key == entry.key;
    if (last != nullptr) coder.bit(context::same_key, same);
    if (same) {
      put_small(coder, context::next_segment, entry.segment - last->segment - 1);
    } else {
      std::size_t shared = 0;
      if (last != nullptr)
        shared =
            static_cast<std::size_t>(std::ranges::mismatch(entry.key, last->key).in1 - entry.key.begin());
      put_number(coder, context::shared, static_cast<std::uint32_t>(shared));
      put_number(coder, context::rest, static_cast<std::uint32_t>(entry.key.size() - shared));
      for (std::size_t i = shared; i < entry.key.size(); ++i)
        put_character(coder, rank_of(entry.key[i]) - 1, width_);
      put_small(coder, context::next_segment, entry.segment);
    }
    put_number(coder, context::articles_of_word, word.articles - 1);
    coder.bit(context::noun, word.noun);
    put_number(coder, context::articles_of_title, static_cast<std::uint32_t>(word.titles.size()));
    if (!word.titles.empty()) put_articles(coder, word.titles, source.articles);
    if (!is_paired(entry.key[0]))
      put_postings(coder, word.postings.articles, word.postings.marks, source.articles);
  }

  // ---- files ----

  void give(IndexFile file) { enough_ = enough_ || !take_(std::move(file)); }

  static void begin_file(ByteWriter& out, std::uint8_t kind) {
    out.raw(as_bytes(index_magic));
    out.u8(index_format);
    out.u8(kind);
  }

  IndexFile root() const {
    ByteWriter out;
    begin_file(out, root_file);
    out.varint(articles_);
    out.varint(segment_articles_);
    out.varint(words_);
    out.varint(alphabet_.size());
    char32_t last = 0;
    for (const char32_t character : alphabet_) {
      out.varint(character - last);
      last = character;
    }
    for (const Chance chance : model_.chances()) out.u8(static_cast<std::uint8_t>(chance / 16));
    put_facts(out, sources_.front().reader);
    return {out.take(), "", articles_};
  }

  // Lengths beside the average, in classes, two a byte; and where another day begins, from the newest on.
  void put_facts(ByteWriter& out, const SegmentReader& segment) const {
    const double average = articles_ == 0 ? 1 : std::max(1.0, static_cast<double>(words_) / articles_);
    const auto& lengths = segment.lengths();
    const auto class_of = [&](std::size_t article) {
      if (article >= lengths.size()) return 0;
      const double ratio = std::max(1U, lengths[article]) / average;
      return std::clamp(static_cast<int>(std::lround(std::log2(ratio) * length_steps / 2)) + 8, 0, 15);
    };
    for (std::size_t article = 0; article < lengths.size(); article += 2)
      out.u8(static_cast<std::uint8_t>(class_of(article) << 4 | class_of(article + 1)));
    const auto& days = segment.days();
    std::vector<std::uint32_t> begins;
    for (std::uint32_t article = 0; article < days.size(); ++article) {
      if (article == 0 || days[article] != days[article - 1]) begins.push_back(article);
    }
    out.varint(begins.size());
    std::uint32_t last_begin = 0;
    for (const std::uint32_t begin : begins) {
      out.varint(begin - last_begin);
      out.varint(days[begin]);
      last_begin = begin;
    }
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
      give({out.take(), std::move(file.first_key), file.keys});
    }
    file = {.kind = file.kind};
  }

  void add_block(Growing& file, std::string key, std::uint32_t keys, const Bytes& directory,
                 const Bytes& streams) {
    if (file.blocks > 0 &&
        file.directory.size() + file.streams.size() + directory.size() + streams.size() > file_bytes_)
      flush(file);
    if (file.blocks++ == 0) file.first_key = std::move(key);
    file.keys += keys;
    file.directory.raw(directory);
    file.streams.raw(streams);
  }

  void write_lengths() { // of the newest segment they stand in the root
    Growing file{.kind = lengths_file};
    for (std::uint32_t segment = 1; segment < sources_.size(); ++segment) {
      ByteWriter facts, directory;
      put_facts(facts, sources_[segment].reader);
      directory.varint(segment);
      directory.varint(sources_[segment].articles);
      directory.varint(facts.size());
      add_block(file, segment_key(lengths_prefix, {}, segment), sources_[segment].articles, directory.bytes(),
                facts.bytes());
      flush(file); // each by itself: an answer needs few of them
    }
  }

  void write_pairs() {
    Growing file{.kind = pairs_file};
    std::optional<Entry<Ranks>> first, last;
    std::optional<Encoder> postings, certainty;
    std::uint32_t entries = 0;
    std::size_t count = 0;
    const auto close = [&] {
      if (!first) return;
      const Bytes lists = postings->take(), triples = certainty->take();
      ByteWriter directory, streams;
      directory.varint(first->key.first);
      directory.varint(first->key.second);
      directory.varint(first->segment);
      directory.varint(entries);
      directory.varint(lists.size());
      directory.varint(triples.size());
      streams.raw(lists);
      streams.raw(triples);
      const std::string prefix = pairs_prefix_of(tier_of(first->segment));
      add_block(file, segment_key(prefix, text_of(first->key), first->segment), entries, directory.bytes(),
                streams.bytes());
      first.reset();
    };
    merge_pairs(
        [&](const Entry<Ranks>& entry, const Source& source) {
          const std::size_t more = source.pair.postings.size();
          if (first && (postings->size() >= pair_block_bytes_ || entries == most_entries_of_block ||
                        count + more > most_postings_of_block))
            close();
          if (!first) {
            first = entry;
            last.reset();
            postings.emplace(model_, 2);
            certainty.emplace(model_, 1);
            entries = 0;
            count = 0;
          }
          put_pair(*postings, last ? &*last : nullptr, entry, source);
          put_followers(*certainty, source);
          last = entry;
          ++entries;
          count += more;
        },
        [&] {
          close();
          flush(file);
        });
  }

  void write_words() {
    Growing file{.kind = words_file};
    std::optional<Entry<std::u32string>> first, last;
    std::optional<Encoder> stream;
    std::uint32_t entries = 0;
    const auto close = [&] {
      if (!first) return;
      const Bytes bytes = stream->take();
      ByteWriter directory;
      directory.text(to_utf8(first->key));
      directory.varint(first->segment);
      directory.varint(entries);
      directory.varint(bytes.size());
      add_block(file, segment_key(words_prefix, first->key, first->segment), entries, directory.bytes(),
                bytes);
      first.reset();
    };
    merge_words([&](const Entry<std::u32string>& entry, const Source& source) {
      if (first && (stream->size() >= word_block_bytes_ || entries == most_entries_of_block)) close();
      if (!first) {
        first = entry;
        last.reset();
        stream.emplace(model_, 1);
        entries = 0;
      }
      put_word(*stream, last ? &*last : nullptr, entry, source);
      last = entry;
      ++entries;
    });
    close();
    flush(file);
  }

  void write_synonyms(const SynonymTable& synonyms) {
    Growing file{.kind = synonyms_file};
    for (const auto& [word, others] : synonyms) {
      ByteWriter entry;
      const std::string text = to_utf8(word);
      entry.text(text);
      entry.varint(others.size());
      for (const std::u32string& other : others) entry.text(to_utf8(other));
      add_block(file, std::string(synonyms_prefix) + text, 1, {}, entry.bytes());
    }
    flush(file);
  }

  std::uint32_t segment_articles_, articles_ = 0;
  std::uint64_t words_ = 0; // of all articles
  std::size_t file_bytes_, pair_block_bytes_, word_block_bytes_;
  const std::function<bool(IndexFile)>& take_;
  bool enough_ = false;
  std::vector<Source> sources_;
  std::vector<char32_t> alphabet_;
  int width_ = 0;
  Model model_;
};

} // namespace

void write_index(std::span<const std::span<const std::byte>> segments, const SynonymTable& synonyms,
                 std::uint32_t segment_articles, std::size_t file_bytes,
                 const std::function<bool(IndexFile)>& take) {
  IndexWriter(segments, segment_articles, file_bytes, take).write(synonyms);
}

} // namespace hanji

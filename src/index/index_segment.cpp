#include "index/index_segment.h"

#include <algorithm>
#include <cassert>

#include "index/index_text.h"
#include "index/radix_sort.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr int rank_bits = 17, article_bits = 13, mark_bits = 7;
static_assert(most_segment_articles <= 1U << article_bits);
constexpr std::uint64_t rank_mask = (1U << rank_bits) - 1, article_mask = (1U << article_bits) - 1;

constexpr std::size_t most_keys_with_room = std::size_t{1} << 21; // 16 MB; more are sorted in their place

std::uint64_t packed(const Mark& mark) {
  return static_cast<std::uint64_t>(mark.place) | static_cast<std::uint64_t>(count_class(mark.count)) << 2 |
         (mark.word_start ? 16U : 0U) | static_cast<std::uint64_t>(mark.form) << 5;
}

Mark unpacked(std::uint64_t bits) {
  return {static_cast<Place>(bits & 3), count_of_class[bits >> 2 & 3], (bits & 16) != 0,
          static_cast<Form>(bits >> 5 & 3)};
}

void put_list(ByteWriter& out, std::span<const std::uint32_t> articles) {
  out.varint(articles.size());
  std::uint32_t next = 0;
  for (const std::uint32_t article : articles) {
    out.varint(article - next);
    next = article + 1;
  }
}

void get_list(ByteReader& in, std::vector<std::uint32_t>& articles) {
  articles.resize(in.varint32());
  std::uint32_t next = 0;
  for (std::uint32_t& article : articles) {
    article = next + in.varint32();
    next = article + 1;
  }
}

void get_marks(ByteReader& in, Postings& postings) {
  postings.marks.clear();
  for (const std::byte bits : in.raw(postings.articles.size()))
    postings.marks.push_back(unpacked(static_cast<std::uint64_t>(bits)));
}

void put_numbers(ByteWriter& out, std::span<const std::uint32_t> numbers) {
  for (const std::uint32_t number : numbers) out.varint(number);
}

} // namespace

// ---- make ----

std::uint64_t SegmentBuilder::id_of(char32_t character) {
  if (character == 0) return 0;
  const auto [known, is_new] = ids_.try_emplace(character, static_cast<std::uint32_t>(alphabet_.size() + 1));
  if (is_new) alphabet_.push_back(character);
  assert(known->second <= rank_mask); // Unicode has fewer that stand in pairs
  return known->second;
}

void SegmentBuilder::add(Occurrences found, const Date& date, const std::vector<std::u32string>& labels) {
  const std::uint32_t article = articles();
  assert(article < most_segment_articles);
  lengths_.push_back(found.length);
  days_.push_back(day_number(date.year, date.month, date.day));
  for (const std::u32string& label : labels) {
    WordPostings& word = words_[label];
    word.articles += 1;
    word.titles.push_back(article);
  }
  for (const auto& [pair, mark] : found.pairs) {
    const std::uint64_t first = id_of(static_cast<char32_t>(pair >> 32)),
                        second = id_of(static_cast<char32_t>(pair & 0xFFFFFFFF));
    pairs_.push_back(((first << rank_bits | second) << article_bits | article) << mark_bits | packed(mark));
  }
  constexpr std::uint64_t mask = (1U << 21) - 1;
  for (const std::uint64_t triple : found.triples) {
    std::uint64_t ids = 0;
    for (const int shift : {42, 21, 0})
      ids = ids << rank_bits | id_of(static_cast<char32_t>(triple >> shift & mask));
    triples_.push_back(ids << article_bits | article);
  }
  for (auto& [run, mark] : found.runs) {
    WordPostings& word = words_[std::move(run)];
    word.articles += 1;
    word.all.articles.push_back(article);
    word.all.marks.push_back(mark);
  }
  for (std::u32string& noun : found.nouns) {
    WordPostings& word = words_[std::move(noun)];
    word.articles += 1;
    word.noun = true;
  }
  for (std::u32string& title_word : found.title_words) {
    WordPostings& word = words_[std::move(title_word)];
    word.titles.push_back(article);
    word.articles = std::max(word.articles, static_cast<std::uint32_t>(word.titles.size()));
  }
}

// Ids become ranks: as the characters are sorted, so are pairs and triples.
void SegmentBuilder::rank_characters() {
  for (const auto& [word, postings] : words_) {
    for (const char32_t character : word) id_of(character);
  }
  std::ranges::sort(alphabet_);
  std::vector<std::uint64_t> ranks(alphabet_.size() + 1);
  for (std::size_t i = 0; i < alphabet_.size(); ++i) ranks[ids_.at(alphabet_[i])] = i + 1;
  constexpr int below_pair = article_bits + mark_bits;
  for (std::uint64_t& pair : pairs_) {
    pair = ranks[pair >> (below_pair + rank_bits)] << (below_pair + rank_bits) |
           ranks[pair >> below_pair & rank_mask] << below_pair | (pair & ((1U << below_pair) - 1));
  }
  for (std::uint64_t& triple : triples_) {
    std::uint64_t ranked = 0;
    for (const int shift : {2, 1, 0})
      ranked = ranked << rank_bits | ranks[triple >> (article_bits + shift * rank_bits) & rank_mask];
    triple = ranked << article_bits | (triple & article_mask);
  }
  std::vector<std::uint64_t> room;
  const auto sort = [&room](std::vector<std::uint64_t>& keys, int shift, int bits) {
    if (keys.size() > most_keys_with_room)
      std::ranges::sort(keys);
    else
      radix_sort(keys, room, shift, bits); // articles came in their order, and once with each key
  };
  sort(pairs_, below_pair, 2 * rank_bits);
  sort(triples_, article_bits, 3 * rank_bits);
}

void SegmentBuilder::put_pairs(ByteWriter& out) {
  struct PairList {
    std::uint64_t pair;
    std::size_t begin, end; // in `articles`
  };
  std::vector<PairList> lists;
  std::vector<std::uint16_t> articles;
  std::vector<std::uint8_t> marks;
  for (const std::uint64_t each : pairs_) {
    const std::uint64_t pair = each >> (article_bits + mark_bits);
    if (lists.empty() || lists.back().pair != pair) lists.push_back({pair, articles.size(), articles.size()});
    articles.push_back(static_cast<std::uint16_t>(each >> mark_bits & article_mask));
    marks.push_back(static_cast<std::uint8_t>(each & ((1U << mark_bits) - 1)));
    lists.back().end = articles.size();
  }
  pairs_ = {};

  std::size_t triple = 0;
  std::vector<bool> hold;
  for (const PairList& list : lists) {
    out.varint(list.pair >> rank_bits);
    out.varint(list.pair & rank_mask);
    out.varint(list.end - list.begin);
    std::uint32_t next = 0;
    for (std::size_t i = list.begin; i < list.end; ++i) {
      out.varint(articles[i] - next);
      next = articles[i] + 1U;
    }
    for (std::size_t i = list.begin; i < list.end; ++i) out.u8(marks[i]);

    ByteWriter followers;
    std::uint32_t count = 0;
    while (triple < triples_.size() && triples_[triple] >> (article_bits + rank_bits) == list.pair) {
      const std::uint64_t key = triples_[triple] >> article_bits;
      const std::uint64_t second_pair = key & ((std::uint64_t{1} << (2 * rank_bits)) - 1);
      const auto second = std::ranges::lower_bound(lists, second_pair, {}, &PairList::pair);
      assert(second != lists.end() && second->pair == second_pair);
      hold.clear();
      std::size_t held = 0, right = second->begin;
      for (std::size_t left = list.begin; left < list.end && right < second->end; ++left) {
        while (right < second->end && articles[right] < articles[left]) ++right;
        if (right == second->end || articles[right] != articles[left]) continue;
        const bool holds = triple < triples_.size() && triples_[triple] >> article_bits == key &&
                           (triples_[triple] & article_mask) == articles[left];
        if (holds) {
          ++held;
          ++triple;
        }
        hold.push_back(holds);
      }
      assert(held > 0); // whoever holds the triple holds both pairs
      ++count;
      followers.varint(key & rank_mask);
      followers.varint(held == hold.size() ? 0 : hold.size());
      if (held == hold.size()) continue;
      for (std::size_t i = 0; i < hold.size(); i += 8) {
        unsigned bits = 0;
        for (std::size_t bit = 0; bit < 8 && i + bit < hold.size(); ++bit)
          bits |= hold[i + bit] ? 1U << bit : 0U;
        followers.u8(static_cast<std::uint8_t>(bits));
      }
    }
    out.varint(count);
    out.raw(followers.bytes());
  }
  assert(triple == triples_.size());
}

void SegmentBuilder::put_words(ByteWriter& out) const {
  std::vector<const std::pair<const std::u32string, WordPostings>*> sorted;
  for (const auto& word : words_) sorted.push_back(&word);
  std::ranges::sort(sorted, {}, [](const auto* word) -> const std::u32string& { return word->first; });
  for (const auto* entry : sorted) {
    const auto& [word, postings] = *entry;
    out.text(to_utf8(word));
    out.varint(postings.articles * 2 + (postings.noun ? 1 : 0));
    put_list(out, postings.titles);
    put_list(out, postings.all.articles);
    for (const Mark& mark : postings.all.marks) out.u8(static_cast<std::uint8_t>(packed(mark)));
  }
}

Bytes SegmentBuilder::finish() {
  rank_characters();
  ByteWriter pairs, words, out;
  put_pairs(pairs);
  put_words(words);
  out.varint(alphabet_.size());
  for (const char32_t character : alphabet_) out.varint(character);
  out.varint(lengths_.size());
  put_numbers(out, lengths_);
  put_numbers(out, days_);
  out.varint(pairs.size());
  out.raw(pairs.bytes());
  out.raw(words.bytes());
  *this = {};
  return out.take();
}

// ---- read ----

SegmentReader::SegmentReader(std::span<const std::byte> segment) {
  ByteReader in(segment);
  const auto get_numbers = [&](std::vector<std::uint32_t>& numbers, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) numbers.push_back(in.varint32());
  };
  for (std::uint64_t characters = in.varint(); characters > 0; --characters)
    alphabet_.push_back(static_cast<char32_t>(in.varint32()));
  const std::size_t articles = in.varint32();
  get_numbers(lengths_, articles);
  get_numbers(days_, articles);
  pair_bytes_ = in.raw(in.varint32());
  word_bytes_ = segment.subspan(in.position());
  rewind();
}

void SegmentReader::rewind() {
  pairs_ = ByteReader(pair_bytes_);
  words_ = ByteReader(word_bytes_);
}

bool SegmentReader::next(SegmentPair& pair) {
  if (pairs_.at_end()) return false;
  pair.first = pairs_.varint32();
  pair.second = pairs_.varint32();
  get_list(pairs_, pair.postings.articles);
  get_marks(pairs_, pair.postings);
  pair.followers.resize(pairs_.varint32());
  for (SegmentFollower& follower : pair.followers) {
    follower.rank = pairs_.varint32();
    follower.candidates = pairs_.varint32();
    follower.hold.clear();
    for (const std::byte bits : pairs_.raw((follower.candidates + 7) / 8)) {
      for (unsigned bit = 0; bit < 8 && follower.hold.size() < follower.candidates; ++bit)
        follower.hold.push_back((static_cast<unsigned>(bits) >> bit & 1) != 0);
    }
  }
  assert(!pairs_.failed());
  return true;
}

bool SegmentReader::next(SegmentWord& word) {
  if (words_.at_end()) return false;
  word.word = to_utf32(words_.text());
  const std::uint64_t articles = words_.varint();
  word.articles = static_cast<std::uint32_t>(articles / 2);
  word.noun = articles % 2 != 0;
  get_list(words_, word.titles);
  get_list(words_, word.postings.articles);
  get_marks(words_, word.postings);
  assert(!words_.failed());
  return true;
}

} // namespace hanji

// What is likely in an index: the chances of every kind of decision in its streams (base/range_coder.h),
// counted while it is written, kept in its root, and the coding of numbers, lists and marks by them. The code
// that writes is a template over `Counter` (first pass) and `Encoder` (second), so that both always take the
// same way; `Decoder` is its mirror. search/FORMAT.md says what stands where.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/range_coder.h"

namespace hanji {

// How a posting marks its article. The key stands …
enum class Place : std::uint8_t { body, heading, title }; // … there at least once: the best of them
struct Mark {
  Place place = Place::body;
  std::uint8_t count = 1;  // … that often: 1, 2, 3 (or 4), 5 (or more)
  bool word_start = false; // … somewhere at the start of a word
  bool apart = false;      // … only across a space
  bool operator==(const Mark&) const = default;
};

struct Postings { // ascending articles, and their marks
  std::vector<std::uint32_t> articles;
  std::vector<Mark> marks;
  std::size_t size() const { return articles.size(); }
  void clear() {
    articles.clear();
    marks.clear();
  }
};

// Every decision has a number, its context; those of one kind stand together.
namespace context {
constexpr std::size_t number_size = 64; // 32 for the length of a number, 32 for its second bit
constexpr std::size_t densities = 15, characters = 2048;
constexpr std::size_t same_key = 0, next_segment = same_key + 1, next_key = next_segment + number_size,
                      articles_of_key = next_key + number_size, gap = articles_of_key + number_size,
                      apart = gap + densities * 3 * number_size, word_start = apart + 2,
                      place = word_start + 4, count = place + 3 * 3, followers = count + 4 * 3,
                      next_follower = followers + number_size, always = next_follower + number_size,
                      candidates = always + 1, shared = candidates + number_size, rest = shared + number_size,
                      character = rest + number_size, articles_of_word = character + characters,
                      noun = articles_of_word + number_size, articles_of_title = noun + 1,
                      size = articles_of_title + number_size;
} // namespace context

using Model = std::vector<Chance>; // context::size of them

class Counter {
public:
  Counter() : counts_(context::size) {}
  void bit(std::size_t context, bool value) { ++counts_[context][value ? 1 : 0]; }
  void even_bits(std::uint32_t, int) {}
  void adaptive(bool, Chance) {}
  Model model() const;

private:
  std::vector<std::array<std::uint32_t, 2>> counts_;
};

class Encoder {
public:
  explicit Encoder(const Model& model) : model_(model) {}
  void bit(std::size_t context, bool value) { coder_.bit(value, model_[context]); }
  void even_bits(std::uint32_t value, int count) { coder_.even_bits(value, count); }
  void adaptive(bool value, Chance chance) { coder_.bit(value, chance); }
  std::size_t size() const { return coder_.size(); } // bytes, nearly
  Bytes take() { return coder_.take(); }

private:
  const Model& model_;
  RangeEncoder coder_;
};

class Decoder {
public:
  Decoder(const Model& model, std::span<const std::byte> bytes) : model_(model), coder_(bytes) {}
  bool bit(std::size_t context) { return coder_.bit(model_[context]); }
  std::uint32_t even_bits(int count) { return coder_.even_bits(count); }
  bool adaptive(Chance chance) { return coder_.bit(chance); }
  bool failed() const { return coder_.failed(); }

private:
  const Model& model_;
  RangeDecoder coder_;
};

// A number from 0: how many bits it has (of number + 1), by a tree of five; then its bits, of which the
// second is modelled too.
template <class Coder>
void put_number(Coder& coder, std::size_t context, std::uint32_t number) {
  const std::uint64_t value = std::uint64_t{number} + 1;
  const int length = static_cast<int>(std::bit_width(value)) - 1;
  std::size_t node = 1;
  for (int i = 4; i >= 0; --i) {
    const bool one = (length >> i & 1) != 0;
    coder.bit(context + node, one);
    node = node * 2 + (one ? 1 : 0);
  }
  if (length == 0) return;
  coder.bit(context + 32 + static_cast<std::size_t>(length), (value >> (length - 1) & 1) != 0);
  if (length > 1)
    coder.even_bits(static_cast<std::uint32_t>(value & ((std::uint64_t{1} << (length - 1)) - 1)), length - 1);
}
std::uint32_t get_number(Decoder& coder, std::size_t context);

// The same for what is small as a rule: how many bits it has, one decision for each.
template <class Coder>
void put_small(Coder& coder, std::size_t context, std::uint32_t number) {
  const std::uint64_t value = std::uint64_t{number} + 1;
  const int length = static_cast<int>(std::bit_width(value)) - 1;
  for (int i = 0; i < length; ++i) coder.bit(context + static_cast<std::size_t>(i), true);
  if (length < 31) coder.bit(context + static_cast<std::size_t>(length), false);
  if (length == 0) return;
  coder.bit(context + 32 + static_cast<std::size_t>(length), (value >> (length - 1) & 1) != 0);
  if (length > 1)
    coder.even_bits(static_cast<std::uint32_t>(value & ((std::uint64_t{1} << (length - 1)) - 1)), length - 1);
}
std::uint32_t get_small(Decoder& coder, std::size_t context);

// Articles and their marks, `articles` being how many the index has. An empty list cannot be written.
template <class Coder>
void put_mark(Coder& coder, const Mark& mark, const Mark& previous, unsigned starts);
template <class Coder>
void put_postings(Coder& coder, std::span<const std::uint32_t> postings, std::span<const Mark> marks,
                  std::uint32_t articles);
// Appends; false when it makes no sense (then `postings` holds what did). `count` is at most `articles`.
bool get_postings(Decoder& coder, std::uint32_t count, std::uint32_t articles, Postings& postings);
bool skip_postings(Decoder& coder, std::uint32_t count, std::uint32_t articles);
template <class Coder>
void put_articles(Coder& coder, std::span<const std::uint32_t> list, std::uint32_t articles);
bool get_articles(Decoder& coder, std::uint32_t count, std::uint32_t articles,
                  std::vector<std::uint32_t>& list);

// A character as its rank in the index's alphabet of `width` bits; the highest eleven are modelled.
template <class Coder>
void put_character(Coder& coder, std::uint32_t rank, int width) {
  const int modelled = std::min(width, 11);
  std::size_t node = 1;
  for (int i = 0; i < modelled; ++i) {
    const bool one = (rank >> (width - 1 - i) & 1) != 0;
    coder.bit(context::character + node, one);
    node = node * 2 + (one ? 1 : 0);
  }
  if (width > modelled) coder.even_bits(rank & ((1U << (width - modelled)) - 1), width - modelled);
}
std::uint32_t get_character(Decoder& coder, int width);

// A yes or no whose chance is learnt within one list.
struct Learning {
  Chance chance = even_chance;
  void learn(bool value) {
    if (value)
      chance = static_cast<Chance>(chance - (chance >> 4));
    else
      chance = static_cast<Chance>(chance + ((4096 - chance) >> 4));
    chance = std::clamp<Chance>(chance, 31, 4096 - 31);
  }
};

// ---- how lists are put ----

// What the gap to the next article depends on: how dense the list is, and how large the last gap was for it.
inline std::size_t gap_context(std::uint32_t count, std::uint32_t articles, std::uint32_t last_gap) {
  const auto sparse = static_cast<std::size_t>(std::bit_width(articles / std::max(count, 1U)));
  const std::size_t density = std::min(sparse, context::densities - 1);
  const std::uint32_t usual = articles / std::max(count, 1U);
  const std::size_t last = last_gap < usual / 4 ? 0 : last_gap <= usual ? 1 : 2;
  return context::gap + (density * 3 + last) * context::number_size;
}

inline std::uint8_t count_class(std::uint8_t count) { // 1 2 3 5
  return count < 3 ? static_cast<std::uint8_t>(count - 1) : count < 5 ? 2 : 3;
}
constexpr std::array<std::uint8_t, 4> count_of_class{1, 2, 3, 5};

template <class Coder>
void put_mark(Coder& coder, const Mark& mark, const Mark& previous, unsigned starts) {
  coder.bit(context::apart + (previous.apart ? 1 : 0), mark.apart);
  if (mark.apart) return;
  coder.bit(context::word_start + starts, mark.word_start);
  const std::size_t places = context::place + static_cast<std::size_t>(previous.place) * 3;
  coder.bit(places, mark.place != Place::body);
  if (mark.place != Place::body) coder.bit(places + 1, mark.place == Place::title);
  const std::size_t counts = context::count + std::size_t{count_class(previous.count)} * 3;
  const std::uint8_t count = count_class(mark.count);
  coder.bit(counts, count > 0);
  if (count > 0) coder.bit(counts + 1, count > 1);
  if (count > 1) coder.bit(counts + 2, count > 2);
}

template <class Coder>
void put_articles(Coder& coder, std::span<const std::uint32_t> list, std::uint32_t articles) {
  std::uint32_t next = 0, last_gap = articles / static_cast<std::uint32_t>(list.size());
  for (const std::uint32_t article : list) {
    const std::uint32_t gap = article - next;
    put_small(coder, gap_context(static_cast<std::uint32_t>(list.size()), articles, last_gap), gap);
    last_gap = gap;
    next = article + 1;
  }
}

template <class Coder>
void put_postings(Coder& coder, std::span<const std::uint32_t> list, std::span<const Mark> marks,
                  std::uint32_t articles) {
  std::uint32_t next = 0, last_gap = articles / static_cast<std::uint32_t>(list.size());
  Mark previous;
  unsigned starts = 3; // of the last two; 3 = there are none yet
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::uint32_t gap = list[i] - next;
    put_small(coder, gap_context(static_cast<std::uint32_t>(list.size()), articles, last_gap), gap);
    put_mark(coder, marks[i], previous, starts);
    last_gap = gap;
    next = list[i] + 1;
    starts = (previous.word_start && i > 0 ? 1U : 0U) + (marks[i].word_start ? 1U : 0U);
    previous = marks[i];
  }
}

} // namespace hanji

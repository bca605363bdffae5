// What is likely in an index: the chances of every kind of decision in its streams (base/rans_coder.h),
// counted while it is written, kept in its root, and the coding of numbers, lists and marks by them. The code
// that writes is a template over `Counter` (first pass) and `Encoder` (second), so that both always take the
// same way; `Decoder` is its mirror. The gaps and the marks of postings, of which a query reads thousands,
// are one symbol each: what their decisions are worth together is tabulated. index/FORMAT.md says what
// stands where.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/rans_coder.h"

namespace hanji {

// How a posting marks its article. The key stands …
enum class Place : std::uint8_t { body, heading, title }; // … there at least once: the best of them
// … as it is; else only in Hanja, which are read; else only across a space.
enum class Form : std::uint8_t { plain, hanja, across_space };
struct Mark {
  Place place = Place::body;
  std::uint8_t count = 1;  // … that often: 1, 2, 3 (or 4), 5 (or more)
  bool word_start = false; // … somewhere at the start of a word
  Form form = Form::plain;
  bool operator==(const Mark&) const = default;
};

inline std::uint8_t count_class(std::uint8_t count) { // 1 2 3 5
  return count < 3 ? static_cast<std::uint8_t>(count - 1) : count < 5 ? 2 : 3;
}
constexpr std::array<std::uint8_t, 4> count_of_class{1, 2, 3, 5};

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
                      form = gap + densities * 3 * number_size, word_start = form + 4, place = word_start + 5,
                      count = place + 3 * 2 * 2, followers = count + 4 * 3 * 2 * 3,
                      next_follower = followers + number_size, always = next_follower + number_size,
                      candidates = always + 1, shared = candidates + number_size, rest = shared + number_size,
                      character = rest + number_size, articles_of_word = character + characters,
                      noun = articles_of_word + number_size, articles_of_title = noun + 1,
                      size = articles_of_title + number_size;
} // namespace context

// What a mark depends on: the one before it in the list, and how often the last few began words.
struct MarkBefore {
  Mark mark;
  int share = -1; // of word starts, in 1/256; the older the less; -1 = there is none yet
  void pass(const Mark& next) {
    mark = next;
    share = share < 0 ? (next.word_start ? 200 : 55) : share + (((next.word_start ? 255 : 0) - share) >> 2);
  }
  std::size_t starts() const { return share < 0 ? 4 : static_cast<std::size_t>(share) / 64; }
  std::size_t place() const { // of its symbols
    if (mark.form == Form::across_space) return first_apart + starts();
    const std::size_t of_place = starts() * 3 + static_cast<std::size_t>(mark.place);
    return mark.form == Form::hanja ? first_hanja + of_place : of_place * 4 + count_class(mark.count);
  }
  static constexpr std::size_t first_hanja = 5 * 3 * 4, first_apart = first_hanja + 5 * 3,
                               places = first_apart + 5;
};

unsigned symbol_of(const Mark& mark);
Mark mark_of_symbol(unsigned symbol);

// The decisions that make up one symbol, as calls of decide(context, value).
template <class Decide>
void decide_gap(std::size_t context, unsigned symbol, const Decide& decide);
template <class Decide>
void decide_mark(const Mark& mark, const MarkBefore& before, const Decide& decide);

// A gap's symbol: how many bits it has (of gap + 1), and the second of them; the others follow it. A mark's:
// all of it.
constexpr unsigned gap_symbols = 27, mark_symbols = 31;

// Symbols of one context as parts of 4096, and the symbol at every place of these.
struct Symbols {
  static constexpr std::size_t most = 32;
  std::array<std::uint16_t, most> start{}, frequency{};
  std::array<std::uint8_t, std::size_t{1} << chance_bits> at{};
};

// Symbols are made when they are first asked for (not by several threads): a query needs few, and a page that
// loads none.
class Model {
public:
  Model() = default;
  explicit Model(std::vector<Chance> chances); // context::size of them
  const std::vector<Chance>& chances() const { return chances_; }
  const Symbols& of_gap(std::size_t context) const {
    return get((context - context::gap) / context::number_size);
  }
  const Symbols& of_mark(std::size_t place) const { return get(context::densities * 3 + place); }

private:
  const Symbols& get(std::size_t i) const {
    if (!symbols_[i]) symbols_[i] = make(i);
    return *symbols_[i];
  }
  std::shared_ptr<const Symbols> make(std::size_t i) const; // the same on every machine
  std::vector<Chance> chances_;
  mutable std::vector<std::shared_ptr<const Symbols>> symbols_; // of gaps, then by MarkBefore::place
};

class Counter {
public:
  Counter() : counts_(context::size) {}
  void bit(std::size_t context, bool value) { ++counts_[context][value ? 1 : 0]; }
  void even_bits(std::uint32_t, int) {}
  void adaptive(bool, Chance) {}
  void gap(std::size_t context, unsigned symbol) {
    decide_gap(context, symbol, [this](std::size_t c, bool value) { bit(c, value); });
  }
  void mark(const Mark& mark, const MarkBefore& before) {
    decide_mark(mark, before, [this](std::size_t c, bool value) { bit(c, value); });
  }
  Model model() const;

private:
  std::vector<std::array<std::uint32_t, 2>> counts_;
};

class Encoder {
public:
  Encoder(const Model& model, int lanes) : model_(model), lanes_(lanes) {}
  void bit(std::size_t context, bool value) { coder_.bit(value, model_.chances()[context]); }
  void even_bits(std::uint32_t value, int count) { coder_.even_bits(value, count); }
  void adaptive(bool value, Chance chance) { coder_.bit(value, chance); }
  void gap(std::size_t context, unsigned symbol) { put(0, model_.of_gap(context), symbol); }
  void mark(const Mark& mark, const MarkBefore& before) {
    put(lanes_ - 1, model_.of_mark(before.place()), symbol_of(mark));
  }
  std::size_t size() const { return coder_.size(); } // bytes, nearly
  Bytes take() { return coder_.take(lanes_); }

private:
  void put(int lane, const Symbols& symbols, unsigned symbol) {
    coder_.put(lane, symbols.start[symbol], symbols.frequency[symbol], chance_bits);
  }
  const Model& model_;
  int lanes_; // marks are in the last
  RansEncoder coder_;
};

class Decoder {
public:
  Decoder(const Model& model, std::span<const std::byte> bytes, int lanes)
      : model_(model), lanes_(lanes), coder_(bytes, lanes) {}
  bool bit(std::size_t context) { return coder_.bit(model_.chances()[context]); }
  std::uint32_t even_bits(int count) { return coder_.even_bits(count); }
  bool adaptive(Chance chance) { return coder_.bit(chance); }
  unsigned gap(std::size_t context) { return get<0>(model_.of_gap(context)); }
  template <int lane>
  unsigned mark(std::size_t before) {
    return get<lane>(model_.of_mark(before));
  }
  bool failed() const { return coder_.failed(); }
  int lanes() const { return lanes_; }
  void go_on_from(const Decoder& copy) { coder_ = copy.coder_; } // of this one

private:
  template <int lane>
  unsigned get(const Symbols& symbols) {
    const unsigned symbol = symbols.at[coder_.place(lane, chance_bits)];
    coder_.take(lane, symbols.start[symbol], symbols.frequency[symbol], chance_bits);
    return symbol;
  }
  const Model& model_;
  int lanes_;
  RansDecoder coder_;
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

// Articles and their marks, `articles` being how many the index has, at most most_articles_of_list. An empty
// list cannot be written.
constexpr std::uint32_t most_articles_of_list = 1 << 13; // the largest gap has a symbol
template <class Coder>
void put_postings(Coder& coder, std::span<const std::uint32_t> list, std::span<const Mark> marks,
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

template <class Decide>
void decide_gap(std::size_t context, unsigned symbol, const Decide& decide) {
  const std::size_t length = (symbol + 1) / 2;
  for (std::size_t i = 0; i < length; ++i) decide(context + i, true);
  decide(context + length, false);
  if (length > 0) decide(context + 32 + length, symbol % 2 == 0);
}

template <class Decide>
void decide_mark(const Mark& mark, const MarkBefore& before, const Decide& decide) {
  decide(context::form + (before.mark.form == Form::plain ? 0 : 1), mark.form != Form::plain);
  if (mark.form != Form::plain)
    decide(context::form + (before.mark.form == Form::across_space ? 3 : 2), mark.form == Form::across_space);
  if (mark.form == Form::across_space) return;
  decide(context::word_start + before.starts(), mark.word_start);
  const std::size_t start = mark.word_start ? 1 : 0, place = static_cast<std::size_t>(mark.place);
  const std::size_t places = context::place + (static_cast<std::size_t>(before.mark.place) * 2 + start) * 2;
  decide(places, mark.place != Place::body);
  if (mark.place != Place::body) decide(places + 1, mark.place == Place::title);
  if (mark.form == Form::hanja) return; // how often is not told
  const std::size_t counts =
      context::count + ((std::size_t{count_class(before.mark.count)} * 3 + place) * 2 + start) * 3;
  const std::uint8_t count = count_class(mark.count);
  for (std::size_t i = 0; i < 3; ++i) {
    decide(counts + i, count > i);
    if (count <= i) return;
  }
}

template <class Coder>
void put_gap(Coder& coder, std::size_t context, std::uint32_t gap) {
  const std::uint32_t value = gap + 1;
  const int length = static_cast<int>(std::bit_width(value)) - 1;
  if (length == 0) return coder.gap(context, 0);
  coder.gap(context, static_cast<unsigned>(length) * 2 - 1 + (value >> (length - 1) & 1));
  if (length > 1) coder.even_bits(value & ((1U << (length - 1)) - 1), length - 1);
}

template <class Coder>
void put_articles(Coder& coder, std::span<const std::uint32_t> list, std::uint32_t articles) {
  std::uint32_t next = 0, last_gap = articles / static_cast<std::uint32_t>(list.size());
  for (const std::uint32_t article : list) {
    const std::uint32_t gap = article - next;
    put_gap(coder, gap_context(static_cast<std::uint32_t>(list.size()), articles, last_gap), gap);
    last_gap = gap;
    next = article + 1;
  }
}

template <class Coder>
void put_postings(Coder& coder, std::span<const std::uint32_t> list, std::span<const Mark> marks,
                  std::uint32_t articles) {
  std::uint32_t next = 0, last_gap = articles / static_cast<std::uint32_t>(list.size());
  MarkBefore before;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::uint32_t gap = list[i] - next;
    put_gap(coder, gap_context(static_cast<std::uint32_t>(list.size()), articles, last_gap), gap);
    coder.mark(marks[i], before);
    last_gap = gap;
    next = list[i] + 1;
    before.pass(marks[i]);
  }
}

} // namespace hanji

#include "index/index_model.h"

#include <algorithm>
#include <utility>

namespace hanji {
namespace {

constexpr unsigned first_hanja_symbol = 24, apart_symbol = mark_symbols - 1;

// Parts of 4096, at least one each, by what the decisions of every symbol are worth together.
template <class Decisions>
Symbols symbols_of(unsigned count, const std::vector<Chance>& chances, const Decisions& decisions) {
  std::array<std::uint64_t, Symbols::most> worth{};
  std::uint64_t all = 0;
  for (unsigned symbol = 0; symbol < count; ++symbol) {
    std::uint64_t share = std::uint64_t{1} << 40;
    decisions(symbol, [&](std::size_t context, bool value) {
      const std::uint64_t chance = chances[context];
      share = std::max<std::uint64_t>(1, share * (value ? 4096 - chance : chance) >> chance_bits);
    });
    worth[symbol] = share;
    all += share;
  }
  Symbols symbols;
  int left = 1 << chance_bits;
  for (unsigned symbol = 0; symbol < count; ++symbol) {
    const std::uint64_t parts = ((worth[symbol] << chance_bits) + all / 2) / all;
    symbols.frequency[symbol] = static_cast<std::uint16_t>(std::max<std::uint64_t>(1, parts));
    left -= symbols.frequency[symbol];
  }
  for (; left != 0; left += left > 0 ? -1 : 1) { // to or from the largest
    std::uint16_t& largest = *std::ranges::max_element(symbols.frequency);
    largest = static_cast<std::uint16_t>(largest + (left > 0 ? 1 : -1));
  }
  std::uint16_t start = 0;
  for (unsigned symbol = 0; symbol < count; ++symbol) {
    symbols.start[symbol] = start;
    std::fill_n(symbols.at.begin() + start, symbols.frequency[symbol], static_cast<std::uint8_t>(symbol));
    start = static_cast<std::uint16_t>(start + symbols.frequency[symbol]);
  }
  return symbols;
}

// What stands before a mark in a list, by its place.
MarkBefore mark_before_of(std::size_t place) {
  MarkBefore before;
  std::size_t starts = 0;
  if (place >= MarkBefore::first_apart) {
    before.mark.form = Form::across_space;
    starts = place - MarkBefore::first_apart;
  } else if (place >= MarkBefore::first_hanja) {
    before.mark = {static_cast<Place>((place - MarkBefore::first_hanja) % 3), 1, false, Form::hanja};
    starts = (place - MarkBefore::first_hanja) / 3;
  } else {
    before.mark = {static_cast<Place>(place / 4 % 3), count_of_class[place % 4], false, Form::plain};
    starts = place / 12;
  }
  before.share = starts == 4 ? -1 : static_cast<int>(starts * 64);
  return before;
}

std::uint32_t get_gap(Decoder& coder, std::size_t context) {
  const unsigned symbol = coder.gap(context);
  if (symbol == 0) return 0;
  const int length = static_cast<int>(symbol + 1) / 2;
  std::uint32_t value = 2U | (symbol % 2 == 0 ? 1U : 0U);
  if (length > 1) value = value << (length - 1) | coder.even_bits(length - 1);
  return value - 1;
}

// Calls take(article, mark) for each. The marks are in `lane`; a list without any has -1.
template <int lane, class Take>
bool walk_postings(Decoder& of_caller, std::uint32_t count, std::uint32_t articles, const Take& take) {
  if (count == 0 || count > articles) return false;
  Decoder coder = of_caller; // in registers
  std::uint32_t next = 0, last_gap = articles / count;
  MarkBefore before;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t gap = get_gap(coder, gap_context(count, articles, last_gap));
    next += gap;
    if (next >= articles || coder.failed()) return false;
    if constexpr (lane >= 0) {
      before.pass(mark_of_symbol(coder.mark<lane>(before.place())));
    }
    take(next, before.mark);
    last_gap = gap;
    ++next;
  }
  of_caller.go_on_from(coder);
  return !coder.failed();
}

template <class Take>
bool walk_marked(Decoder& coder, std::uint32_t count, std::uint32_t articles, const Take& take) {
  return coder.lanes() > 1 ? walk_postings<1>(coder, count, articles, take)
                           : walk_postings<0>(coder, count, articles, take);
}

} // namespace

unsigned symbol_of(const Mark& mark) {
  const unsigned start = mark.word_start ? 1 : 0;
  switch (mark.form) {
  case Form::plain: return (static_cast<unsigned>(mark.place) * 4 + count_class(mark.count)) * 2 + start;
  case Form::hanja: return first_hanja_symbol + static_cast<unsigned>(mark.place) * 2 + start;
  case Form::across_space: break;
  }
  return apart_symbol;
}

Mark mark_of_symbol(unsigned symbol) {
  if (symbol == apart_symbol) return {Place::body, 1, false, Form::across_space};
  const bool start = symbol % 2 != 0;
  if (symbol >= first_hanja_symbol)
    return {static_cast<Place>((symbol - first_hanja_symbol) / 2), 1, start, Form::hanja};
  return {static_cast<Place>(symbol / 8), count_of_class[symbol / 2 % 4], start, Form::plain};
}

Model::Model(std::vector<Chance> chances)
    : chances_(std::move(chances)), symbols_(context::densities * 3 + MarkBefore::places) {}

std::shared_ptr<const Symbols> Model::make(std::size_t i) const {
  constexpr std::size_t gaps = context::densities * 3;
  const auto of_gap = [&](unsigned symbol, const auto& decide) {
    decide_gap(context::gap + i * context::number_size, symbol, decide);
  };
  const auto of_mark = [&](unsigned symbol, const auto& decide) {
    decide_mark(mark_of_symbol(symbol), mark_before_of(i - gaps), decide);
  };
  return std::make_shared<Symbols>(i < gaps ? symbols_of(gap_symbols, chances_, of_gap)
                                            : symbols_of(mark_symbols, chances_, of_mark));
}

Model Counter::model() const {
  std::vector<Chance> model(context::size, even_chance);
  for (std::size_t i = 0; i < model.size(); ++i) {
    const auto [zeros, ones] = counts_[i];
    if (zeros + ones == 0) continue;
    const double share = (zeros + 0.4) / (zeros + ones + 0.8);
    // Kept as one byte, so the writer must use the chance that the reader will see.
    const auto byte = std::clamp(static_cast<int>(share * 256), 1, 255);
    model[i] = static_cast<Chance>(byte * 16);
  }
  return Model(std::move(model));
}

std::uint32_t get_number(Decoder& coder, std::size_t context) {
  std::size_t node = 1;
  for (int i = 0; i < 5; ++i) node = node * 2 + (coder.bit(context + node) ? 1 : 0);
  const int length = static_cast<int>(node) - 32;
  if (length == 0) return 0;
  std::uint64_t value = 1;
  value = value << 1 | (coder.bit(context + 32 + static_cast<std::size_t>(length)) ? 1U : 0U);
  if (length > 1) value = value << (length - 1) | coder.even_bits(length - 1);
  return static_cast<std::uint32_t>(value - 1);
}

std::uint32_t get_small(Decoder& coder, std::size_t context) {
  int length = 0;
  while (length < 31 && coder.bit(context + static_cast<std::size_t>(length))) ++length;
  if (length == 0) return 0;
  std::uint64_t value = 2U | (coder.bit(context + 32 + static_cast<std::size_t>(length)) ? 1U : 0U);
  if (length > 1) value = value << (length - 1) | coder.even_bits(length - 1);
  return static_cast<std::uint32_t>(value - 1);
}

std::uint32_t get_character(Decoder& coder, int width) {
  const int modelled = std::min(width, 11);
  std::size_t node = 1;
  for (int i = 0; i < modelled; ++i) node = node * 2 + (coder.bit(context::character + node) ? 1 : 0);
  auto rank = static_cast<std::uint32_t>(node - (std::size_t{1} << modelled));
  if (width > modelled) rank = rank << (width - modelled) | coder.even_bits(width - modelled);
  return rank;
}

bool get_postings(Decoder& coder, std::uint32_t count, std::uint32_t articles, Postings& postings) {
  const std::size_t first = postings.size();
  std::size_t next = first;
  postings.articles.resize(first + std::min(count, articles));
  postings.marks.resize(postings.articles.size());
  const bool sound = walk_marked(coder, count, articles, [&](std::uint32_t article, const Mark& mark) {
    postings.articles[next] = article;
    postings.marks[next++] = mark;
  });
  postings.articles.resize(next);
  postings.marks.resize(next);
  return sound;
}

bool skip_postings(Decoder& coder, std::uint32_t count, std::uint32_t articles) {
  return walk_marked(coder, count, articles, [](std::uint32_t, const Mark&) {});
}

bool get_articles(Decoder& coder, std::uint32_t count, std::uint32_t articles,
                  std::vector<std::uint32_t>& list) {
  return walk_postings<-1>(coder, count, articles,
                           [&](std::uint32_t article, const Mark&) { list.push_back(article); });
}

} // namespace hanji

#include "search/index_model.h"

#include <algorithm>

namespace hanji {
namespace {

Mark get_mark(Decoder& coder, const Mark& previous, unsigned starts) {
  Mark mark;
  mark.apart = coder.bit(context::apart + (previous.apart ? 1 : 0));
  if (mark.apart) return mark;
  mark.word_start = coder.bit(context::word_start + starts);
  const std::size_t places = context::place + static_cast<std::size_t>(previous.place) * 3;
  if (coder.bit(places)) mark.place = coder.bit(places + 1) ? Place::title : Place::heading;
  const std::size_t counts = context::count + std::size_t{count_class(previous.count)} * 3;
  std::size_t count = 0;
  while (count < 3 && coder.bit(counts + count)) ++count;
  mark.count = count_of_class[count];
  return mark;
}

// Calls take(article, mark) for each.
template <class Take>
bool walk_postings(Decoder& coder, std::uint32_t count, std::uint32_t articles, bool marked,
                   const Take& take) {
  if (count == 0 || count > articles) return false;
  std::uint64_t next = 0;
  std::uint32_t last_gap = articles / count;
  Mark previous;
  unsigned starts = 3;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t gap = get_small(coder, gap_context(count, articles, last_gap));
    next += gap;
    if (next >= articles || coder.failed()) return false;
    Mark mark;
    if (marked) {
      mark = get_mark(coder, previous, starts);
      starts = (previous.word_start && i > 0 ? 1U : 0U) + (mark.word_start ? 1U : 0U);
      previous = mark;
    }
    take(static_cast<std::uint32_t>(next), mark);
    last_gap = gap;
    ++next;
  }
  return !coder.failed();
}

} // namespace

Model Counter::model() const {
  Model model(context::size, even_chance);
  for (std::size_t i = 0; i < model.size(); ++i) {
    const auto [zeros, ones] = counts_[i];
    if (zeros + ones == 0) continue;
    const double share = (zeros + 0.4) / (zeros + ones + 0.8);
    // Kept as one byte, so the writer must use the chance that the reader will see.
    const auto byte = std::clamp(static_cast<int>(share * 256), 1, 255);
    model[i] = static_cast<Chance>(byte * 16);
  }
  return model;
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
  const bool sound =
      walk_postings(coder, count, articles, true, [&](std::uint32_t article, const Mark& mark) {
        postings.articles[next] = article;
        postings.marks[next++] = mark;
      });
  postings.articles.resize(next);
  postings.marks.resize(next);
  return sound;
}

bool skip_postings(Decoder& coder, std::uint32_t count, std::uint32_t articles) {
  return walk_postings(coder, count, articles, true, [](std::uint32_t, const Mark&) {});
}

bool get_articles(Decoder& coder, std::uint32_t count, std::uint32_t articles,
                  std::vector<std::uint32_t>& list) {
  return walk_postings(coder, count, articles, false,
                       [&](std::uint32_t article, const Mark&) { list.push_back(article); });
}

} // namespace hanji

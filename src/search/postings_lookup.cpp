#include "search/postings_lookup.h"

#include <algorithm>

#include "index/index_text.h"

namespace hanji {
namespace {

Mark weaker(const Mark& a, const Mark& b) {
  return {std::min(a.place, b.place), std::min(a.count, b.count), a.word_start, std::max(a.form, b.form)};
}

Mark stronger(const Mark& a, const Mark& b) {
  if (a.form != b.form) return a.form < b.form ? a : b;
  return {std::max(a.place, b.place), static_cast<std::uint8_t>(std::min(a.count + b.count, 9)),
          a.word_start || b.word_start, a.form};
}

constexpr char32_t last_character = 0x10FFFF;

// Of one character: the beginning of a word, or a word of its own.
Steps postings_of_one(IndexReader& reader, char32_t character, Postings& found) {
  Steps reading = reader.pairs_in_steps(character, 0, last_character, nullptr, found);
  while (reading.step()) co_await next_step;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found.marks[i].word_start) continue;
    found.articles[kept] = found.articles[i];
    found.marks[kept++] = found.marks[i];
  }
  found.articles.resize(kept);
  found.marks.resize(kept);
}

// Of a run of letters or digits; much begins with a single one, so a file's worth in each step.
Steps postings_of_letters(IndexReader& reader, std::u32string_view run, bool begun, Postings& found) {
  constexpr int most_words = 500;
  constexpr Mark none{.count = 0};
  const std::u32string word(run);
  std::vector<Mark> marks(reader.articles(), none);
  int words = 0;
  Steps reading =
      reader.words_in_steps(word, begun ? after_prefix(word) : after_word(word), [&](WordEntry& entry) {
        const bool longer = entry.word.size() > word.size();
        for (std::size_t i = 0; i < entry.postings.size(); ++i) {
          Mark mark = entry.postings.marks[i];
          if (longer) mark.count = 1;
          Mark& kept = marks[entry.postings.articles[i]];
          kept = kept.count == 0 ? mark : stronger(kept, mark);
        }
        return ++words < most_words;
      });
  while (reading.step()) co_await next_step;
  found.clear();
  for (std::uint32_t article = 0; article < marks.size(); ++article) {
    if (marks[article].count == 0) continue;
    found.articles.push_back(article);
    found.marks.push_back(marks[article]);
  }
}

} // namespace

Postings intersection_of(const Postings& a, const Postings& b) {
  Postings both;
  std::size_t j = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    while (j < b.size() && b.articles[j] < a.articles[i]) ++j;
    if (j == b.size()) break;
    if (b.articles[j] != a.articles[i]) continue;
    both.articles.push_back(a.articles[i]);
    both.marks.push_back(weaker(a.marks[i], b.marks[j]));
  }
  return both;
}

Postings union_of(const Postings& a, const Postings& b) {
  Postings either;
  either.articles.reserve(a.size() + b.size());
  either.marks.reserve(a.size() + b.size());
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    const bool from_a = j == b.size() || (i < a.size() && a.articles[i] <= b.articles[j]);
    const bool from_b = i == a.size() || (j < b.size() && b.articles[j] <= a.articles[i]);
    either.articles.push_back(from_a ? a.articles[i] : b.articles[j]);
    either.marks.push_back(from_a && from_b ? stronger(a.marks[i], b.marks[j])
                           : from_a         ? a.marks[i]
                                            : b.marks[j]);
    i += from_a ? 1 : 0;
    j += from_b ? 1 : 0;
  }
  return either;
}

Steps postings_of_beginnings(IndexReader& reader, std::u32string_view word,
                             std::vector<Postings>& beginnings) {
  const Postings* last = nullptr;
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    const Postings& pair = reader.pair(word[i], word[i + 1]);
    if (pair.articles.empty() && reader.missing.empty()) break; // else the rest is asked for too
    if (i == 0) {
      beginnings.push_back(pair);
    } else {
      const Postings both = intersection_of(*last, pair);
      const std::vector<bool> holds = reader.triple(word[i - 1], word[i], word[i + 1], both.articles);
      Postings certain;
      for (std::size_t n = 0; n < both.size(); ++n) {
        if (!holds[n]) continue;
        certain.articles.push_back(both.articles[n]);
        certain.marks.push_back(both.marks[n]);
      }
      beginnings.push_back(i == 1 ? std::move(certain) : intersection_of(beginnings.back(), certain));
    }
    last = &pair;
    if (beginnings.back().articles.empty() && reader.missing.empty()) break;
    co_await next_step;
  }
}

Postings postings_of(IndexReader& reader, const Shape& shape, bool begun) {
  Postings found;
  postings_in_steps(reader, shape, begun, found).finish();
  return found;
}

Steps postings_in_steps(IndexReader& reader, const Shape& shape, bool begun, Postings& found) {
  found.clear();
  bool first = true;
  const auto add = [&](Postings part) {
    found = first ? std::move(part) : intersection_of(found, part);
    first = false;
  };
  const std::vector<std::u32string_view> runs = runs_of(shape.exact);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const bool last = i + 1 == runs.size();
    if (i > 0) add(reader.pair(runs[i - 1].back(), runs[i][0])); // 1989년: the two stand side by side
    if (!is_paired(runs[i][0])) {
      Postings letters;
      Steps reading = postings_of_letters(reader, runs[i], begun && last && shape.last.empty(), letters);
      while (reading.step()) co_await next_step;
      add(std::move(letters));
    } else if (runs[i].size() > 1) {
      std::vector<Postings> beginnings;
      Steps reading = postings_of_beginnings(reader, runs[i], beginnings);
      while (reading.step()) co_await next_step;
      add(beginnings.size() + 1 == runs[i].size() ? std::move(beginnings.back()) : Postings());
    } else if (runs.size() == 1 && shape.last.empty()) {
      Steps reading = postings_of_one(reader, runs[i][0], found);
      while (reading.step()) co_await next_step;
      first = false;
    }
    if (!first && found.articles.empty() && reader.missing.empty()) co_return;
  }
  if (!shape.last.empty()) {
    Postings ends, some;
    for (const auto& [from, to] : shape.last) {
      Steps reading;
      if (!shape.exact.empty())
        reading = reader.pairs_in_steps(shape.exact.back(), from, to, first ? nullptr : &found, some);
      else if (from == shape.last.front().first) // by itself: as it stands, what it may become is too much
        reading = postings_of_one(reader, from, some);
      else
        break;
      while (reading.step()) co_await next_step;
      ends = union_of(ends, some);
    }
    add(std::move(ends));
  }
}

Postings postings_of_all(IndexReader& reader, const std::vector<std::u32string>& words, bool open) {
  Postings all;
  postings_of_all_in_steps(reader, words, open, all).finish();
  return all;
}

Steps postings_of_all_in_steps(IndexReader& reader, std::vector<std::u32string> words, bool open,
                               Postings& all) {
  all.clear();
  bool first = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool syllable = words[i].size() == 1 && is_paired(words[i][0]), last = i + 1 == words.size();
    if (syllable && open && i == 0 && !last) continue; // "한 미국": ends 강한 too, which no pair tells
    const Shape shape{words[i], {}};
    Postings postings;
    Steps reading;
    if (!syllable || last)
      reading = postings_in_steps(reader, shape, last, postings);
    else
      postings = reader.pair(words[i][0], 0);
    do co_await next_step;
    while (reading.step());
    all = first ? std::move(postings) : intersection_of(all, postings);
    first = false;
  }
}

} // namespace hanji

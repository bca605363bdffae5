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
Task<Postings> postings_of_one(IndexReader& reader, char32_t character) {
  Postings found = co_await reader.pairs(character, 0, last_character);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found.marks[i].word_start) continue;
    found.articles[kept] = found.articles[i];
    found.marks[kept++] = found.marks[i];
  }
  found.articles.resize(kept);
  found.marks.resize(kept);
  co_return found;
}

// Of a run of letters or digits; much begins with a single one, so a file's worth in each step.
Task<Postings> postings_of_letters(IndexReader& reader, std::u32string word, bool begun) {
  constexpr int most_words = 500;
  constexpr Mark none{.count = 0};
  std::vector<Mark> marks(reader.articles(), none);
  int words = 0;
  co_await reader.words(word, begun ? after_prefix(word) : after_word(word), [&](WordEntry& entry) {
    const bool longer = entry.word.size() > word.size();
    for (std::size_t i = 0; i < entry.postings.size(); ++i) {
      Mark mark = entry.postings.marks[i];
      if (longer) mark.count = 1;
      Mark& kept = marks[entry.postings.articles[i]];
      kept = kept.count == 0 ? mark : stronger(kept, mark);
    }
    return ++words < most_words;
  });
  Postings found;
  for (std::uint32_t article = 0; article < marks.size(); ++article) {
    if (marks[article].count == 0) continue;
    found.articles.push_back(article);
    found.marks.push_back(marks[article]);
  }
  co_return found;
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

Task<std::vector<Postings>> postings_of_beginnings(IndexReader& reader, std::u32string word) {
  std::vector<Postings> beginnings;
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
  co_return beginnings;
}

Task<Postings> postings_of(IndexReader& reader, Shape shape, bool begun) {
  Postings found;
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
      add(co_await postings_of_letters(reader, std::u32string(runs[i]), begun && last && shape.last.empty()));
    } else if (runs[i].size() > 1) {
      std::vector<Postings> beginnings = co_await postings_of_beginnings(reader, std::u32string(runs[i]));
      add(beginnings.size() + 1 == runs[i].size() ? std::move(beginnings.back()) : Postings());
    } else if (runs.size() == 1 && shape.last.empty()) {
      add(co_await postings_of_one(reader, runs[i][0]));
    }
    if (!first && found.articles.empty() && reader.missing.empty()) co_return found;
  }
  if (!shape.last.empty()) {
    Postings ends;
    for (const auto& [from, to] : shape.last) {
      if (!shape.exact.empty())
        ends = union_of(ends, co_await reader.pairs(shape.exact.back(), from, to, first ? nullptr : &found));
      else if (from == shape.last.front().first) // by itself: as it stands, what it may become is too much
        ends = co_await postings_of_one(reader, from);
    }
    add(std::move(ends));
  }
  co_return found;
}

Task<Postings> postings_of_all(IndexReader& reader, std::vector<std::u32string> words, bool open) {
  Postings all;
  bool first = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool syllable = words[i].size() == 1 && is_paired(words[i][0]), last = i + 1 == words.size();
    if (syllable && open && i == 0 && !last) continue; // "한 미국": ends 강한 too, which no pair tells
    co_await next_step;
    Postings postings;
    if (!syllable || last)
      postings = co_await postings_of(reader, {words[i], {}}, last);
    else
      postings = reader.pair(words[i][0], 0);
    all = first ? std::move(postings) : intersection_of(all, postings);
    first = false;
  }
  co_return all;
}

} // namespace hanji

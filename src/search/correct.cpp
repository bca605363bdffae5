#include "search/correct.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <set>
#include <tuple>

#include "index/index_text.h"
#include "search/postings_lookup.h"
#include "search/shape.h"
#include "text/hangul.h"
#include "text/keyboard.h"
#include "text/normalize.h"
#include "text/numbers.h"
#include "text/particles.h"
#include "text/utf8.h"

namespace hanji {
namespace {

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_initial(char32_t c) { return is_compatibility_jamo(c) && initial_of_jamo(c) >= 0; }

Postings of_titles(const std::vector<std::uint32_t>& titles) {
  Postings postings;
  for (const std::uint32_t article : titles) {
    postings.articles.push_back(article);
    postings.marks.push_back({Place::title, 1, true, Form::plain});
  }
  return postings;
}

// ---- the other layout ----

void add_other_layout(IndexReader& reader, const Word& word, ExpandedWord& expanded,
                      std::vector<Correction>& corrections) {
  const std::u32string typed = to_utf32(word.typed);
  std::u32string meant;
  if (std::ranges::all_of(typed, is_letter) && typed.size() > 1)
    meant = hangul_of_letters(typed);
  else if (std::ranges::any_of(typed, is_hangul_syllable) ||
           std::ranges::any_of(typed, is_compatibility_jamo))
    meant = letters_of_hangul(typed);
  meant = fold_for_search(to_utf8(meant)).text;
  if (meant.size() < 2 || meant == word.folded) return;
  Word other;
  other.folded = meant;
  // The last syllable may be half typed in the other layout as well.
  other.unfinished = is_compatibility_jamo(meant.back());
  bool found = false;
  for (const Shape& shape : shapes_of(other)) {
    Postings postings = postings_of(reader, shape, true).take();
    if (postings.articles.empty()) continue;
    expanded.expansions.push_back({.rule = Rule::layout, .postings = std::move(postings), .forms = {meant}});
    found = true;
  }
  if (!found && !other.unfinished) {
    const std::u32string stem(stem_of(reader, meant));
    Postings postings = stem.empty() ? Postings() : postings_of(reader, {stem, {}}).take();
    found = !postings.articles.empty();
    if (found)
      expanded.expansions.push_back({.rule = Rule::layout, .postings = std::move(postings), .forms = {stem}});
  }
  if (found) corrections.push_back({word.typed, to_utf8(meant), word.at});
}

// ---- initial consonants ----

bool fits(char32_t asked, char32_t syllable) {
  if (asked == syllable) return true;
  return is_initial(asked) && is_hangul_syllable(syllable) &&
         jamo_of(syllable).initial == initial_of_jamo(asked);
}

bool asks_for_initials(std::u32string_view asked) {
  return std::ranges::any_of(asked, is_initial) &&
         std::ranges::all_of(asked, [](char32_t c) { return is_initial(c) || is_hangul_syllable(c); });
}

// A consonant begins thousands of words.
Steps add_initials(IndexReader& reader, const Word& word, ExpandedWord& expanded,
                   std::vector<Correction>& corrections) {
  const std::u32string& asked = word.folded;
  std::u32string from, before;
  for (const char32_t c : asked) {
    if (is_initial(c)) {
      const int initial = initial_of_jamo(c);
      before = from;
      from += syllable_of({initial, 0, 0});
      before += syllable_of({initial, 20, 27}) + 1;
      break;
    }
    from += c;
  }
  struct Found {
    std::u32string word;
    std::uint32_t articles;
    std::vector<std::uint32_t> titles;
  };
  std::vector<Found> all;
  co_await reader.words(from, before, [&](const WordEntry& entry) {
    if (entry.word.size() < asked.size()) return true;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (!fits(asked[i], entry.word[i])) return true;
    }
    all.push_back({entry.word, entry.articles, entry.titles});
    return true;
  });
  // Words as long as what was asked for first; of these, those of titles; then the frequent ones.
  const auto rank = [&](const Found& one) {
    return (one.word.size() == asked.size() ? 0 : 2) + (one.titles.empty() ? 1 : 0);
  };
  constexpr std::size_t most_words = 60, most_looked_up = 4;
  const std::size_t kept = std::min(all.size(), most_words);
  std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(kept),
                            [&](const Found& a, const Found& b) {
                              if (rank(a) != rank(b)) return rank(a) < rank(b);
                              return a.articles != b.articles ? a.articles > b.articles : a.word < b.word;
                            });
  all.resize(kept);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float weight = all[i].word.size() == asked.size() ? 1.0F : 0.5F;
    if (!all[i].titles.empty())
      expanded.expansions.push_back({.rule = Rule::initials,
                                     .weight = weight,
                                     .postings = of_titles(all[i].titles),
                                     .forms = {all[i].word}});
    if (i < most_looked_up)
      expanded.expansions.push_back({.rule = Rule::initials,
                                     .weight = weight * 0.8F,
                                     .postings = co_await postings_of(reader, {all[i].word, {}}),
                                     .forms = {all[i].word}});
  }
  if (!all.empty() && asked.size() > 1)
    corrections.push_back({word.typed, to_utf8(all.front().word), word.at});
}

// ---- wrong keys ----

bool are_neighbours(char32_t a, char32_t b) {
  constexpr std::array<std::u32string_view, 3> rows{U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"};
  const auto place = [&](char32_t key) {
    char32_t letter = letter_of_key(key);
    if (letter >= 'A' && letter <= 'Z') letter += 'a' - 'A';
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (const std::size_t column = rows[row].find(letter); column != rows[row].npos)
        return std::pair<int, int>(static_cast<int>(row), static_cast<int>(column));
    }
    return std::pair(-9, -9);
  };
  const auto [row, column] = place(a);
  const auto [other_row, other_column] = place(b);
  return row >= 0 && std::abs(row - other_row) <= 1 && std::abs(column - other_column) <= 1;
}

constexpr std::size_t most_keys = 63; // of a word

// How unlikely it is that `typed` was meant to be `meant`: 1 a wrong key, less where it lies beside the right
// one, is pressed twice or is missing. More than `most`: something above it.
float distance(std::u32string_view typed, std::u32string_view meant, float most) {
  constexpr float swapped = 0.9F, missing = 0.85F, doubled = 0.75F, extra = 0.95F, beside = 0.8F, wrong = 1;
  if (std::abs(static_cast<int>(typed.size()) - static_cast<int>(meant.size())) > 2) return most + 1;
  std::array<std::array<float, most_keys + 1>, 3> rows{};
  if (meant.size() > most_keys) return most + 1;
  for (std::size_t j = 0; j <= meant.size(); ++j) rows[0][j] = static_cast<float>(j) * missing;
  std::size_t current = 0;
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    const std::size_t last = current, before = (current + 2) % 3;
    current = (current + 1) % 3;
    auto& row = rows[current];
    row[0] = static_cast<float>(i) * extra;
    float least = row[0];
    for (std::size_t j = 1; j <= meant.size(); ++j) {
      const char32_t a = typed[i - 1], b = meant[j - 1];
      float best = rows[last][j - 1] + (a == b ? 0 : are_neighbours(a, b) ? beside : wrong);
      best = std::min(best, row[j - 1] + missing);
      best = std::min(best, rows[last][j] + (i > 1 && typed[i - 2] == a ? doubled : extra));
      if (i > 1 && j > 1 && a == meant[j - 2] && typed[i - 2] == b)
        best = std::min(best, rows[before][j - 2] + swapped);
      row[j] = best;
      least = std::min(least, best);
    }
    if (least > most) return most + 1;
  }
  return rows[current][meant.size()];
}

struct Guess {
  std::u32string word;
  float cost;
  std::uint32_t articles;
};

// Strings of two syllables with which the meant word may begin: those that a wrong key among the first ones
// can make.
std::set<std::u32string> beginnings(std::u32string_view keys) {
  constexpr std::u32string_view all = U"ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ";
  std::set<std::u32string> found;
  const auto add = [&](const std::u32string& pressed) {
    const std::u32string text = compose_keys(pressed);
    if (text.size() > 1 && is_hangul_syllable(text[0]) && is_hangul_syllable(text[1]))
      found.insert(text.substr(0, 2));
  };
  const std::size_t first = std::min<std::size_t>(keys.size(), 4);
  for (std::size_t i = 0; i < first; ++i) {
    std::u32string pressed(keys);
    pressed.erase(i, 1);
    add(pressed);
    for (const char32_t key : all) {
      pressed = keys;
      pressed[i] = key;
      add(pressed);
      pressed = keys;
      pressed.insert(pressed.begin() + static_cast<std::ptrdiff_t>(i), key);
      add(pressed);
    }
    if (i + 1 < keys.size()) {
      pressed = keys;
      std::swap(pressed[i], pressed[i + 1]);
      add(pressed);
    }
  }
  return found;
}

// What two readings of the words of one beginning cost together, in a step.
Steps add_wrong_keys(IndexReader& reader, const Word& word, ExpandedWord& expanded,
                     std::vector<Correction>& corrections) {
  const std::u32string& typed = word.folded;
  if (typed.size() < 2 || !std::ranges::any_of(typed, is_hangul_syllable) ||
      !std::ranges::all_of(typed,
                           [](char32_t c) { return is_hangul_syllable(c) || is_compatibility_jamo(c); }))
    co_return;
  std::vector<Guess> guesses;
  struct Reading {
    std::u32string_view text;
    float handicap;
  };
  std::vector<Reading> readings{{typed, 0}};
  if (const Cut cut = cut_particle(typed); cut.stem != 0)
    readings.push_back({std::u32string_view(typed).substr(0, cut.stem), 0.1F});
  for (const Reading& reading : readings) {
    const std::u32string keys = keys_of(reading.text);
    if (keys.size() < 4 || keys.size() > most_keys) continue;
    const float most = keys.size() >= 10 ? 2 : 1;
    const auto consider = [&](const WordEntry& entry) {
      const float cost = distance(keys, keys_of(entry.word), most) + reading.handicap;
      if (cost <= most + reading.handicap) guesses.push_back({entry.word, cost, entry.articles});
      return true;
    };
    std::vector<std::u32string> begun{std::u32string(reading.text.substr(0, 1))};
    for (const std::u32string& beginning : beginnings(keys)) {
      if (beginning[0] != reading.text[0]) begun.push_back(beginning);
    }
    for (const std::u32string& beginning : begun) {
      co_await reader.words(beginning, after_prefix(beginning), consider);
    }
    co_await next_step;
  }
  for (Guess& guess : guesses) guess.cost -= 0.03F * std::log2(static_cast<float>(guess.articles));
  std::ranges::sort(guesses, [](const Guess& a, const Guess& b) {
    return std::tie(a.cost, a.word) < std::tie(b.cost, b.word);
  });
  const auto same = std::ranges::unique(guesses, {}, &Guess::word);
  guesses.erase(same.begin(), same.end());
  constexpr std::size_t most_guesses = 3;
  float weight = 1;
  std::size_t used = 0;
  for (const Guess& guess : guesses) {
    if (used == most_guesses || guess.cost > guesses.front().cost + 0.45F) break;
    Postings postings = co_await postings_of(reader, {guess.word, {}});
    if (postings.articles.empty()) continue;
    if (used++ == 0) corrections.push_back({word.typed, to_utf8(guess.word), word.at});
    expanded.expansions.push_back(
        {.rule = Rule::keys, .weight = weight, .postings = std::move(postings), .forms = {guess.word}});
    weight *= 0.6F;
  }
}

} // namespace

std::u32string_view stem_of(IndexReader& reader, std::u32string_view word, bool unknown) {
  const auto hangul = static_cast<std::size_t>(
      std::find_if_not(word.rbegin(), word.rend(), is_hangul_syllable) - word.rbegin());
  if (hangul == 0) return {};
  if (hangul < word.size()) { // KBS는, 1989년에: behind letters and digits a particle is one
    if (is_paired(word[word.size() - hangul - 1]) || number_at(word).size == word.size()) return {}; // 10만
    const Cut cut = cut_particle(word, 1);
    return cut.stem >= word.size() - hangul ? word.substr(0, cut.stem) : std::u32string_view();
  }
  if (word.size() < 3) return {};
  if (const WordEntry* whole = reader.word(word); whole != nullptr && whole->noun) return {};
  for (const Cut cut : {cut_particle(word), cut_verb_ending(word)}) {
    if (cut.stem == 0) continue;
    const std::u32string_view stem = word.substr(0, cut.stem);
    if (reader.word(stem) != nullptr) return stem;
    if (unknown && !postings_of(reader, {std::u32string(stem), {}}).take().articles.empty()) return stem;
  }
  return {};
}

namespace {

std::size_t most_articles(const ExpandedWord& word) {
  std::size_t most = 0;
  for (const Expansion& each : word.expansions) most = std::max(most, each.postings.size());
  return most;
}

} // namespace

Steps add_corrections(IndexReader& reader, const Word& word, ExpandedWord& expanded,
                      std::vector<Correction>& corrections, const Parameters& parameters) {
  if (word.phrase || word.excluded) co_return;
  ExpandedWord layout, initials;
  std::vector<Correction> of_layout, of_initials;
  if (parameters.has(Rule::layout)) add_other_layout(reader, word, layout, of_layout);
  co_await next_step;
  if (parameters.has(Rule::initials) && asks_for_initials(word.folded))
    co_await add_initials(reader, word, initials, of_initials);
  // ㄱㅁㅎ is rag on the other layout, and may be 김민희: what more articles hold.
  const bool is_layout = most_articles(layout) >= most_articles(initials);
  ExpandedWord& guessed = is_layout ? layout : initials;
  std::ranges::move(guessed.expansions, std::back_inserter(expanded.expansions));
  std::ranges::move(is_layout ? of_layout : of_initials, std::back_inserter(corrections));
  if (!guessed.expansions.empty()) co_return;
  if (!parameters.has(Rule::keys)) co_return;
  co_await add_wrong_keys(reader, word, expanded, corrections);
}

} // namespace hanji

#include "search/word_spacing.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "index/index_text.h"
#include "search/correct.h"
#include "search/postings_lookup.h"
#include "text/hangul.h"
#include "text/particles.h"
#include "text/spacing.h"
#include "text/utf8.h"

namespace hanji {
namespace {

// Articles with a word that begins so.
Postings begun_by(IndexReader& reader, const std::u32string& text) {
  const Postings held = postings_of(reader, {text, {}}).take();
  Postings begun;
  for (std::size_t i = 0; i < held.size(); ++i) {
    if (!held.marks[i].word_start) continue;
    begun.articles.push_back(held.articles[i]);
    begun.marks.push_back(held.marks[i]);
  }
  return begun;
}

} // namespace

void add_joined(IndexReader& reader, const Query& query, std::size_t i, std::vector<ExpandedWord>& words) {
  const Word &first = query.words[i], &second = query.words[i + 1];
  if (first.phrase || second.phrase || first.excluded || second.excluded || second.unfinished) return;
  if (!is_paired(first.folded.back()) || !is_paired(second.folded.front()) ||
      first.folded.size() + second.folded.size() > 10)
    return;
  for (const std::u32string& end : {second.folded, std::u32string(stem_of(reader, second.folded))}) {
    if (end.empty()) continue;
    const std::u32string one = first.folded + end;
    const Postings postings = postings_of(reader, {one, {}}).take();
    if (postings.articles.empty()) continue;
    const bool is_frequent = std::ranges::count(postings.marks, Form::across_space, &Mark::form) > often;
    for (const std::size_t word : {i, i + 1})
      words[word].expansions.push_back({.rule = Rule::joined,
                                        .postings = postings,
                                        .forms = {one},
                                        .spacing = is_frequent ? Spacing::alike : Spacing::variant});
    return;
  }
}

bool lacks_spaces(const Word& word) {
  return !word.phrase && !word.excluded && !word.in_title && !spaces_in(to_utf32(word.typed)).empty();
}

void add_spaced(IndexReader& reader, const Word& word, ExpandedWord& expanded) {
  constexpr std::size_t few = 20;
  if (!lacks_spaces(word) || expanded.expansions.empty() ||
      std::ranges::any_of(expanded.expansions,
                          [](const Expansion& each) { return each.postings.size() > few; }))
    return;
  std::vector<std::u32string> parts, forms;
  std::size_t begin = 0;
  for (const std::size_t end : spaces_in(word.folded)) {
    parts.push_back(word.folded.substr(begin, end - begin));
    begin = end;
  }
  parts.push_back(word.folded.substr(begin));
  Postings all = postings_of_all(reader, parts, false).take();
  for (Mark& mark : all.marks) mark.form = Form::across_space;
  std::ranges::copy_if(parts, std::back_inserter(forms), [](const auto& part) { return part.size() > 1; });
  if (!all.articles.empty())
    expanded.expansions.push_back(
        {.rule = Rule::spaced, .postings = std::move(all), .forms = std::move(forms)});
}

std::vector<std::size_t> segmented_into_nouns(IndexReader& reader, const Word& word) {
  constexpr std::size_t least_part = 2, most_part = 5, least_parts = 3, most_syllables = 15;
  const std::u32string_view text = word.folded;
  if (word.phrase || word.excluded || word.in_title || word.unfinished ||
      text.size() < least_parts * least_part || text.size() > most_syllables ||
      !std::ranges::all_of(text, is_hangul_syllable))
    return {};
  struct Parting {                   // of the text up to a place
    std::size_t parts = 0, last = 0; // 0: there is none; where its last part begins
    float frequency = 0;
  };
  std::vector<Parting> partings(text.size() + 1);
  const auto add = [&](std::size_t begin, std::size_t end, std::size_t place) {
    const WordEntry* noun = reader.word(text.substr(begin, end - begin));
    if (noun == nullptr) return;
    const Parting& before = partings[begin];
    const Parting parting{before.parts + 1, begin,
                          before.frequency + std::log2(1 + static_cast<float>(noun->articles))};
    Parting& best = partings[place];
    if (best.parts == 0 || parting.parts < best.parts ||
        (parting.parts == best.parts && parting.frequency > best.frequency))
      best = parting;
  };
  const std::size_t stem = cut_particle(text).stem;
  for (std::size_t begin = 0; begin + least_part <= text.size(); ++begin) {
    if (begin > 0 && partings[begin].parts == 0) continue;
    for (std::size_t size = least_part; size <= std::min(most_part, text.size() - begin); ++size) {
      add(begin, begin + size, begin + size);
      if (begin + size == stem) add(begin, stem, text.size());
    }
  }
  std::vector<std::size_t> spaces;
  if (partings.back().parts < least_parts) return spaces;
  for (std::size_t at = partings.back().last; at > 0; at = partings[at].last) spaces.push_back(at);
  std::ranges::reverse(spaces);
  return spaces;
}

Steps add_split(IndexReader& reader, const Word& word, ExpandedWord& expanded, std::size_t& second) {
  constexpr std::size_t most_characters = 24;
  const std::u32string& text = word.folded;
  second = 0;
  const auto front = static_cast<std::size_t>(std::ranges::find_if(text, is_hangul_syllable) - text.begin());
  if (word.phrase || word.unfinished || text.size() < std::max<std::size_t>(3, front + 2) ||
      text.size() > most_characters || std::ranges::any_of(text.substr(0, front), is_paired) ||
      !std::ranges::all_of(text.substr(front), is_hangul_syllable))
    co_return;
  std::u32string left, right;
  float best_value = 0;
  for (const std::size_t size : {text.size(), cut_particle(text).stem, cut_verb_ending(text).stem}) {
    const std::u32string_view whole = std::u32string_view(text).substr(0, size);
    for (std::size_t at = front + 1; at < whole.size(); ++at) {
      float value = front > 0 && at == front + 1 ? 1 : 0; // a unit
      for (const std::u32string_view part : {whole.substr(front, at - front), whole.substr(at)}) {
        if (part.size() < 2)
          value -= 1;
        else if (const WordEntry* entry = reader.word(part))
          value += 1 + (entry->noun ? 0.5F : 0);
        else
          value -= 3;
      }
      if (value > best_value) {
        left = whole.substr(0, at);
        right = whole.substr(at);
        best_value = value;
      }
      co_await next_step;
    }
  }
  Postings both;
  if (!left.empty()) {
    both =
        intersection_of(co_await postings_of(reader, {left, {}}), co_await postings_of(reader, {right, {}}));
  } else { // of a small site few words are known: parts that begin words of the same articles
    for (std::size_t at = std::max<std::size_t>(2, front + 1); at + 2 <= text.size(); ++at) {
      const std::u32string first = text.substr(0, at), rest = text.substr(at);
      co_await next_step;
      const Postings begun_first = begun_by(reader, first);
      if (begun_first.size() <= both.size()) continue;
      Postings begun = intersection_of(begun_first, begun_by(reader, rest));
      if (begun.size() <= both.size()) continue;
      both = std::move(begun);
      left = first;
      right = rest;
    }
  }
  if (both.articles.empty()) co_return;
  for (Mark& mark : both.marks) mark.form = Form::across_space;
  second = left.size();
  expanded.expansions.push_back(
      {.rule = Rule::split, .postings = std::move(both), .forms = {std::move(left), std::move(right)}});
}

} // namespace hanji

#include "search/expansion.h"

#include <algorithm>
#include <span>

#include "index/index_text.h"
#include "search/correct.h"
#include "search/postings_lookup.h"
#include "search/shape.h"
#include "search/word_spacing.h"
#include "text/function_words.h"
#include "text/hangul.h"
#include "text/hanja.h"
#include "text/normalize.h"
#include "text/numbers.h"
#include "text/particles.h"
#include "text/utf8.h"

namespace hanji {
namespace {

// ---- numbers ----

// The days that three or four digits may name: 625 → 6·25, 1110 → 11·10.
std::vector<std::u32string> days_of(std::u32string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of(U"0123456789"), text.size());
  std::vector<std::u32string> days;
  if (digits < 3 || digits > 4 || text[0] == '0') return days;
  const auto value = [&](std::size_t begin, std::size_t end) {
    std::uint32_t number = 0;
    for (const char32_t digit : text.substr(begin, end - begin)) number = number * 10 + (digit - '0');
    return number;
  };
  for (const std::size_t month : {digits - 2, digits - 1}) {
    const std::uint32_t day = value(month, digits);
    if (month <= 2 && value(0, month) <= 12 && day >= 1 && day <= 31 && text[month] != '0')
      days.push_back(dotted(text.substr(0, month), text.substr(month, digits - month)));
  }
  return days;
}

// With what stands behind it: 10만원 → 100000원.
std::vector<std::u32string> other_writings(std::u32string_view text) {
  constexpr std::uint64_t least = 1000; // smaller ones are written in one way
  const Number number = number_at(text);
  std::vector<std::u32string> writings;
  if (number.size == 0 || number.value < least) return writings;
  for (std::u32string& writing : writings_of(number.value)) {
    writing += text.substr(number.size);
    if (writing != text || groups_of(writing).size() > 1) writings.push_back(std::move(writing));
  }
  return writings;
}

// 1억2000만 also as 1억 2000만.
Postings postings_of_number(IndexReader& reader, const std::u32string& writing) {
  Postings one = postings_of(reader, {writing, {}}).take();
  const std::vector<std::u32string> groups = groups_of(writing);
  return groups.size() < 2 ? std::move(one) : union_of(one, postings_of_all(reader, groups, false).take());
}

// 1억 2천만원: a number that the query parts, in its other writings; words from `first` on. Returns the word
// behind it.
std::size_t add_number(IndexReader& reader, const Query& query, std::size_t first,
                       std::vector<ExpandedWord>& words) {
  std::u32string text;
  std::size_t end = first;
  for (; end < query.words.size(); ++end) {
    const Word& word = query.words[end];
    if (word.phrase || word.excluded || word.unfinished || words_of(word.typed).size() != 1) break;
    if (end > first && number_at(text + word.folded).size <= text.size()) break;
    text += word.folded;
    if (number_at(text).size < text.size()) {
      if (number_at(text).size > 0) ++end; // its unit stands behind it
      break;
    }
  }
  if (end < first + 2) return first + 1;
  for (std::u32string& writing : other_writings(text)) {
    const Postings postings = postings_of_number(reader, writing);
    if (postings.articles.empty()) continue;
    for (std::size_t word = first; word < end; ++word)
      words[word].expansions.push_back({.rule = Rule::number, .postings = postings, .forms = {writing}});
  }
  return end;
}

// ---- the publisher's synonyms ----

// Of `count` words from `first` on, as one.
void add_synonyms(IndexReader& reader, const Query& query, std::size_t first, std::size_t count,
                  std::vector<ExpandedWord>& words) {
  std::u32string text;
  for (const Word& word : std::span(query.words).subspan(first, count)) {
    if (word.phrase || word.excluded || word.in_title || word.unfinished) return;
    text += word.folded;
  }
  const SynonymEntry* entry = reader.synonyms(text);
  if (entry == nullptr) entry = reader.synonyms(stem_of(reader, text));
  if (entry == nullptr) return;
  for (const std::vector<std::u32string>& other : entry->others) {
    const Postings postings = postings_of_all(reader, other, false).take();
    if (postings.articles.empty()) continue;
    std::u32string highlighted;
    for (const std::u32string& part : other) highlighted += part;
    for (ExpandedWord& word : std::span(words).subspan(first, count))
      word.expansions.push_back({.rule = Rule::synonym, .postings = postings, .forms = {highlighted}});
  }
}

Postings in_titles(const Postings& postings) {
  Postings titles;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (postings.marks[i].place != Place::title) continue;
    titles.articles.push_back(postings.articles[i]);
    titles.marks.push_back(postings.marks[i]);
  }
  return titles;
}

class WordReading {
public:
  WordReading(IndexReader& reader, const Word& word, bool last, bool alone, const Parameters& parameters)
      : reader_(reader), word_(word), last_(last), alone_(alone), parameters_(parameters) {}

  Steps read() { // into `expansions`, a step about one of them
    if (word_.phrase) {
      co_await add_phrase();
      co_return;
    }
    const std::u32string typed = to_utf32(word_.typed);
    if (const Number number = decimal_at(typed); number.size > 0 && has(Rule::number)) {
      co_await add_decimal(typed, number);
      co_return;
    }
    const bool is_dotted = !dotted_of(word_.typed).empty(); // 5·18 is no 518 명
    for (const Shape& shape : is_dotted ? std::vector<Shape>() : shapes_of(word_)) {
      co_await next_step;
      add(Rule::typed, co_await postings_of(reader_, shape, true));
    }
    if (words_of(word_.typed).size() > 1) { // 한·미
      co_await add_phrase();
    }
    if (word_.unfinished || word_.excluded || unknown_field_of(typed) > 0) co_return;
    if (has(Rule::particle)) add_stem();
    co_await next_step;
    if (has(Rule::number)) add_number();
    if (has(Rule::day)) add_day(is_dotted);
    if (has(Rule::numeral)) add_numeral();
    if (!alone_ && has(Rule::beginning)) {
      co_await add_beginnings();
    }
    co_await next_step;
    if (last_ && has(Rule::unfinished)) add_unfinished();
  }

  std::vector<Expansion> expansions;

private:
  bool has(Rule rule) const { return parameters_.has(rule); }
  void add(Rule rule, Postings postings, std::vector<std::u32string> forms = {}, float weight = 1) {
    if (word_.in_title) postings = in_titles(postings);
    if (postings.articles.empty()) return;
    const Spacing spacing = spacing_of(postings);
    expansions.push_back({.rule = rule,
                          .weight = weight,
                          .postings = std::move(postings),
                          .forms = std::move(forms),
                          .hanja = hanja_,
                          .spacing = spacing});
  }

  Spacing spacing_of(const Postings& postings) const {
    constexpr std::size_t short_word = 3;
    if (word_.folded.size() < short_word) return Spacing::by_chance;
    if (std::ranges::count(postings.marks, Form::plain, &Mark::form) > often) return Spacing::alike;
    return word_.folded.size() > short_word ? Spacing::variant : Spacing::by_chance;
  }

  // The index knows what stands within words: articles that hold them all may hold the phrase.
  Steps add_phrase() {
    Postings postings = co_await postings_of_all(reader_, words_of(word_.typed), word_.phrase);
    const std::vector<std::u32string> runs = dotted_of(word_.typed);
    for (const std::u32string& run : runs) {
      const bool may_go_on = run == runs.back() && word_.folded.back() == run.back();
      postings = intersection_of(postings, co_await postings_of(reader_, {run, {}}, may_go_on));
      co_await next_step;
    }
    add(Rule::typed, std::move(postings));
  }

  void add_stem() {
    const std::u32string stem(stem_of(reader_, word_.folded, expansions.empty()));
    if (stem.empty()) return;
    const bool plural = has(Rule::plural) && word_.folded == stem + U'들';
    add(plural ? Rule::plural : Rule::particle, postings_of(reader_, {stem, {}}).take(), {stem});
  }

  // 10만원 as 100000원, and the other way round.
  void add_number() {
    if (words_of(word_.typed).size() != 1) return;
    for (const std::u32string& writing : other_writings(word_.folded))
      add(Rule::number, postings_of_number(reader_, writing), {writing});
  }

  // 2차전지 as 이차전지; the other way round where nothing else is found, for many words begin like a number.
  void add_numeral() {
    constexpr std::u32string_view numerals = U"일이삼사오육칠팔구";
    const std::u32string& word = word_.folded;
    const std::u32string rest = word.substr(1);
    if (rest.size() < 2 || !std::ranges::all_of(rest, is_hangul_syllable)) return;
    std::u32string other;
    if (word[0] >= '1' && word[0] <= '9')
      other = numerals[word[0] - '1'] + rest;
    else if (const std::size_t digit = numerals.find(word[0]); digit != numerals.npos && expansions.empty())
      other = static_cast<char32_t>('1' + digit) + rest;
    if (!other.empty()) add(Rule::numeral, postings_of(reader_, {other, {}}).take(), {other});
  }

  // A day that has become a name: 625전쟁 as 6·25전쟁, and the other way round.
  void add_day(bool is_dotted) {
    const std::u32string& word = word_.folded;
    const std::vector<std::u32string> days = days_of(word);
    if (days.empty() || words_of(word_.typed).size() > (is_dotted ? 2 : 1)) return;
    const std::u32string stem(stem_of(reader_, word, expansions.empty()));
    const auto add_other = [&](const std::u32string& whole, const std::u32string& other) {
      add(Rule::day, postings_of(reader_, {other, {}}).take(), {whole});
    };
    for (const std::u32string& whole : {word, stem}) {
      if (whole.empty()) continue;
      if (is_dotted) add_other(whole, whole);
      for (const std::u32string& day : is_dotted ? std::vector<std::u32string>() : days)
        add_other(whole, day + whole.substr(day.size() - 1)); // the dot is no digit
    }
  }

  // 3.5조: as it is typed, which is no 35조, and behind it as 3조5000억; 3.5조원의 also without its particle.
  Steps add_decimal(std::u32string_view typed, Number number) {
    co_await add_phrase();
    if (word_.excluded) co_return;
    const std::u32string unit = fold_for_search(to_utf8(typed.substr(number.size))).text;
    std::vector<std::u32string> units{unit};
    if (const std::size_t stem = cut_particle(unit, 1).stem; stem > 0) {
      units.push_back(unit.substr(0, stem));
      const std::string shorter = to_utf8(typed.substr(0, number.size)) + to_utf8(units.back());
      add(Rule::particle, co_await postings_of_all(reader_, words_of(shorter), false),
          {fold_for_search(shorter).text});
    }
    for (const std::u32string& writing : writings_of(number.value)) {
      for (const std::u32string& with : units)
        add(Rule::number, postings_of_number(reader_, writing + with), {writing + with});
      co_await next_step;
    }
  }

  // A verb is conjugated, a compound is shortened: what the word begins with says something too. Of several
  // words only: a single one is found or not.
  Steps add_beginnings() {
    const std::u32string& word = word_.folded;
    if (word.size() < 3 || word.size() > 12 || !std::ranges::all_of(word, is_hangul_syllable)) co_return;
    std::vector<Postings> beginnings = co_await postings_of_beginnings(reader_, word);
    for (std::size_t length = std::min(beginnings.size() + 1, word.size() - 1); length >= 2; --length) {
      const float share = static_cast<float>(length - 1) / static_cast<float>(word.size() - 1);
      add(Rule::beginning, std::move(beginnings[length - 2]), {}, share);
    }
  }

  // Without an IME that tells, the last syllable may be on its way all the same: 랍 to 라브. It comes after
  // whatever holds the word as it is, so not where that fills the answer.
  void add_unfinished() {
    constexpr std::size_t many = 100;
    if (std::ranges::any_of(expansions, [](const Expansion& each) {
          return each.rule != Rule::plural && each.rule != Rule::beginning && each.postings.size() >= many;
        }))
      return;
    Word unfinished = word_;
    unfinished.unfinished = true;
    if (!is_hangul_syllable(word_.folded.back()) || word_.folded.size() > 12) return;
    for (const Shape& shape : shapes_of(unfinished)) {
      if (shape.last.size() == 1 && shape.last[0].first == shape.last[0].second) continue;
      add(Rule::unfinished, postings_of(reader_, shape).take());
    }
  }

  IndexReader& reader_;
  const Word& word_;
  bool last_, alone_;
  const bool hanja_ = std::ranges::any_of(to_utf32(word_.typed), is_read);
  const Parameters& parameters_;
};

} // namespace

Steps expand_words(IndexReader& reader, const Query& query, const Parameters& parameters,
                   std::vector<ExpandedWord>& words, std::vector<Correction>& corrections) {
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    const Word& word = query.words[i];
    const bool names = word.phrase || query.words.size() < 2;
    WordReading reading(reader, word, i + 1 == query.words.size(), query.words.size() < 3, parameters);
    co_await next_step;
    co_await reading.read();
    words.push_back(
        {word.excluded, false, names ? 1 : weight_of_word(word.folded), std::move(reading.expansions)});
  }
  for (std::size_t i = 0; i + 1 < query.words.size() && parameters.has(Rule::joined); ++i) {
    add_joined(reader, query, i, words);
    co_await next_step;
  }
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    if (parameters.has(Rule::spaced)) add_spaced(reader, query.words[i], words[i]);
    co_await next_step;
  }
  constexpr std::size_t most_words_of_synonym = 4;
  for (std::size_t i = 0; i < query.words.size() && parameters.has(Rule::synonym); ++i) {
    for (std::size_t count = 1; count <= std::min(most_words_of_synonym, query.words.size() - i); ++count)
      add_synonyms(reader, query, i, count, words);
  }
  for (std::size_t i = 0; i < query.words.size() && parameters.has(Rule::number);)
    i = add_number(reader, query, i, words);
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    if (query.words[i].excluded) continue;
    if (!words[i].expansions.empty() || !reader.missing.empty())
      continue; // nothing is known to be missing there
    // Whoever leaves spaces out has not pressed wrong keys (search/session.h asks with spaces).
    words[i].spaces = segmented_into_nouns(reader, query.words[i]);
    words[i].out_of_vocabulary = !words[i].spaces.empty() || lacks_spaces(query.words[i]) ||
                                 unknown_field_of(to_utf32(query.words[i].typed)) > 0;
    if (words[i].out_of_vocabulary) continue;
    co_await next_step;
    co_await add_corrections(reader, query.words[i], words[i], corrections, parameters);
    co_await next_step;
    const bool corrected = !words[i].expansions.empty();
    std::size_t second = 0;
    if (parameters.has(Rule::split)) co_await add_split(reader, query.words[i], words[i], second);
    words[i].out_of_vocabulary = words[i].expansions.empty() || (second > 0 && !corrected);
    if (second > 0) words[i].spaces = {second};
  }
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    if (!query.words[i].in_title) continue;
    for (Expansion& each : words[i].expansions) each.postings = in_titles(each.postings);
    std::erase_if(words[i].expansions, [](const Expansion& each) { return each.postings.articles.empty(); });
  }
}

} // namespace hanji

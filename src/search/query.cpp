#include "search/query.h"

#include <algorithm>
#include <array>
#include <utility>

#include "index/index_text.h"
#include "text/hangul.h"
#include "text/normalize.h"
#include "text/spacing.h"
#include "text/utf8.h"

using namespace std::string_view_literals;

namespace hanji {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x3000;
}
bool is_quote(char32_t c) { return c == '"' || c == U'“' || c == U'”' || c == U'„' || c == U'＂'; }
bool is_minus(char32_t c) { return c == '-' || c == U'−' || c == U'－'; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

enum class Operator : std::uint8_t { none, category, tag, author, title, date };

std::optional<LabelKind> label_of(Operator kind) {
  switch (kind) {
  case Operator::category: return LabelKind::category;
  case Operator::tag: return LabelKind::tag;
  case Operator::author: return LabelKind::author;
  default: return {};
  }
}

// 제목: and its siblings, taken off `rest`.
Operator take_operator(std::u32string_view& rest) {
  static constexpr std::pair<std::u32string_view, Operator> names[]{
      {U"제목:", Operator::title},        {U"title:", Operator::title},   {U"분류:", Operator::category},
      {U"category:", Operator::category}, {U"태그:", Operator::tag},      {U"tag:", Operator::tag},
      {U"저자:", Operator::author},       {U"글쓴이:", Operator::author}, {U"author:", Operator::author},
      {U"기간:", Operator::date},         {U"date:", Operator::date}};
  for (const auto& [name, kind] : names) {
    if (!rest.starts_with(name) || rest.size() == name.size() || is_space(rest[name.size()])) continue;
    rest.remove_prefix(name.size());
    return kind;
  }
  return Operator::none;
}

// What stands in quotes, or up to the next space.
std::u32string_view take_value(std::u32string_view& rest, bool& quoted) {
  quoted = !rest.empty() && is_quote(rest[0]);
  if (quoted) rest.remove_prefix(1);
  const auto end = std::ranges::find_if(rest, quoted ? is_quote : is_space);
  const auto length = static_cast<std::size_t>(end - rest.begin());
  const std::u32string_view value = rest.substr(0, length);
  rest.remove_prefix(std::min(rest.size(), length + (quoted ? 1 : 0)));
  return value;
}

// 2024, 2024-07, 2024-07-15; also with dots or slashes.
std::optional<Day> parse_day(std::u32string_view text) {
  std::array<std::uint32_t, 3> parts{};
  std::size_t part = 0, digits = 0;
  for (const char32_t c : text) {
    if (is_digit(c) && digits < 4) {
      parts[part] = parts[part] * 10 + (c - '0');
      ++digits;
    } else if ((c == '-' || c == '.' || c == '/') && digits > 0 && part < 2) {
      ++part;
      digits = 0;
    } else {
      return {};
    }
  }
  if (digits == 0 || parts[0] < 1000 || parts[1] > 12 || parts[2] > 31) return {};
  return Day{static_cast<std::uint16_t>(parts[0]), static_cast<std::uint8_t>(parts[1]),
             static_cast<std::uint8_t>(parts[2])};
}

// For comparing; what was not given counts as told.
std::uint32_t number_of(const Day& day, std::uint32_t month, std::uint32_t of_month) {
  return (day.year * 16U + (day.month == 0 ? month : day.month)) * 32 + (day.day == 0 ? of_month : day.day);
}

// 2024-07..2024-08, 2024.., ..2024-08, 2024-07. False when it is none of these.
bool take_dates(std::u32string_view value, Query& query) {
  const std::size_t dots = std::min(value.find(U".."), value.find(U'~'));
  if (dots == value.npos) {
    const std::optional<Day> day = parse_day(value);
    if (day) query.from = query.to = day;
    return day.has_value();
  }
  const std::u32string_view before = value.substr(0, dots),
                            after = value.substr(dots + (value[dots] == '.' ? 2 : 1));
  const std::optional<Day> from = parse_day(before), to = parse_day(after);
  if ((!from && !before.empty()) || (!to && !after.empty()) || (!from && !to)) return false;
  const bool turned = from && to && number_of(*from, 0, 0) > number_of(*to, 15, 31);
  query.from = turned ? to : from;
  query.to = turned ? from : to;
  return true;
}

Word make_word(std::u32string_view typed, bool may_be_unfinished) {
  Word word;
  word.typed = to_utf8(typed);
  const char32_t last = typed.back();
  // A lone consonant begins a syllable, whether or not an IME says that it is at work.
  word.unfinished = may_be_unfinished ? is_hangul_syllable(last) || is_compatibility_jamo(last)
                                      : is_compatibility_jamo(last) && initial_of_jamo(last) >= 0;
  if (word.unfinished) typed.remove_suffix(1);
  word.folded = fold_for_search(to_utf8(typed)).text;
  if (word.unfinished) word.folded.push_back(last);
  // A few characters stand for many: U+FDFA for eighteen.
  if (word.folded.size() > most_query_characters) word.folded.resize(most_query_characters);
  return word;
}

bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Whether the dash that `rest` begins with leaves a word out. An option of a command (rm -rf, gcc -O2) and a
// temperature (-15도) are searched: of Latin words and other numbers those are left out that stand behind
// Korean (예산 -KBS). What is in quotes is meant.
bool leaves_out(std::u32string_view rest, std::u32string_view before) {
  if (rest.size() < 2 || !is_minus(rest[0]) || is_space(rest[1]) || is_minus(rest[1])) return false;
  if (!is_latin(rest[1]) && !is_digit(rest[1])) return true;
  std::u32string_view named = rest.substr(1);
  const std::size_t unit = named.find_first_not_of(U"0123456789.,");
  if (unit != 0 && unit != named.npos && U"도℃°"sv.contains(named[unit])) return false;
  if (take_operator(named) != Operator::none) return true;
  while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
  return rest.size() > 2 && !is_space(rest[2]) && !before.empty() && is_paired(before.back());
}

bool is_hash_tag(std::u32string_view word) {
  return word.size() > 1 && word[0] == '#' && (is_latin(word[1]) || is_paired(word[1]));
}

// The beginning of a long text, up to a space where there is one.
bool shorten(std::u32string& text) {
  if (text.size() <= most_query_characters) return false;
  std::size_t end = most_query_characters;
  while (end > 0 && !is_space(text[end])) --end;
  text.resize(end > 0 ? end : most_query_characters);
  return true;
}

} // namespace

Query parse_query(std::string_view text, bool composing) {
  constexpr std::size_t most_bytes = 4096; // more than enough for the characters that are taken
  std::u32string typed = to_utf32(to_nfc(text.substr(0, most_bytes)));
  Query query{.composing = composing};
  query.shortened = shorten(typed) || text.size() > most_bytes;
  query.text = to_utf8(typed);
  composing = composing && !query.shortened; // then its end is no end
  std::u32string_view rest = typed;
  std::size_t at = 0; // bytes of the text, up to `counted`
  const char32_t* counted = typed.data();
  const auto byte_of = [&](const char32_t* character) {
    for (; counted != character; ++counted) at += to_utf8({counted, 1}).size();
    return at;
  };
  while (!rest.empty()) {
    if (is_space(rest[0])) {
      rest.remove_prefix(1);
      continue;
    }
    if (query.words.size() == most_query_words) {
      query.shortened = true;
      break;
    }
    const std::u32string_view whole = rest;
    const bool excluded = leaves_out(rest, std::u32string_view(typed).substr(0, typed.size() - rest.size()));
    if (excluded) rest.remove_prefix(1);
    const Operator kind = take_operator(rest);
    bool quoted = false;
    const std::u32string_view value = take_value(rest, quoted);
    const std::optional<LabelKind> label = label_of(kind);
    if (label && !value.empty()) {
      query.labels.push_back({*label, to_utf8(value), excluded});
      continue;
    }
    if (kind == Operator::date && !excluded && take_dates(value, query)) continue;
    std::u32string_view said = value;
    if (is_hash_tag(said)) said.remove_prefix(1); // a tag is found by its name
    if (label || kind == Operator::date) said = whole.substr(0, whole.size() - rest.size());
    if (said.empty()) continue;
    Word word = make_word(said, composing && rest.empty() && !quoted);
    word.phrase = quoted;
    word.excluded = excluded;
    word.in_title = kind == Operator::title;
    word.at = byte_of(said.data());
    if (!word.folded.empty()) query.words.push_back(std::move(word));
  }
  return query;
}

namespace {

bool is_alphanumeric(char32_t c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// `begin`: where the part before it does.
bool is_parted_at(std::u32string_view word, std::size_t begin, std::size_t i) {
  if (i < begin + 2 || i + 2 > word.size()) return false; // one letter says nothing
  const char32_t before = word[i - 1], after = word[i];
  if (is_hangul_syllable(before)) return is_alphanumeric(after);
  if (!is_alphanumeric(before) || !is_hangul_syllable(after)) return false;
  constexpr std::size_t digits_of_a_year = 4;
  const bool year = i == begin + digits_of_a_year && is_hangul_syllable(word[i + 1]) &&
                    std::ranges::all_of(word.substr(begin, digits_of_a_year), is_digit);
  return !is_digit(before) || year;
}

} // namespace

std::optional<Query> with_spaces(const Query& query, std::span<const OutOfVocabulary> unknown) {
  std::string text;
  std::size_t from = 0; // up to where the query's text is taken over
  bool changed = false;
  for (const auto& [place, known] : unknown) {
    if (query.words[place].in_title) continue; // the operator holds for one word
    const std::string& typed = query.words[place].typed;
    const std::u32string word = to_utf32(typed);
    std::string parted;
    // Places of the folded word, which has no punctuation.
    const bool are_places = !known.empty() && word.size() == query.words[place].folded.size();
    const std::vector<std::size_t> spaces = are_places ? known : spaces_in(word);
    for (std::size_t i = 0, begin = 0; i < word.size(); ++i) {
      if (is_parted_at(word, begin, i) || std::ranges::binary_search(spaces, i)) {
        parted += ' ';
        begin = i;
      }
      append_utf8(parted, word[i]);
    }
    changed = changed || parted != typed;
    text += query.text.substr(from, query.words[place].at - from) + parted;
    from = query.words[place].at + typed.size();
  }
  if (!changed) return {};
  text += query.text.substr(from);
  Query spaced = parse_query(text, query.composing);
  spaced.unquoted = query.unquoted;
  spaced.single_token = query.single_token || query.words.size() == 1;
  spaced.shortened = spaced.shortened || query.shortened;
  return spaced;
}

std::optional<Query> without_quotes(const Query& query) {
  const std::u32string typed = to_utf32(query.text);
  std::u32string text;
  bool changed = false;
  std::u32string_view rest = typed;
  while (!rest.empty()) {
    const std::u32string_view whole = rest;
    while (!rest.empty() && is_space(rest[0])) rest.remove_prefix(1);
    const bool excluded = !rest.empty() && is_minus(rest[0]);
    if (excluded) rest.remove_prefix(1);
    const Operator kind = take_operator(rest);
    text += whole.substr(0, whole.size() - rest.size());
    const std::u32string_view quotes = rest;
    bool quoted = false;
    const std::u32string_view value = take_value(rest, quoted);
    const bool phrase = quoted && !excluded && kind == Operator::none && words_of(to_utf8(value)).size() > 1;
    text += phrase ? value : quotes.substr(0, quotes.size() - rest.size());
    changed = changed || phrase;
  }
  if (!changed) return {};
  Query loose = parse_query(to_utf8(text), query.composing);
  loose.unquoted = true;
  loose.shortened = loose.shortened || query.shortened;
  return loose;
}

} // namespace hanji

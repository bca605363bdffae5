#include "search/query.h"

#include <algorithm>
#include <utility>

#include "index/index_text.h"
#include "text/hangul.h"
#include "text/normalize.h"
#include "text/spacing.h"
#include "text/utf8.h"

using namespace std::string_view_literals;

namespace hanji {
namespace {

bool is_quote(char32_t c) { return c == '"' || c == U'“' || c == U'”' || c == U'„' || c == U'＂'; }
bool is_minus(char32_t c) { return c == '-' || c == U'−' || c == U'－'; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// What stands in quotes, or up to the next space.
std::u32string_view take_value(std::u32string_view& rest, bool& quoted) {
  quoted = !rest.empty() && is_quote(rest[0]);
  if (quoted) rest.remove_prefix(1);
  const auto end = std::ranges::find_if(rest, quoted ? is_quote : is_query_space);
  const auto length = static_cast<std::size_t>(end - rest.begin());
  const std::u32string_view value = rest.substr(0, length);
  rest.remove_prefix(std::min(rest.size(), length + (quoted ? 1 : 0)));
  return value;
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
  if (rest.size() < 2 || !is_minus(rest[0]) || is_query_space(rest[1]) || is_minus(rest[1])) return false;
  if (!is_latin(rest[1]) && !is_digit(rest[1])) return true;
  std::u32string_view named = rest.substr(1);
  const std::size_t unit = named.find_first_not_of(U"0123456789.,");
  if (unit != 0 && unit != named.npos && U"도℃°"sv.contains(named[unit])) return false;
  if (take_field(named) != QueryField::none) return true;
  while (!before.empty() && is_query_space(before.back())) before.remove_suffix(1);
  return rest.size() > 2 && !is_query_space(rest[2]) && !before.empty() && is_paired(before.back());
}

bool is_hash_tag(std::u32string_view word) {
  return word.size() > 1 && word[0] == '#' && (is_latin(word[1]) || is_paired(word[1]));
}

// The beginning of a long text, up to a space where there is one.
bool shorten(std::u32string& text) {
  if (text.size() <= most_query_characters) return false;
  std::size_t end = most_query_characters;
  while (end > 0 && !is_query_space(text[end])) --end;
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
    if (is_query_space(rest[0])) {
      rest.remove_prefix(1);
      continue;
    }
    if (query.words.size() + query.not_understood.size() == most_query_words) {
      query.shortened = true;
      break;
    }
    const std::u32string_view whole = rest;
    const bool excluded = leaves_out(rest, std::u32string_view(typed).substr(0, typed.size() - rest.size()));
    if (excluded) rest.remove_prefix(1);
    const QueryField field = take_field(rest);
    bool quoted = false;
    const std::u32string_view value = take_value(rest, quoted);
    const std::optional<LabelKind> label = label_of(field);
    if (label && !value.empty()) {
      query.filters.push_back({*label, to_utf8(value), excluded});
      continue;
    }
    if (field == QueryField::date && !excluded) {
      if (const std::optional<Days> days = days_of_field(value)) {
        query.days = *days;
        continue;
      }
    }
    const bool no_value = field == QueryField::none ? !quoted && is_field_alone(value) : value.empty();
    const Problem problem = no_value                    ? Problem::empty_value
                            : field == QueryField::date ? Problem::bad_date
                                                        : Problem::none;
    std::u32string_view said = problem == Problem::none ? value : whole.substr(0, whole.size() - rest.size());
    if (is_hash_tag(said)) said.remove_prefix(1); // a tag is found by its name
    if (said.empty()) continue;
    Word word = make_word(said, composing && rest.empty() && !quoted);
    word.phrase = quoted;
    word.excluded = excluded;
    word.in_title = field == QueryField::title;
    word.at = byte_of(said.data());
    word.problem = problem;
    if (!word.folded.empty())
      (problem == Problem::none ? query.words : query.not_understood).push_back(std::move(word));
  }
  if (query.is_empty()) query.words = query.not_understood;
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

// What the text of a rewritten query does not say any more.
void carry_over(const Query& query, Query& rewritten) {
  rewritten.shortened = rewritten.shortened || query.shortened;
  for (const Word& word : query.not_understood) {
    if (word.problem == Problem::unknown_field) rewritten.not_understood.push_back(word);
  }
}

} // namespace

std::optional<Query> with_spaces(const Query& query, const FoundWords& words) {
  std::string text;
  std::size_t from = 0; // up to where the query's text is taken over
  bool changed = false;
  std::vector<Word> unknown;
  for (std::size_t i = 0; i < std::min(words.size(), query.words.size()); ++i) {
    const Word& asked = query.words[i];
    if (!words[i].out_of_vocabulary || asked.in_title) continue; // a field holds for one word
    std::u32string word = to_utf32(asked.typed);
    std::string split;
    if (const std::size_t name = asked.phrase ? 0 : unknown_field_of(word); name > 0) {
      unknown.push_back(asked);
      unknown.back().typed = to_utf8(word.substr(0, name));
      unknown.back().problem = Problem::unknown_field;
      split = to_utf8(word.substr(name));
    } else {
      // Places of the folded word, which has no punctuation.
      const bool are_places = !words[i].spaces.empty() && word.size() == asked.folded.size();
      const std::vector<std::size_t> spaces = are_places ? words[i].spaces : spaces_in(word);
      for (std::size_t at = 0, begin = 0; at < word.size(); ++at) {
        if (is_parted_at(word, begin, at) || std::ranges::binary_search(spaces, at)) {
          split += ' ';
          begin = at;
        }
        append_utf8(split, word[at]);
      }
    }
    changed = changed || split != asked.typed;
    text += query.text.substr(from, asked.at - from) + split;
    from = asked.at + asked.typed.size();
  }
  if (!changed) return {};
  text += query.text.substr(from);
  Query spaced = parse_query(text, query.composing);
  spaced.unquoted = query.unquoted;
  for (const Word& word : unknown) spaced.not_understood.push_back(word);
  spaced.single_token = query.single_token || query.words.size() == 1;
  carry_over(query, spaced);
  return spaced;
}

std::optional<Query> without_quotes(const Query& query) {
  const std::u32string typed = to_utf32(query.text);
  std::u32string text;
  bool changed = false;
  std::u32string_view rest = typed;
  while (!rest.empty()) {
    const std::u32string_view whole = rest;
    while (!rest.empty() && is_query_space(rest[0])) rest.remove_prefix(1);
    const bool excluded = !rest.empty() && is_minus(rest[0]);
    if (excluded) rest.remove_prefix(1);
    const QueryField field = take_field(rest);
    text += whole.substr(0, whole.size() - rest.size());
    const std::u32string_view quotes = rest;
    bool quoted = false;
    const std::u32string_view value = take_value(rest, quoted);
    const bool phrase =
        quoted && !excluded && field == QueryField::none && words_of(to_utf8(value)).size() > 1;
    text += phrase ? value : quotes.substr(0, quotes.size() - rest.size());
    changed = changed || phrase;
  }
  if (!changed) return {};
  Query loose = parse_query(to_utf8(text), query.composing);
  loose.unquoted = true;
  carry_over(query, loose);
  return loose;
}

} // namespace hanji

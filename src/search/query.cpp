#include "search/query.h"

#include "search/match.h"
#include "text/hangul.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {
namespace {

// Sorts after every key that begins with the same character.
constexpr char32_t last_code_point = 0x10FFFF;

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x3000;
}

std::string key_of(char32_t first, char32_t second = 0) {
  std::string key;
  append_utf8(key, first);
  if (second != 0) append_utf8(key, second);
  return key;
}

// What the keys must hold for a shape to occur: every pair of it; of a single character, any key that begins
// with it.
void add_last_pair(Clause& clause, const Shape& shape) {
  const std::u32string& exact = shape.exact;
  if (shape.last.empty()) {
    if (exact.size() == 1)
      clause.any.push_back({key_of(exact[0]), key_of(exact[0], last_code_point)});
    else
      clause.any.push_back(
          {key_of(exact[exact.size() - 2], exact.back()), key_of(exact[exact.size() - 2], exact.back())});
    return;
  }
  for (const auto& [first, last] : shape.last) {
    if (exact.empty())
      clause.any.push_back({key_of(first), key_of(last, last_code_point)});
    else
      clause.any.push_back({key_of(exact.back(), first), key_of(exact.back(), last)});
  }
}

// Every pair but the last is certain. The last clause is a choice between the shapes; where the second one is
// a pair longer (라브로 beside 라블) only its first differing pair (라브) is asked for: the text decides
// about the rest.
std::vector<Clause> clauses_of(const Word& word) {
  std::vector<Clause> clauses;
  const std::vector<Shape> shapes = shapes_of(word);
  const std::u32string& certain = shapes.front().exact;
  const std::size_t pairs_before_last = shapes.front().size() < 3 ? 0 : shapes.front().size() - 2;
  for (std::size_t i = 0; i < pairs_before_last; ++i) {
    const std::string key = key_of(certain[i], certain[i + 1]);
    clauses.push_back({{{key, key}}});
  }
  Clause last;
  add_last_pair(last, shapes.front());
  if (shapes.size() > 1) {
    Shape second = shapes[1];
    if (second.exact.size() > 1) second.last.clear();
    add_last_pair(last, second);
  }
  clauses.push_back(std::move(last));
  return clauses;
}

Word make_word(std::u32string_view typed, bool may_be_unfinished) {
  Word word;
  const char32_t last = typed.back();
  // A lone consonant begins a syllable, whether or not an IME says that it is at work.
  word.unfinished = may_be_unfinished ? is_hangul_syllable(last) || is_compatibility_jamo(last)
                                      : is_compatibility_jamo(last) && initial_of_jamo(last) >= 0;
  if (word.unfinished) typed.remove_suffix(1);
  word.folded = fold_for_search(to_utf8(typed)).text;
  if (word.unfinished) word.folded.push_back(last);
  if (!word.folded.empty()) word.clauses = clauses_of(word);
  return word;
}

} // namespace

Query parse_query(std::string_view text, bool composing) {
  Query query{std::string(text), {}};
  const std::u32string typed = to_utf32(to_nfc(text));
  for (std::size_t begin = 0; begin < typed.size();) {
    if (is_space(typed[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < typed.size() && !is_space(typed[end])) ++end;
    Word word =
        make_word(std::u32string_view(typed).substr(begin, end - begin), composing && end == typed.size());
    if (!word.folded.empty()) query.words.push_back(std::move(word));
    begin = end;
  }
  return query;
}

} // namespace hanji

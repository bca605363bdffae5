#include "index/index_text.h"

#include <algorithm>
#include <array>

#include "index/labels.h"
#include "text/hangul.h"
#include "text/hanja.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {
namespace {

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// A comma with three digits behind it, within a number.
bool only_separates(std::string_view text, const FoldedText& folded, std::size_t at) {
  if (at == 0 || !is_digit(folded.text[at]) || !is_digit(folded.text[at - 1])) return false;
  if (text.substr(folded.end[at - 1], folded.begin[at] - folded.end[at - 1]) != ",") return false;
  std::size_t digits = 0;
  while (at + digits < folded.text.size() && is_digit(folded.text[at + digits]) &&
         (digits == 0 || !folded.word_start[at + digits]))
    ++digits;
  return digits == 3;
}

// One dot of any kind, within a date or a decimal.
bool is_dotted(std::string_view text, const FoldedText& folded, std::size_t at) {
  if (at == 0 || !is_digit(folded.text[at]) || !is_digit(folded.text[at - 1])) return false;
  constexpr std::array<std::string_view, 5> dots{".", "·", "ㆍ", "‧", "・"};
  const std::string_view between = text.substr(folded.end[at - 1], folded.begin[at] - folded.end[at - 1]);
  return std::ranges::find(dots, between) != dots.end();
}

bool begins_word(std::string_view text, const FoldedText& folded, std::size_t at) {
  return folded.word_start[at] && !only_separates(text, folded, at);
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// userName, HTMLElement: within letters that touch.
bool is_hump(std::string_view text, const FoldedText& folded, std::size_t at) {
  const std::size_t byte = folded.begin[at];
  if (at == 0 || folded.end[at - 1] != byte || !is_upper(text[byte])) return false;
  const bool ends_capitals = byte + 1 < text.size() && is_lower(text[byte + 1]);
  return is_lower(text[byte - 1]) || (is_upper(text[byte - 1]) && ends_capitals);
}

void add(std::vector<IndexField>& fields, std::string_view text, Place place) {
  FoldedText folded = fold_for_search(text);
  if (folded.text.empty()) return;
  IndexField& field = fields.emplace_back();
  field.place = place;
  for (std::size_t i = 1; i <= folded.text.size(); ++i) {
    const bool last = i == folded.text.size();
    if (!last && !begins_word(text, folded, i)) continue;
    field.ends.push_back(static_cast<std::uint32_t>(i));
    if (!last && is_dotted(text, folded, i))
      field.dots.push_back(static_cast<std::uint32_t>(field.ends.size()));
  }
  for (std::uint32_t i = 0; i < folded.text.size(); ++i) {
    std::size_t at = folded.begin[i];
    if (is_hangul_syllable(folded.text[i]) && is_read(next_code_point(text, at))) field.hanja.push_back(i);
    if (is_hump(text, folded, i)) field.humps.push_back(i);
  }
  field.text = std::move(folded.text);
}

} // namespace

std::vector<std::u32string> words_of(std::string_view text) {
  const FoldedText folded = fold_for_search(text);
  std::vector<std::u32string> words;
  for (std::size_t i = 0; i < folded.text.size(); ++i) {
    if (words.empty() || begins_word(text, folded, i)) words.emplace_back();
    words.back() += folded.text[i];
  }
  return words;
}

std::u32string dotted(std::u32string_view before, std::u32string_view after) {
  return std::u32string(before) + run_dot + std::u32string(after);
}

std::vector<std::u32string> dotted_of(std::string_view text) {
  std::vector<IndexField> fields;
  add(fields, text, Place::body);
  std::vector<std::u32string> all;
  for (const IndexField& field : fields) {
    for (const std::uint32_t word : field.dots)
      all.push_back(dotted(runs_of(field.word(word - 1)).back(), runs_of(field.word(word)).front()));
  }
  return all;
}

std::vector<IndexField> index_fields(const Article& article) {
  std::vector<IndexField> fields;
  add(fields, article.title, Place::title);
  add(fields, article.lead, Place::body);
  if (!article.excerpt.empty() && article.excerpt != article.lead) add(fields, article.excerpt, Place::body);
  for (const Block& block : article.blocks)
    add(fields, block.text, block.kind == BlockKind::heading ? Place::heading : Place::body);
  const std::vector<std::string_view> beside = texts_beside(article);
  for (std::size_t i = 0; i < beside.size(); ++i)
    add(fields, beside[i], i < article.tags.size() ? Place::heading : Place::body);
  return fields;
}

std::vector<std::string_view> texts_beside(const Article& article) {
  std::vector<std::string_view> texts(article.tags.begin(), article.tags.end());
  texts.emplace_back(article.author);
  for (const Block& block : article.blocks) {
    if (block.kind != BlockKind::figure || block.extra >= article.figures.size()) continue;
    const std::string& described = article.figures[block.extra].alternative;
    if (described != block.text) texts.emplace_back(described);
  }
  return texts;
}

std::string pack_fields(const std::vector<IndexField>& fields) {
  std::string packed;
  for (const IndexField& field : fields) {
    packed += static_cast<char>('0' + static_cast<int>(field.place));
    auto dot = field.dots.begin();
    auto hanja = field.hanja.begin(), hump = field.humps.begin();
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < field.words(); ++i) {
      const bool joined = dot != field.dots.end() && *dot == i;
      if (joined) ++dot;
      packed += joined ? '.' : ' ';
      for (const char32_t character : field.word(i)) {
        if (hanja != field.hanja.end() && *hanja == at) {
          ++hanja;
          packed += '^';
        }
        if (hump != field.humps.end() && *hump == at) {
          ++hump;
          packed += '|';
        }
        append_utf8(packed, character);
        ++at;
      }
    }
    packed += '\n';
  }
  return packed;
}

std::vector<IndexField> unpack_fields(std::string_view packed) {
  std::vector<IndexField> fields;
  while (!packed.empty()) {
    const std::string_view line = packed.substr(0, packed.find('\n'));
    packed.remove_prefix(std::min(packed.size(), line.size() + 1));
    if (line.empty()) continue;
    IndexField& field = fields.emplace_back();
    field.place = static_cast<Place>(std::clamp(line[0] - '0', 0, 2));
    field.text.reserve(line.size() / 3);
    const auto end_word = [&] {
      if (field.text.size() > (field.ends.empty() ? 0 : field.ends.back()))
        field.ends.push_back(static_cast<std::uint32_t>(field.text.size()));
    };
    for (std::size_t at = 1; at < line.size();) {
      if (line[at] == ' ' || line[at] == '.') {
        end_word();
        if (line[at++] == '.' && !field.ends.empty())
          field.dots.push_back(static_cast<std::uint32_t>(field.ends.size()));
      } else if (line[at] == '^' || line[at] == '|') {
        std::vector<std::uint32_t>& told = line[at++] == '^' ? field.hanja : field.humps;
        told.push_back(static_cast<std::uint32_t>(field.text.size()));
      } else {
        field.text += next_code_point(line, at);
      }
    }
    end_word();
  }
  return fields;
}

bool is_paired(char32_t c) {
  if (is_label_mark(c)) return true; // a label has titles, and no postings of its own
  if (is_hangul_syllable(c)) return true;
  if (c < 0x1100) return false;
  return (c >= 0x3005 && c <= 0x30FF) || (c >= 0x3131 && c <= 0x318E) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0xE000 && c <= 0xF8FF);
}

std::vector<std::u32string_view> runs_of(std::u32string_view word) {
  std::vector<std::u32string_view> runs;
  runs_of(word, runs);
  return runs;
}

void runs_of(std::u32string_view word, std::vector<std::u32string_view>& runs) {
  runs.clear();
  for (std::size_t begin = 0; begin < word.size();) {
    std::size_t end = begin + 1;
    while (end < word.size() && is_paired(word[end]) == is_paired(word[begin])) ++end;
    runs.push_back(word.substr(begin, end - begin));
    begin = end;
  }
}

} // namespace hanji

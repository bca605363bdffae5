#include "search/index_text.h"

#include <algorithm>

#include "text/hangul.h"
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

void add(std::vector<IndexField>& fields, std::string_view text, Place place) {
  std::vector<std::u32string> words = words_of(text);
  if (!words.empty()) fields.push_back({place, std::move(words)});
}

} // namespace

std::vector<std::u32string> words_of(std::string_view text) {
  const FoldedText folded = fold_for_search(text);
  std::vector<std::u32string> words;
  for (std::size_t i = 0; i < folded.text.size(); ++i) {
    if (words.empty() || (folded.word_start[i] && !only_separates(text, folded, i))) words.emplace_back();
    words.back() += folded.text[i];
  }
  return words;
}

std::vector<IndexField> index_fields(const Article& article) {
  std::vector<IndexField> fields;
  add(fields, article.title, Place::title);
  add(fields, article.lead, Place::body);
  if (!article.excerpt.empty() && article.excerpt != article.lead) add(fields, article.excerpt, Place::body);
  for (const Block& block : article.blocks)
    add(fields, block.text, block.kind == BlockKind::heading ? Place::heading : Place::body);
  return fields;
}

std::string pack_fields(const std::vector<IndexField>& fields) {
  std::string packed;
  for (const IndexField& field : fields) {
    packed += static_cast<char>('0' + static_cast<int>(field.place));
    for (const std::u32string& word : field.words) {
      packed += ' ';
      packed += to_utf8(word);
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
    for (std::size_t begin = 1; begin < line.size();) {
      const std::size_t end = std::min(line.find(' ', begin + 1), line.size());
      field.words.push_back(to_utf32(line.substr(begin + 1, end - begin - 1)));
      begin = end;
    }
  }
  return fields;
}

std::u32string category_key(std::string_view name) {
  return std::u32string(1, category_mark) + fold_for_search(name).text;
}

bool is_paired(char32_t c) {
  if (c == category_mark) return true; // a category has titles, and no postings of its own
  if (is_hangul_syllable(c)) return true;
  if (c < 0x1100) return false;
  return (c >= 0x3005 && c <= 0x30FF) || (c >= 0x3131 && c <= 0x318E) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0xE000 && c <= 0xF8FF);
}

std::vector<std::u32string_view> runs_of(std::u32string_view word) {
  std::vector<std::u32string_view> runs;
  for (std::size_t begin = 0; begin < word.size();) {
    std::size_t end = begin + 1;
    while (end < word.size() && is_paired(word[end]) == is_paired(word[begin])) ++end;
    runs.push_back(word.substr(begin, end - begin));
    begin = end;
  }
  return runs;
}

} // namespace hanji

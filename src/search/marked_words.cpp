#include "search/marked_words.h"

#include <algorithm>

namespace hanji {
namespace {

constexpr char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
constexpr bool is_mark(char c) {
  return std::string_view(".@&%~/_-'*=!?^|:$+#").find(c) != std::string_view::npos;
}

// What ends a sentence, or stands around a word, is none of its marks.
std::string_view bare(std::string_view word) {
  while (!word.empty() && std::string_view("\"'([{<,;").find(word.front()) != std::string_view::npos)
    word.remove_prefix(1);
  std::size_t end = word.size();
  while (end > 0 && static_cast<unsigned char>(word[end - 1]) >= 0x80) --end; // a particle
  word = word.substr(0, end);
  while (!word.empty() && std::string_view("\"')]}>,;.?!:").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return word;
}

// 5.18 is written 5·18 as well, and the index knows both.
bool is_number(std::string_view word) {
  return word.find_first_not_of("0123456789.,:/-") == word.npos && is_letter(word.front());
}

bool holds(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) { return lowered(a) == b; };
  for (auto from = text.begin();;) {
    const auto at = std::search(from, text.end(), word.begin(), word.end(), same);
    if (at == text.end()) return false;
    const auto after = at + static_cast<std::ptrdiff_t>(word.size());
    const bool begins = at == text.begin() || !is_letter(at[-1]);
    const bool ends = after == text.end() || !is_letter(word.back()) || !is_letter(*after);
    if (begins && ends) return true;
    from = at + 1;
  }
}

} // namespace

std::vector<std::string> marked_words(const Query& query) {
  std::vector<std::string> marked;
  for (std::string_view rest = query.text; !rest.empty();) {
    const std::size_t begin = std::min(rest.find_first_not_of(" \t\n"), rest.size());
    rest.remove_prefix(begin);
    const std::size_t end = std::min(rest.find_first_of(" \t\n"), rest.size());
    const std::string_view word = bare(rest.substr(0, end));
    const std::size_t at = static_cast<std::size_t>(rest.data() - query.text.data());
    rest.remove_prefix(end);
    const bool is_left_out = std::ranges::any_of(query.words, [&](const Word& each) {
      return each.excluded && each.at >= at && each.at < at + std::max<std::size_t>(end, 1);
    });
    if (is_left_out || !std::ranges::all_of(word, [](char c) { return is_letter(c) || is_mark(c); }))
      continue;
    if (std::ranges::any_of(word, is_letter) && std::ranges::any_of(word, is_mark) && !is_number(word)) {
      std::string lower(word);
      std::ranges::transform(lower, lower.begin(), lowered);
      marked.push_back(std::move(lower));
    }
  }
  return marked;
}

bool holds_marked_words(const Article& article, std::span<const std::string> words) {
  return std::ranges::all_of(words, [&](const std::string& word) {
    return holds(article.title, word) ||
           std::ranges::any_of(article.blocks, [&](const Block& block) { return holds(block.text, word); });
  });
}

} // namespace hanji

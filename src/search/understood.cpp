#include "search/understood.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr int most_spellings = 3;          // of a word
constexpr std::size_t hits_looked_at = 10; // for how else a word is spaced: the first screen

void append_quoted(std::string& text, std::string_view quoted) {
  text.append("‘").append(quoted).append("’");
}

// How the hits space a word that was typed as one; nothing: as it was typed.
std::string spaced_in(std::span<const Hit> hits, const std::u32string& word) {
  for (const Hit& hit : hits.first(std::min(hits.size(), hits_looked_at))) {
    const std::u32string snippet = to_utf32(hit.snippet);
    for (const auto& [begin, end] : hit.ranges) {
      std::string stands = to_utf8(std::u32string_view(snippet).substr(begin, end - begin));
      if (stands.find(' ') != stands.npos && fold_for_search(stands).text == word) return stands;
    }
  }
  return {};
}

// What word `i` and the one behind it may both be: their spelling as one, or this one.
const std::u32string* shared_spelling(const FoundWords& words, std::size_t i,
                                      const std::u32string* wanted = nullptr) {
  if (i + 1 >= words.size()) return nullptr;
  const std::vector<std::u32string>& next = words[i + 1].spellings;
  for (const std::u32string& spelling : words[i].spellings) {
    if ((wanted == nullptr || spelling == *wanted) && std::ranges::find(next, spelling) != next.end())
      return &spelling;
  }
  return nullptr;
}

std::string understood(const Query& typed, const Query& query, const FoundWords& words,
                       std::span<const Hit> hits, bool korean) {
  std::string text;
  bool says_more = query.words.size() != typed.words.size();
  for (const bool excluded : {false, true}) {
    for (std::size_t i = 0; i < query.words.size(); ++i) {
      const Word& word = query.words[i];
      if (word.excluded != excluded) continue;
      if (!text.empty()) text.append(", ");
      if (excluded && !korean) text.append("without ");
      if (word.in_title) text.append(korean ? "제목에 " : "in the title ");
      text.append("‘").append(word.typed);
      const std::u32string* shared = nullptr;
      const std::size_t first = i;
      if (!excluded && !word.phrase) shared = shared_spelling(words, i);
      while (shared != nullptr && shared_spelling(words, i, shared) != nullptr)
        text.append(" ").append(query.words[++i].typed);
      text.append("’");
      int spellings = 1;
      const auto add = [&](const std::string& spelling) {
        if (spelling.empty() || spellings++ == most_spellings) return;
        text.append(korean ? " 또는 " : " or ");
        append_quoted(text, spelling);
        says_more = true;
      };
      if (shared != nullptr) {
        add(to_utf8(*shared)); // 의사 결정 as 의사결정 is one thing
      } else if (!excluded && !word.phrase && first < words.size()) {
        add(spaced_in(hits, word.folded));
        for (const std::u32string& spelling : words[first].spellings) add(to_utf8(spelling));
      }
      if (excluded && korean) text.append(" 제외");
      says_more = says_more || excluded;
    }
  }
  if (!says_more) text.clear();
  return text;
}

void append_message(std::string& text, const Word& word, bool korean) {
  constexpr std::string_view messages[][2]{
      // by Problem, from the second on
      {" is no field (title: category: tag: author: date:). ",
       "라는 항목은 없습니다(제목: 분류: 태그: 저자: 기간:). "},
      {" has no value behind it. ", " 뒤에 찾을 말이 없습니다. "},
      {" holds no date (date:2024-07..2024-08). ", "에서 날짜를 읽지 못했습니다(기간:2024-07..2024-08). "}};
  append_quoted(text, word.typed);
  text.append(messages[static_cast<std::size_t>(word.problem) - 1][korean ? 1 : 0]);
}

} // namespace

void say_how_understood(const Query& typed, const Query& query, const FoundWords& words, Tongue tongue,
                        Hits& hits) {
  const bool korean = tongue == Tongue::korean;
  hits.understood = understood(typed, query, words, hits.hits, korean);
  for (const Word& word : query.not_understood) append_message(hits.problems, word, korean);
}

} // namespace hanji

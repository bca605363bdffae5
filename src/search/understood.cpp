#include "search/understood.h"

#include <algorithm>
#include <vector>

#include "text/hangul.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::size_t most_spellings = 3;  // of a word
constexpr std::size_t hits_looked_at = 10; // for how else a word is spaced: the first screen

std::string quoted(std::string_view text) { return "‘" + std::string(text) + "’"; }

std::string text_of(const Day& day) {
  std::string text = std::to_string(day.year);
  for (const std::uint8_t part : {day.month, day.day}) {
    if (part > 0) text += (part < 10 ? "-0" : "-") + std::to_string(part);
  }
  return text;
}

std::string text_of(const std::optional<Day>& from, const std::optional<Day>& to) {
  if (from && from == to) return text_of(*from);
  return (from ? text_of(*from) : "") + " ~ " + (to ? text_of(*to) : "");
}

// How the hits space a word that was typed as one.
void add_spaced(std::vector<std::string>& spellings, const std::u32string& word, std::span<const Hit> hits) {
  for (const Hit& hit : hits.first(std::min(hits.size(), hits_looked_at))) {
    const std::u32string snippet = to_utf32(hit.snippet);
    for (const auto& [begin, end] : hit.ranges) {
      const std::string stands = to_utf8(std::u32string_view(snippet).substr(begin, end - begin));
      if (spellings.size() < most_spellings && stands.find(' ') != stands.npos &&
          fold_for_search(stands).text == word && std::ranges::find(spellings, stands) == spellings.end())
        spellings.push_back(stands);
    }
  }
}

} // namespace

std::string understood(const Query& typed, const Query& query, const FoundWords& words,
                       std::span<const Hit> hits, Tongue tongue) {
  const bool korean = tongue == Tongue::korean;
  std::string text;
  bool says_more = query.words.size() != typed.words.size();
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  const auto excluded = [&](const std::string& what) { return korean ? what + " 제외" : "without " + what; };
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    const Word& word = query.words[i];
    if (word.excluded) continue;
    std::vector<std::string> spellings{word.typed};
    if (i < words.size() && !word.phrase) {
      // 의사 결정, one of whose spellings is 의사결정, is one thing.
      if (i + 1 < words.size() && words[i].joined && words[i].joined == words[i + 1].joined) {
        spellings[0] += " " + query.words[i + 1].typed;
        spellings.push_back(to_utf8(*words[i++].joined));
      } else if (query.words.size() == typed.words.size()) {
        add_spaced(spellings, word.folded, hits);
      }
      for (const std::u32string& other : words[i].other_spellings) {
        const std::string spelling = to_utf8(other);
        if (spellings.size() < most_spellings && std::ranges::find(spellings, spelling) == spellings.end())
          spellings.push_back(spelling);
      }
    }
    std::string part;
    for (const std::string& spelling : spellings)
      part += (part.empty() ? "" : korean ? " 또는 " : " or ") + quoted(spelling);
    if (word.in_title) part = (korean ? "제목에 " : "in the title ") + part;
    says_more = says_more || spellings.size() > 1;
    add(part);
  }
  constexpr std::string_view names[][2]{
      {"분류 ", "category "}, {"태그 ", "tag "}, {"저자 ", "author "}}; // by LabelKind
  const auto named = [&](const Filter& filter) {
    return std::string(names[static_cast<std::size_t>(filter.kind) - 1][korean ? 0 : 1]) +
           quoted(filter.name);
  };
  for (const Filter& filter : query.filters) {
    if (!filter.excluded) add(named(filter));
  }
  if (query.days.from || query.days.to) {
    add(text_of(query.days.from, query.days.to));
    says_more = says_more || query.days.turned;
  }
  for (const Word& word : query.words) {
    if (word.excluded) add(excluded(quoted(word.typed)));
    says_more = says_more || word.excluded;
  }
  for (const Filter& filter : query.filters) {
    if (filter.excluded) add(excluded(named(filter)));
    says_more = says_more || filter.excluded;
  }
  return says_more ? text : "";
}

std::string message_of(const QueryProblem& problem, Tongue tongue) {
  const bool korean = tongue == Tongue::korean;
  const std::string typed = quoted(problem.typed);
  switch (problem.kind) {
  case QueryProblem::Kind::unknown_field:
    return korean ? typed + "라는 항목은 없어 그 뒤의 말을 찾았습니다. 제목: 분류: 태그: 저자: 기간:을 쓸 수 "
                            "있습니다"
                  : typed + " is no field; what follows it was searched. Fields: title: category: tag: "
                            "author: date:";
  case QueryProblem::Kind::empty_value:
    return korean ? typed + " 뒤에는 찾을 말을 바로 붙여 씁니다" : typed + " wants its value right behind it";
  case QueryProblem::Kind::bad_date: break;
  }
  return korean ? typed + "에서 날짜를 읽지 못했습니다. 기간:2024-07이나 기간:2024-07..2024-08처럼 씁니다"
                : typed + " holds no date. Write date:2024-07 or date:2024-07..2024-08";
}

} // namespace hanji

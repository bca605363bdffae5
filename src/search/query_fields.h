// clang-format off
// The grammar of a query, and the one table of its fields (the manual's page about searching says the same):
//
//   query = { term | space }
//   term  = [ "-" ] [ field ":" ] value    "-" leaves out what follows (search/query.cpp tells where it does not)
//   value = '"' text '"' | text without a space, directly behind the colon
//   field = "제목" | "title"                the value stands in the title
//         | "분류" | "category"             … the article is filed there, or in what is nested below: a path
//         | "태그" | "tag"                  … it has this tag, or one that is nested below: a path
//         | "저자" | "글쓴이" | "author"    … it is by this author, or by several of whom this is one
//         | "기간" | "date"                 … it is of these days
//   path  = name { ( "/" | ">" ) name }     any level of what is nested, or several from the first
//   days  = day | [ day ] ( ".." | "~" ) [ day ]    both included, in either order
//   day   = year [ mark month [ mark day ] ]        mark: "-" "." "/"
//
// What does not follow it is no error of the query: it is told (Query::not_understood), and the rest is searched. A
// word such as std::vector, 12:30 or 비고:없음 is a word; only where nothing holds it is what stands before
// its colon taken for a field that there is none of.
// clang-format on
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "index/labels.h"

namespace hanji {

bool is_query_space(char32_t c);

enum class QueryField : std::uint8_t { none, category, tag, author, title, date };

// Taken off `rest`, with its colon, where a value stands behind it.
QueryField take_field(std::u32string_view& rest);
bool is_field_alone(std::u32string_view word); // 분류:
std::optional<LabelKind> label_of(QueryField field);

// How many characters the name and the colon of a field are that there is none of (장르:소설); 0: it is a
// word.
std::size_t unknown_field_of(std::u32string_view word);

struct Day { // 0 where only the year, or the year and month, was given
  std::uint16_t year = 0;
  std::uint8_t month = 0, day = 0;
  bool operator==(const Day&) const = default;
};

struct Days { // both included, `from` first
  std::optional<Day> from, to;
  bool operator==(const Days&) const = default;
};
std::optional<Days> days_of_field(std::u32string_view value);

} // namespace hanji

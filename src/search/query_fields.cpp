#include "search/query_fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/hangul.h"

namespace hanji {
namespace {

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

struct NamedField {
  QueryField field = QueryField::none;
  std::size_t size = 0; // with the colon
};

NamedField field_at(std::u32string_view text) {
  static constexpr std::pair<std::u32string_view, QueryField> names[]{
      {U"제목:", QueryField::title},    {U"title:", QueryField::title},
      {U"분류:", QueryField::category}, {U"category:", QueryField::category},
      {U"태그:", QueryField::tag},      {U"tag:", QueryField::tag},
      {U"저자:", QueryField::author},   {U"글쓴이:", QueryField::author},
      {U"author:", QueryField::author}, {U"기간:", QueryField::date},
      {U"date:", QueryField::date}};
  for (const auto& [name, field] : names) {
    if (text.starts_with(name)) return {field, name.size()};
  }
  return {};
}

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

} // namespace

bool is_query_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x3000;
}

QueryField take_field(std::u32string_view& rest) {
  const auto [field, size] = field_at(rest);
  if (rest.size() == size || is_query_space(rest[size])) return QueryField::none;
  rest.remove_prefix(size);
  return field;
}

bool is_field_alone(std::u32string_view word) {
  const auto [field, size] = field_at(word);
  return field != QueryField::none && size == word.size();
}

std::optional<LabelKind> label_of(QueryField field) {
  switch (field) {
  case QueryField::category: return LabelKind::category;
  case QueryField::tag: return LabelKind::tag;
  case QueryField::author: return LabelKind::author;
  default: return {};
  }
}

std::size_t unknown_field_of(std::u32string_view word) {
  constexpr std::size_t shortest = 2;
  const std::size_t colon = word.find(U':');
  if (colon == word.npos || colon < shortest || colon + 1 >= word.size()) return 0;
  const bool is_name = std::ranges::all_of(word.substr(0, colon), [](char32_t c) {
    return is_hangul_syllable(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  const char32_t next = word[colon + 1];
  return is_name && next != ':' && next != '/' && field_at(word).field == QueryField::none ? colon + 1 : 0;
}

std::optional<Days> days_of_field(std::u32string_view value) {
  const std::size_t dots = std::min(value.find(U".."), value.find(U'~'));
  if (dots == value.npos) {
    const std::optional<Day> day = parse_day(value);
    return day ? std::optional(Days{day, day}) : std::nullopt;
  }
  const std::u32string_view before = value.substr(0, dots),
                            after = value.substr(dots + (value[dots] == '.' ? 2 : 1));
  const std::optional<Day> from = parse_day(before), to = parse_day(after);
  if ((!from && !before.empty()) || (!to && !after.empty()) || (!from && !to)) return {};
  const bool turned = from && to && number_of(*from, 0, 0) > number_of(*to, 15, 31);
  return turned ? Days{to, from} : Days{from, to};
}

} // namespace hanji

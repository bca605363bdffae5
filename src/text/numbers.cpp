#include "text/numbers.h"

#include <algorithm>
#include <array>

namespace hanji {
namespace {

struct Unit {
  char32_t name;
  std::uint64_t value;
};
constexpr std::array<Unit, 3> large{{{U'조', 1'0000'0000'0000}, {U'억', 1'0000'0000}, {U'만', 1'0000}}};
constexpr std::array<Unit, 3> small{{{U'천', 1000}, {U'백', 100}, {U'십', 10}}};
constexpr std::uint64_t most = 10'000 * large[0].value; // 조 have four digits at most

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

const Unit* unit_of(const std::array<Unit, 3>& units, std::u32string_view text, std::size_t at) {
  if (at >= text.size()) return nullptr;
  const auto found = std::ranges::find(units, text[at], &Unit::name);
  return found == units.end() ? nullptr : &*found;
}

// Digits from `at` on; 0 characters when there are none, or too many.
Number digits_at(std::u32string_view text, std::size_t at) {
  Number number;
  while (at + number.size < text.size() && is_digit(text[at + number.size])) {
    number.value = number.value * 10 + (text[at + number.size] - U'0');
    if (++number.size > 15) return {};
  }
  return number;
}

// What stands before a large unit: 2000, 2천, 2천5백, 3백50. A unit here needs a digit before it.
Number group_at(std::u32string_view text, std::size_t at) {
  Number group;
  std::uint64_t least = most;
  while (true) {
    const Number digits = digits_at(text, at + group.size);
    if (digits.size == 0) break;
    const Unit* unit = unit_of(small, text, at + group.size + digits.size);
    if (group.size > 0 && digits.value >= (unit != nullptr ? 10 : least)) break;
    if (unit != nullptr && unit->value >= least) break;
    group.size += digits.size + (unit != nullptr ? 1 : 0);
    group.value += digits.value * (unit != nullptr ? unit->value : 1);
    if (unit == nullptr) break;
    least = unit->value;
  }
  return group;
}

std::u32string digits_of(std::uint64_t value) {
  std::u32string text;
  for (; value > 0 || text.empty(); value /= 10) text += static_cast<char32_t>(U'0' + value % 10);
  std::ranges::reverse(text);
  return text;
}

// 2000 → 2천, 500 → 5백, 2024 → 2024.
std::u32string rounded(std::uint64_t group, bool hundreds) {
  if (group >= 1000 && group % 1000 == 0) return digits_of(group / 1000) + U'천';
  if (hundreds && group >= 100 && group < 1000 && group % 100 == 0) return digits_of(group / 100) + U'백';
  return digits_of(group);
}

} // namespace

Number number_at(std::u32string_view text) {
  Number number;
  std::uint64_t least = most;
  while (true) {
    const Number group = group_at(text, number.size);
    if (group.size == 0) break;
    const Unit* unit = unit_of(large, text, number.size + group.size);
    if (unit != nullptr && (unit->value >= least || group.value >= 10'000)) break;
    if (unit == nullptr && group.value >= least) break;
    number.size += group.size + (unit != nullptr ? 1 : 0);
    number.value += group.value * (unit != nullptr ? unit->value : 1);
    if (unit == nullptr) break;
    least = unit->value;
  }
  // 1만5: cut short, or something else; the rest is no unit's name.
  if (number.size < text.size() && is_digit(text[number.size])) return {};
  return number;
}

Number decimal_at(std::u32string_view text) {
  const Number whole = digits_at(text, 0);
  if (whole.size == 0 || whole.value >= 10'000 || whole.size >= text.size() || text[whole.size] != U'.')
    return {};
  const Number part = digits_at(text, whole.size + 1);
  const Unit* unit = unit_of(large, text, whole.size + 1 + part.size);
  if (part.size == 0 || unit == nullptr) return {};
  std::uint64_t parts = 1;
  for (std::size_t i = 0; i < part.size; ++i) parts *= 10;
  if (unit->value % parts != 0) return {};
  return {whole.value * unit->value + part.value * (unit->value / parts), whole.size + part.size + 2};
}

std::vector<std::u32string> writings_of(std::uint64_t value) {
  std::vector<std::u32string> writings{digits_of(value)};
  if (value >= most) return writings;
  const auto add = [&](std::u32string writing) {
    if (std::ranges::find(writings, writing) == writings.end()) writings.push_back(std::move(writing));
  };
  for (const bool round : {false, true}) {
    std::u32string text;
    std::uint64_t rest = value;
    for (const Unit& unit : large) {
      if (rest < unit.value) continue;
      text += (round ? rounded(rest / unit.value, true) : digits_of(rest / unit.value)) + unit.name;
      rest %= unit.value;
    }
    if (rest > 0) text += round ? rounded(rest, false) : digits_of(rest);
    if (value > 0) add(std::move(text));
  }
  return writings;
}

std::vector<std::u32string> groups_of(std::u32string_view writing) {
  std::vector<std::u32string> groups(1);
  for (std::size_t i = 0; i < writing.size(); ++i) {
    groups.back() += writing[i];
    if (unit_of(large, writing, i) != nullptr && i + 1 < writing.size() && is_digit(writing[i + 1]))
      groups.emplace_back();
  }
  return groups;
}

} // namespace hanji

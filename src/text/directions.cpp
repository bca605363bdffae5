#include "text/directions.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "text/brackets.h"

namespace hanji {
namespace {

enum class Kind : std::uint8_t { to_right, to_left, number, separator, neutral };

Kind kind_of(char32_t code) {
  switch (u_charDirection(static_cast<UChar32>(code))) {
  case U_LEFT_TO_RIGHT:
  case U_BLOCK_SEPARATOR: return Kind::to_right; // a line ended by the author is a paragraph of its own
  case U_RIGHT_TO_LEFT:
  case U_RIGHT_TO_LEFT_ARABIC: return Kind::to_left;
  case U_EUROPEAN_NUMBER:
  case U_ARABIC_NUMBER: return Kind::number;
  case U_EUROPEAN_NUMBER_SEPARATOR:
  case U_EUROPEAN_NUMBER_TERMINATOR:
  case U_COMMON_NUMBER_SEPARATOR: return Kind::separator;
  default: return Kind::neutral;
  }
}

// W1–W7: digits that follow letters to the right run with them; a mark within a number is part of it.
std::vector<Kind> weak_kinds(std::u32string_view codes) {
  std::vector<Kind> kinds(codes.size());
  std::ranges::transform(codes, kinds.begin(), kind_of);
  Kind last = Kind::to_right; // of the letters
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const bool european = u_charDirection(static_cast<UChar32>(codes[i])) == U_EUROPEAN_NUMBER;
    if (kinds[i] == Kind::number && european && last == Kind::to_right) kinds[i] = Kind::to_right;
    if (kinds[i] == Kind::to_right || kinds[i] == Kind::to_left) last = kinds[i];
    if (kinds[i] != Kind::separator) continue;
    const Kind before = i > 0 ? kinds[i - 1] : Kind::neutral;
    const bool goes_on = i + 1 < codes.size() && kinds[i + 1] == Kind::number && last == Kind::to_left;
    const bool percent = u_charDirection(static_cast<UChar32>(codes[i])) == U_EUROPEAN_NUMBER_TERMINATOR;
    const bool part = percent ? before == Kind::number || goes_on : before == Kind::number && goes_on;
    kinds[i] = part ? Kind::number : Kind::neutral;
  }
  return kinds;
}

Kind strong(Kind kind) { return kind == Kind::number ? Kind::to_left : kind; }

Kind letters_before(const std::vector<Kind>& kinds, std::size_t at) {
  while (at > 0 && kinds[at - 1] == Kind::neutral) --at;
  return at > 0 ? strong(kinds[at - 1]) : Kind::to_right;
}

// N0: a pair runs to the right if anything in it does; else as what it holds, if that stands before it too.
void resolve_brackets(std::u32string_view codes, std::vector<Kind>& kinds) {
  std::vector<std::pair<char32_t, std::size_t>> open; // the bracket awaited, and where its pair opened
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (kinds[i] != Kind::neutral) continue;
    const Bracket kind = bracket_of(codes[i]);
    if (kind == Bracket::opening) open.emplace_back(paired_bracket(codes[i]), i);
    if (kind != Bracket::closing) continue;
    const auto pair =
        std::ranges::find(open.rbegin(), open.rend(), codes[i], [](const auto& one) { return one.first; });
    if (pair == open.rend()) continue;
    const std::size_t first = pair->second;
    open.erase(std::prev(pair.base()), open.end());
    const auto holds = [&](Kind wanted) {
      return std::any_of(kinds.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                         kinds.begin() + static_cast<std::ptrdiff_t>(i),
                         [&](Kind each) { return strong(each) == wanted; });
    };
    if (holds(Kind::to_right))
      kinds[first] = kinds[i] = Kind::to_right;
    else if (holds(Kind::to_left))
      kinds[first] = kinds[i] = letters_before(kinds, first);
  }
}

} // namespace

bool is_right_to_left(char32_t code) {
  if (code < 0x590 || (code >= 0x900 && code < 0xFB1D)) return false; // most
  return kind_of(code) == Kind::to_left;
}

std::vector<std::uint8_t> levels_of(std::u32string_view codes) {
  std::vector<Kind> kinds = weak_kinds(codes);
  resolve_brackets(codes, kinds);
  std::vector<std::uint8_t> levels(codes.size(), 0);
  for (std::size_t i = 0, next = 0; i < kinds.size(); i = next) {
    for (next = i + 1; next < kinds.size() && kinds[next] == kinds[i];) ++next;
    bool left = kinds[i] == Kind::to_left;
    if (kinds[i] == Kind::neutral) // N1, N2
      left = letters_before(kinds, i) == Kind::to_left && next < kinds.size() &&
             strong(kinds[next]) == Kind::to_left;
    const std::uint8_t level = kinds[i] == Kind::number ? 2 : left ? 1 : 0;
    std::fill(levels.begin() + static_cast<std::ptrdiff_t>(i),
              levels.begin() + static_cast<std::ptrdiff_t>(next), level);
  }
  return levels;
}

} // namespace hanji

#include "layout/list_marker.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace hanji {
namespace {

std::string roman(std::uint32_t number) {
  static constexpr std::array<std::pair<std::uint32_t, std::string_view>, 13> parts{{{1000, "m"},
                                                                                     {900, "cm"},
                                                                                     {500, "d"},
                                                                                     {400, "cd"},
                                                                                     {100, "c"},
                                                                                     {90, "xc"},
                                                                                     {50, "l"},
                                                                                     {40, "xl"},
                                                                                     {10, "x"},
                                                                                     {9, "ix"},
                                                                                     {5, "v"},
                                                                                     {4, "iv"},
                                                                                     {1, "i"}}};
  std::string text;
  for (const auto& [value, digits] : parts) {
    for (; number >= value; number -= value) text += digits;
  }
  return text;
}

std::string letters(std::uint32_t number) { // a … z, aa, ab …
  std::string text;
  for (; number > 0; number = (number - 1) / 26)
    text.insert(text.begin(), static_cast<char>('a' + (number - 1) % 26));
  return text;
}

} // namespace

std::string marker_of(const Block& block) {
  static constexpr std::array<std::string_view, 3> bullets{"•", "◦", "▪"};
  if (block.marker == Marker::none) return {};
  if (block.number == 0) return std::string(bullets[(std::max<std::size_t>(block.level, 1) - 1) % 3]);
  std::string text = std::to_string(block.number);
  const bool is_roman = block.marker == Marker::lower_roman || block.marker == Marker::upper_roman;
  if (is_roman && block.number < 4000) text = roman(block.number);
  if (block.marker == Marker::lower_letter || block.marker == Marker::upper_letter)
    text = letters(block.number);
  if (block.marker == Marker::upper_letter || block.marker == Marker::upper_roman) {
    for (char& c : text) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text + ".";
}

} // namespace hanji

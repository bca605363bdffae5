#include "article/reading_time.h"

#include <algorithm>
#include <string_view>

#include "text/boundaries.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::uint64_t slow_per_minute = 415, fast_per_minute = 767;
constexpr std::uint64_t syllables_of_word = 3; // of another script

bool is_syllable_or_hanja(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

std::uint64_t syllables_in(std::string_view text) {
  std::uint64_t count = 0;
  bool within_word = false;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t code = next_code_point(text, position);
    const bool syllable = is_syllable_or_hanja(code);
    const bool of_word = !syllable && is_letter_or_number(code);
    if (syllable) ++count;
    if (of_word && !within_word) count += syllables_of_word;
    within_word = of_word;
  }
  return count;
}

std::uint32_t minutes(std::uint64_t syllables, std::uint64_t per_minute) {
  return static_cast<std::uint32_t>(std::max<std::uint64_t>(1, (syllables + per_minute / 2) / per_minute));
}

} // namespace

ReadingTime reading_time(const Article& article) {
  std::uint64_t syllables = syllables_in(article.lead);
  for (const Block& block : article.blocks) {
    if (block.kind != BlockKind::code && block.kind != BlockKind::formula)
      syllables += syllables_in(block.text);
  }
  return {minutes(syllables, fast_per_minute), minutes(syllables, slow_per_minute)};
}

} // namespace hanji

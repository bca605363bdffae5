// What the writer and the readers of the index's files must agree on (index/FORMAT.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace hanji {

constexpr std::string_view index_magic = "hnjx";
constexpr std::uint8_t index_format = 4;
constexpr std::uint8_t root_file = 'r', lengths_file = 'l', synonyms_file = 's', words_file = 'w',
                       pairs_file = 'x'; // what a file is, after the format
// Before the first key of a file; the root's is empty. That of pairs is followed by their tier.
constexpr std::string_view lengths_prefix = "l", synonyms_prefix = "s", words_prefix = "w",
                           pairs_prefix = "x";

// The key of what a segment, not the newest, says of a text: behind that of the newest, before any longer
// text, as those are of letters.
inline std::string segment_key(std::string_view prefix, std::u32string_view text, std::uint32_t segment) {
  std::string key = std::string(prefix) + to_utf8(text);
  constexpr char32_t first_of_segment = 0x100; // no control characters
  if (segment > 0) append_utf8(key += '\x01', first_of_segment + segment);
  return key;
}
constexpr std::uint32_t most_segments = 0xD000; // so that it is a character

// What segments say of pairs lies in tiers: of the newest two, of the next six, the next twenty-four … as
// they are searched (search/search.h). Whoever needs the newest only meets nothing of the others.
constexpr std::uint32_t segments_at_first = 2, times_as_many = 4;
constexpr std::uint32_t first_of_tier(std::uint32_t tier) {
  return tier == 0 ? 0 : segments_at_first << 2 * (tier - 1);
}
constexpr std::uint32_t tier_of(std::uint32_t segment) {
  std::uint32_t tier = 0;
  while (segment >= first_of_tier(tier + 1)) ++tier;
  return tier;
}
inline std::string pairs_prefix_of(std::uint32_t tier) {
  return std::string(pairs_prefix) + static_cast<char>('0' + tier);
}

constexpr std::uint32_t most_segment_articles = 1 << 13;
constexpr std::uint32_t most_postings_of_block = 1 << 15; // but one pair may have more
constexpr std::uint32_t most_entries_of_block = 1 << 12;
constexpr int length_steps = 4; // classes of an article's length double it in that many

} // namespace hanji

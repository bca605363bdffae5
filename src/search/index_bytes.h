// What the writer and the readers of the index's files must agree on (search/FORMAT.md).
#pragma once

#include <cstdint>
#include <string_view>

namespace hanji {

constexpr std::string_view index_magic = "hnjx";
constexpr std::uint8_t index_format = 2;
constexpr std::uint8_t root_file = 'r', synonyms_file = 's', words_file = 'w',
                       pairs_file = 'x'; // what a file is, after the format
constexpr std::string_view synonyms_prefix = "s", words_prefix = "w",
                           pairs_prefix = "x"; // before the first key of a file; the root's is empty

constexpr std::uint32_t most_postings_of_block = 1 << 15; // but one pair may have more
constexpr std::uint32_t most_entries_of_block = 1 << 12;
constexpr int length_steps = 4; // classes of an article's length double it in that many

} // namespace hanji

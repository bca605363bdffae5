// Merges packed segments into the files of the index. Two passes over all of them: what is likely, then the
// bytes by it. Memory: what one pair of each segment needs, and one file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>

#include "index/build_index.h"

namespace hanji {

using SynonymTable = std::map<std::u32string, std::set<std::u32string>>;

void write_index(std::span<const std::span<const std::byte>> segments, const SynonymTable& synonyms,
                 std::uint32_t segment_articles, std::size_t file_bytes,
                 const std::function<bool(IndexFile)>& take);

} // namespace hanji

// What the writer and the reader of index shards must agree on (search/FORMAT.md).
#pragma once

#include <cstdint>
#include <string_view>

namespace hanji {

constexpr std::string_view index_magic = "hnjx";
constexpr unsigned weight_bits = 4;
constexpr std::uint64_t weight_mask = 15;

} // namespace hanji

// Sorts keys by some of their bits, from `shift` on, ascending; keys that are alike there stay in their
// order. Cost: a pass for each 11 bits that differ, so a few times faster than comparing where there are
// thousands. `room` is as large as the keys afterwards, for the next call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hanji {

inline void radix_sort(std::vector<std::uint64_t>& keys, std::vector<std::uint64_t>& room, int shift,
                       int bits) {
  constexpr int digit_bits = 11;
  room.resize(keys.size());
  for (const int end = shift + bits; shift < end; shift += digit_bits) {
    const std::uint64_t mask =
        (std::uint64_t{1} << (end - shift < digit_bits ? end - shift : digit_bits)) - 1;
    const auto digit = [&](std::uint64_t key) { return static_cast<std::size_t>(key >> shift & mask); };
    std::array<std::size_t, std::size_t{1} << digit_bits> places{};
    for (const std::uint64_t key : keys) ++places[digit(key)];
    if (!keys.empty() && places[digit(keys[0])] == keys.size()) continue; // all alike
    std::size_t place = 0;
    for (std::size_t& each : places) {
      const std::size_t count = each;
      each = place;
      place += count;
    }
    for (const std::uint64_t key : keys) room[places[digit(key)]++] = key;
    keys.swap(room);
  }
}

} // namespace hanji

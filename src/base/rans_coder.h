// Entropy coding by asymmetric numeral systems (rANS: J. Duda, 2013; with whole words of 16 bits, F. Giesen,
// 2014): a symbol that is likely costs little, so what has a known distribution takes about as many bits as
// it is worth. A symbol is a part of 1 << bits, from `start` on and `frequency` wide; the decoder sees a
// place within it and finds the symbol in one look. A stream has up to two lanes, each with a state of its
// own: what is read from one does not wait for the other. The writer and the reader must take the same lanes
// in the same order. The encoder keeps what it is given and codes it backwards in `take`. The decoder takes
// zeros for what is not there and turns `failed` on past the end, so a reader of damaged bytes ends.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.h"

namespace hanji {

// Of a 0, in 1/4096; 1 … 4095.
using Chance = std::uint16_t;
constexpr int chance_bits = 12;
constexpr Chance even_chance = 1 << (chance_bits - 1);
constexpr int even_bits_at_once = 12;

class RansEncoder {
public:
  // Within 1 << bits, bits ≤ 12; a frequency is not 0.
  void put(int lane, std::uint32_t start, std::uint32_t frequency, int bits);
  void bit(bool value, Chance chance);              // these two in the first lane
  void even_bits(std::uint32_t value, int count);   // each 0 or 1 alike; the highest first
  std::size_t size() const { return cost_ / 2048; } // bytes, about
  Bytes take(int lanes);                            // ends the stream and starts anew

private:
  struct Part {
    std::uint16_t start, frequency;
    std::uint8_t bits, lane;
  };
  std::vector<Part> parts_;
  std::size_t cost_ = 0; // in 1/256 bits
};

class RansDecoder {
public:
  RansDecoder(std::span<const std::byte> bytes, int lanes);
  std::uint32_t place(int lane, int bits) const {
    return states_[static_cast<std::size_t>(lane)] & ((1U << bits) - 1);
  }
  void take(int lane, std::uint32_t start, std::uint32_t frequency, int bits) {
    std::uint32_t& state = states_[static_cast<std::size_t>(lane)];
    state = frequency * (state >> bits) + (state & ((1U << bits) - 1)) - start;
    if (state < least_state) state = state << 16 | next_word();
  }
  bool bit(Chance chance) {
    const bool value = place(0, chance_bits) >= chance;
    take(0, value ? chance : 0U, value ? (1U << chance_bits) - chance : chance, chance_bits);
    return value;
  }
  std::uint32_t even_bits(int count) {
    std::uint32_t value = 0;
    while (count > 0) {
      const int some = count < even_bits_at_once ? count : even_bits_at_once;
      const std::uint32_t part = place(0, some);
      take(0, part, 1, some);
      value = value << some | part;
      count -= some;
    }
    return value;
  }
  bool failed() const { return position_ > bytes_.size() + 8; }

private:
  static constexpr std::uint32_t least_state = 1U << 16;
  std::uint32_t next_word() {
    const std::size_t at = position_;
    position_ += 2;
    if (position_ > bytes_.size()) return 0;
    return static_cast<std::uint32_t>(bytes_[at]) | static_cast<std::uint32_t>(bytes_[at + 1]) << 8;
  }
  std::span<const std::byte> bytes_;
  std::size_t position_ = 0;
  std::array<std::uint32_t, 2> states_{least_state, least_state};
};

} // namespace hanji

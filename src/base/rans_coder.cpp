#include "base/rans_coder.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <ranges>
#include <utility>

namespace hanji {
namespace {

// log2 in 1/256, from tangents: whoever counts with it must come to the same on every machine.
std::size_t bits_of(std::uint32_t frequency) {
  const int whole = static_cast<int>(std::bit_width(frequency)) - 1;
  return static_cast<std::size_t>(whole) * 256 + ((std::size_t{frequency} << 8 >> whole) & 255);
}

void put_word(Bytes& backwards, std::uint32_t word) {
  backwards.push_back(static_cast<std::byte>(word >> 8));
  backwards.push_back(static_cast<std::byte>(word));
}

} // namespace

void RansEncoder::put(int lane, std::uint32_t start, std::uint32_t frequency, int bits) {
  assert(bits > 0 && bits <= chance_bits && frequency > 0 && start + frequency <= 1U << bits);
  parts_.push_back({static_cast<std::uint16_t>(start), static_cast<std::uint16_t>(frequency),
                    static_cast<std::uint8_t>(bits), static_cast<std::uint8_t>(lane)});
  cost_ += static_cast<std::size_t>(bits) * 256 - bits_of(frequency);
}

void RansEncoder::bit(bool value, Chance chance) {
  assert(chance > 0 && chance < 1 << chance_bits);
  put(0, value ? chance : 0U, value ? (1U << chance_bits) - chance : chance, chance_bits);
}

void RansEncoder::even_bits(std::uint32_t value, int count) {
  while (count > 0) {
    const int some = std::min(count, even_bits_at_once);
    count -= some;
    put(0, value >> count & ((1U << some) - 1), 1, some);
  }
}

Bytes RansEncoder::take(int lanes) {
  std::array<std::uint32_t, 2> states{1U << 16, 1U << 16};
  Bytes backwards;
  for (const Part& part : std::views::reverse(parts_)) {
    std::uint32_t& state = states[part.lane];
    if (state >= std::uint64_t{part.frequency} << (32 - part.bits)) {
      put_word(backwards, state & 0xFFFF);
      state >>= 16;
    }
    state = (state / part.frequency << part.bits) + state % part.frequency + part.start;
  }
  for (int lane = lanes - 1; lane >= 0; --lane) {
    put_word(backwards, states[static_cast<std::size_t>(lane)] & 0xFFFF);
    put_word(backwards, states[static_cast<std::size_t>(lane)] >> 16);
  }
  std::ranges::reverse(backwards);
  *this = RansEncoder();
  return backwards;
}

RansDecoder::RansDecoder(std::span<const std::byte> bytes, int lanes) : bytes_(bytes) {
  for (int lane = 0; lane < lanes; ++lane) {
    const std::uint32_t high = next_word();
    states_[static_cast<std::size_t>(lane)] = high << 16 | next_word();
  }
}

} // namespace hanji

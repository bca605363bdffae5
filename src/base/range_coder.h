// Binary range coding (G. N. N. Martin 1979, in the carry-propagating form that LZMA made common): a bit that
// is likely costs little, so numbers whose distribution is known take about as many bits as they are worth.
// The writer and the reader must give the same chances in the same order. Bytes end where the rest would be
// zeros; the reader takes zeros for what is not there and turns `failed` on once it is far past the end, so a
// decoder of damaged bytes ends.
#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.h"

namespace hanji {

// Of a 0, in 1/4096; 1 … 4095.
using Chance = std::uint16_t;
constexpr int chance_bits = 12;
constexpr Chance even_chance = 1 << (chance_bits - 1);
constexpr int even_bits_at_once = 12;

class RangeEncoder {
public:
  void bit(bool value, Chance chance);
  void even_bits(std::uint32_t value, int count);               // each 0 or 1 alike; the highest first
  std::size_t size() const { return bytes_.size() + waiting_; } // so far, but for the last five
  Bytes take();                                                 // ends the stream and starts anew

private:
  void shift();
  std::uint64_t low_ = 0;
  std::uint32_t range_ = 0xFFFF'FFFF;
  std::uint8_t cached_ = 0;
  std::size_t waiting_ = 0; // bytes that a carry may still change: `cached_`, then 0xFFs
  bool begun_ = false;
  Bytes bytes_;
};

class RangeDecoder {
public:
  explicit RangeDecoder(std::span<const std::byte> bytes);
  bool bit(Chance chance) {
    const std::uint32_t bound = (range_ >> chance_bits) * chance;
    const bool value = code_ >= bound;
    if (value) {
      code_ -= bound;
      range_ -= bound;
    } else {
      range_ = bound;
    }
    while (range_ < (1U << 24)) refill();
    return value;
  }
  std::uint32_t even_bits(int count) {
    std::uint32_t value = 0;
    while (count > 0) {
      const int some = count < even_bits_at_once ? count : even_bits_at_once;
      range_ >>= some;
      std::uint32_t part = code_ / range_;
      if (part >> some != 0) part = (1U << some) - 1; // damaged
      code_ -= part * range_;
      while (range_ < (1U << 24)) refill();
      value = value << some | part;
      count -= some;
    }
    return value;
  }
  bool failed() const { return position_ > bytes_.size() + 8; }

private:
  void refill() {
    range_ <<= 8;
    code_ = code_ << 8 | (position_ < bytes_.size() ? static_cast<std::uint32_t>(bytes_[position_]) : 0U);
    ++position_;
  }
  std::span<const std::byte> bytes_;
  std::size_t position_ = 0;
  std::uint32_t range_ = 0xFFFF'FFFF, code_ = 0;
};

} // namespace hanji

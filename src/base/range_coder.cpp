#include "base/range_coder.h"

#include <cassert>
#include <utility>

namespace hanji {

void RangeEncoder::shift() {
  const auto top = static_cast<std::uint32_t>(low_ >> 24) & 0xFF;
  const bool carry = low_ > 0xFFFF'FFFF;
  if (low_ < 0xFF00'0000 || carry) {
    if (begun_) bytes_.push_back(static_cast<std::byte>(cached_ + (carry ? 1 : 0)));
    for (; waiting_ > 0; --waiting_) bytes_.push_back(static_cast<std::byte>(carry ? 0x00 : 0xFF));
    cached_ = static_cast<std::uint8_t>(top);
    begun_ = true;
  } else {
    ++waiting_;
  }
  low_ = (low_ << 8) & 0xFFFF'FFFF;
}

void RangeEncoder::bit(bool value, Chance chance) {
  assert(chance > 0 && chance < (1 << chance_bits));
  const std::uint32_t bound = (range_ >> chance_bits) * chance;
  if (value) {
    low_ += bound;
    range_ -= bound;
  } else {
    range_ = bound;
  }
  while (range_ < (1U << 24)) {
    range_ <<= 8;
    shift();
  }
}

void RangeEncoder::even_bits(std::uint32_t value, int count) {
  while (count > 0) {
    const int some = count < even_bits_at_once ? count : even_bits_at_once;
    count -= some;
    range_ >>= some;
    low_ += std::uint64_t{range_} * (value >> count & ((1U << some) - 1));
    while (range_ < (1U << 24)) {
      range_ <<= 8;
      shift();
    }
  }
}

Bytes RangeEncoder::take() {
  // The number within [low, low + range) that ends in the most zeros, for zeros need not be written.
  for (int zeros = 31; zeros >= 0; --zeros) {
    const std::uint64_t step = std::uint64_t{1} << zeros, rounded = (low_ + step - 1) / step * step;
    if (rounded < low_ + range_) {
      low_ = rounded;
      break;
    }
  }
  for (int i = 0; i < 5; ++i) shift();
  while (!bytes_.empty() && bytes_.back() == std::byte{0}) bytes_.pop_back();
  Bytes bytes = std::move(bytes_);
  *this = RangeEncoder();
  return bytes;
}

RangeDecoder::RangeDecoder(std::span<const std::byte> bytes) : bytes_(bytes) {
  for (int i = 0; i < 4; ++i) {
    code_ = code_ << 8 | (position_ < bytes_.size() ? static_cast<std::uint32_t>(bytes_[position_]) : 0U);
    ++position_;
  }
}

} // namespace hanji

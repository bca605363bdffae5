#include "base/bytes.h"

#include <limits>

namespace hanji {

void ByteWriter::u8(std::uint8_t value) { bytes_.push_back(std::byte{value}); }

void ByteWriter::u32(std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) u8(static_cast<std::uint8_t>(value >> shift));
}

void ByteWriter::varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) u8(static_cast<std::uint8_t>(value | 0x80));
  u8(static_cast<std::uint8_t>(value));
}

void ByteWriter::text(std::string_view value) {
  varint(value.size());
  raw(as_bytes(value));
}

void ByteWriter::raw(std::span<const std::byte> value) {
  bytes_.insert(bytes_.end(), value.begin(), value.end());
}

std::uint8_t ByteReader::u8() {
  if (failed_ || at_end()) {
    failed_ = true;
    return 0;
  }
  return std::to_integer<std::uint8_t>(bytes_[position_++]);
}

std::uint32_t ByteReader::u32() {
  const auto four = raw(4);
  if (failed_) return 0;
  std::uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) value |= std::to_integer<std::uint32_t>(four[i]) << (8 * i);
  return value;
}

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint64_t byte = u8();
    if (failed_) return 0;
    if (shift == 63 && byte > 1) break; // the tenth byte has room for one bit
    value |= (byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  failed_ = true;
  return 0;
}

std::uint32_t ByteReader::varint32() {
  const std::uint64_t value = varint();
  if (value <= std::numeric_limits<std::uint32_t>::max()) return static_cast<std::uint32_t>(value);
  failed_ = true;
  return 0;
}

std::string_view ByteReader::text() {
  const std::uint64_t size = varint();
  if (!plausible(size)) return {};
  return as_text(raw(static_cast<std::size_t>(size)));
}

std::span<const std::byte> ByteReader::raw(std::size_t count) {
  if (!plausible(count)) return {};
  const auto part = bytes_.subspan(position_, count);
  position_ += count;
  return part;
}

bool ByteReader::plausible(std::uint64_t count) {
  if (count > bytes_.size() - position_) failed_ = true;
  return !failed_;
}

} // namespace hanji

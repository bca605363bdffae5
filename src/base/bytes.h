// Writing and reading our own binary formats: little endian, LEB128 for counts, length-prefixed UTF-8.
// The writer owns its buffer. The reader is a view with bounds: past the end, or at a varint that does not
// fit, it turns `failed` on and answers zeros and empty strings from then on, so a decoder checks once, at
// its end. Every count must still be checked against what remains before anything is reserved (`plausible`).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hanji {

using Bytes = std::vector<std::byte>;

inline std::span<const std::byte> as_bytes(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}
inline std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class ByteWriter {
public:
  void u8(std::uint8_t value);
  void u32(std::uint32_t value);     // four bytes, little endian
  void varint(std::uint64_t value);  // LEB128, one to ten bytes
  void text(std::string_view value); // varint length, then the bytes
  void raw(std::span<const std::byte> value);
  std::size_t size() const { return bytes_.size(); }
  const Bytes& bytes() const { return bytes_; }
  Bytes take() { return std::move(bytes_); }

private:
  Bytes bytes_;
};

class ByteReader {
public:
  explicit ByteReader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  std::uint8_t u8();
  std::uint32_t u32();
  std::uint64_t varint();
  std::uint32_t varint32(); // a varint that must fit 32 bits
  std::string_view text();  // a view into the bytes that were given
  std::span<const std::byte> raw(std::size_t count);
  bool plausible(std::uint64_t count); // can `count` things of one byte or more still follow? else fails
  void fail() { failed_ = true; }      // for what only the decoder can see to be wrong
  bool failed() const { return failed_; }
  bool at_end() const { return position_ == bytes_.size(); }
  std::size_t position() const { return position_; }

private:
  std::span<const std::byte> bytes_;
  std::size_t position_ = 0;
  bool failed_ = false;
};

} // namespace hanji

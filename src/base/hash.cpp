#include "base/hash.h"

#include <tomcrypt.h>

#include <algorithm>
#include <cassert>
#include <limits>

namespace hanji {

Hash hash_of(std::span<const std::byte> bytes) {
  assert(bytes.size() <= std::numeric_limits<unsigned long>::max());
  Hash hash{};
  hash_state state;
  sha256_init(&state);
  sha256_process(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                 static_cast<unsigned long>(bytes.size()));
  sha256_done(&state, hash.data());
  return hash;
}

bool begin_alike(const Hash& a, const Hash& b, std::size_t bytes) {
  assert(bytes <= a.size());
  return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(bytes), b.begin());
}

std::string hex_of(const Hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * hash.size());
  for (const std::uint8_t byte : hash) {
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

std::optional<Hash> parse_hex_hash(std::string_view text) {
  const auto value_of = [](char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
  };
  Hash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const int high = value_of(text[2 * i]), low = value_of(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    hash[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return hash;
}

} // namespace hanji

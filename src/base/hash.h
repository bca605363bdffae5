// SHA-256 of bytes: names every immutable file of a site and proves that what arrived is what was written.
// Cost: one pass; 200 MB/s natively, several times that where an x86 processor has instructions for it, half
// of it as wasm.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hanji {

using Hash = std::array<std::uint8_t, 32>;

Hash hash_of(std::span<const std::byte> bytes);
bool begin_alike(const Hash& a, const Hash& b, std::size_t bytes); // are the first `bytes` the same?
std::string hex_of(const Hash& hash);                              // 64 lower-case digits
std::optional<Hash> parse_hex_hash(std::string_view text);         // nothing unless it is exactly that

} // namespace hanji

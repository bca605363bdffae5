// Bytes as hosts send them: gzip (RFC 1952, without time or name) and brotli (RFC 7932), the same bytes each
// time; and which of them a browser takes (RFC 9110, 12.5.3).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hanji {

enum class Coding : std::uint8_t { brotli, gzip, identity };
constexpr std::array<Coding, 2> all_codings{Coding::brotli, Coding::gzip}; // the smaller first

std::string_view token_of(Coding coding);  // "br", "gzip"; empty for identity
std::string_view ending_of(Coding coding); // ".br", ".gz"; empty for identity

constexpr std::size_t fewest_compressed_bytes = 1024; // below, one packet holds it either way

// By its ending; pictures and fonts are packed already.
bool is_compressible(std::string_view name);

enum class Effort : std::uint8_t { quick, most };
std::string compressed(std::span<const std::byte> bytes, Coding coding, Effort effort);

// What was compressed, of at most `most_bytes`; nothing where it is damaged, ends too soon, goes on after its
// end, or is larger.
std::optional<std::string> unpacked(std::string_view bytes, Coding coding, std::size_t most_bytes);

// Best first, identity among them unless it is refused. `header`: the value of Accept-Encoding, or empty.
std::vector<Coding> accepted_codings(std::string_view header);

} // namespace hanji

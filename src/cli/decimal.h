// A decimal number at the beginning of a text, "1.5" of "1.5em", without a locale; std::from_chars of doubles
// is not in every library yet. A minus may stand before it, an exponent behind it; no plus, no space, no
// hexadecimal.
#pragma once

#include <optional>
#include <string_view>

namespace hanji {

struct Decimal {
  double value = 0;
  std::string_view rest; // what follows
};
std::optional<Decimal> parse_decimal(std::string_view text);

} // namespace hanji

#include "cli/decimal.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace hanji {

std::optional<Decimal> parse_decimal(std::string_view text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::string_view unsigned_part = text.substr(sign);
  if (unsigned_part.empty() || unsigned_part.find_first_of("0123456789.") != 0) return {};
  // No letter but an exponent's, so that strtod reads neither 0x10 nor a name.
  const std::size_t end = std::min(text.find_first_not_of("0123456789.eE+-", sign), text.size());
  const std::string number(text.substr(0, end)); // its end is a zero
  char* after = nullptr;
  const double value = std::strtod(number.c_str(), &after);
  if (after == number.c_str()) return {};
  return Decimal{value, text.substr(static_cast<std::size_t>(after - number.c_str()))};
}

} // namespace hanji

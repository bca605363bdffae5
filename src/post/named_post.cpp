#include "post/named_post.h"

#include <cstdint>

namespace hanji {

std::string address_of_named_post(std::string_view name) {
  constexpr std::string_view digits = "0123456789ABCDEF", unfit = " \"'<>()[]{}\\`|?^&;";
  std::string address(named_post_scheme);
  for (const char c : name) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x20 || byte == 0x7F || unfit.find(c) != unfit.npos) {
      address += '%';
      address += digits[byte >> 4];
      address += digits[byte & 15];
    } else {
      address += c;
    }
  }
  return address;
}

} // namespace hanji

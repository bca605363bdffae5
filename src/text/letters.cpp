#include "text/letters.h"

#include <unicode/uchar.h>

#include "text/utf8.h"

namespace hanji {

bool is_name_character(char32_t c) {
  const std::uint32_t mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}

std::string lower_case(std::string_view text) {
  std::string lower;
  for (std::size_t position = 0; position < text.size();)
    append_utf8(lower,
                static_cast<char32_t>(u_tolower(static_cast<UChar32>(next_code_point(text, position)))));
  return lower;
}

} // namespace hanji

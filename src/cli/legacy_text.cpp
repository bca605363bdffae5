#include "cli/legacy_text.h"

#include <iconv.h>

namespace hanji {

std::optional<std::string> utf8_from_cp949(std::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", "CP949");
  // NOLINTNEXTLINE(performance-no-int-to-ptr): that is how it says so
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string text(bytes.size() * 2, '\0'); // two bytes become three at most
  char* in = const_cast<char*>(bytes.data());
  char* out = text.data();
  std::size_t in_left = bytes.size(), out_left = text.size();
  const bool converted = iconv(converter, &in, &in_left, &out, &out_left) != static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (!converted) return std::nullopt;
  text.resize(text.size() - out_left);
  return text;
}

} // namespace hanji

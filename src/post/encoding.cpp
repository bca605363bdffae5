#include "post/encoding.h"

#include "text/utf8.h"

namespace hanji {

namespace {

std::string from_utf16(std::string_view bytes, bool big) {
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]),
               second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big ? first << 8 | second : second << 8 | first);
  };
  std::string text;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit_at(at);
    const char32_t low = at + 3 < bytes.size() ? unit_at(at + 2) : 0;
    if (c >= 0xD800 && c < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    append_utf8(text, c);
  }
  return text;
}

// Whether most of what is no ASCII is well-formed, as in a text of UTF-8 into which other bytes were pasted.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    const bool fits = lead < 0x80 || (lead >= 0xC2 && is_valid_utf8(bytes.substr(at, size)));
    if (lead >= 0x80) (fits ? good : bad) += fits ? size : 1;
    at += fits ? size : 1;
  }
  return good > bad;
}

} // namespace

DecodedFile decode_file(std::string_view bytes, const FromCp949& from_cp949) {
  const bool big = bytes.starts_with("\xFE\xFF");
  if (big || bytes.starts_with("\xFF\xFE")) return {from_utf16(bytes.substr(2), big), Encoding::utf16};
  if (!from_cp949 || is_valid_utf8(bytes) || is_mostly_utf8(bytes)) return {};
  if (std::optional<std::string> text = from_cp949(bytes)) return {std::move(text), Encoding::cp949};
  return {};
}

} // namespace hanji

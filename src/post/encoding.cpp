#include "post/encoding.h"

#include <algorithm>
#include <array>

#include "post/scan.h"
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

std::string from_windows1252(std::string_view bytes) {
  constexpr std::array<char32_t, 32> of_controls{
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(text, byte >= 0x80 && byte < 0xA0 ? of_controls[byte - 0x80] : byte);
  }
  return text;
}

// Line by line, and where a line holds anything else, character by character.
std::string mostly_from_cp949(std::string_view bytes, const FromCp949& from_cp949) {
  std::string text;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(end_of_line(bytes, begin) + 1, bytes.size());
    const std::string_view line = bytes.substr(begin, end - begin);
    begin = end;
    if (const std::optional<std::string> whole = from_cp949(line)) {
      text += *whole;
      continue;
    }
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t size = static_cast<unsigned char>(line[at]) < 0x80 ? 1 : 2;
      const std::optional<std::string> one = from_cp949(line.substr(at, size));
      text += one.value_or("\uFFFD");
      at += one ? size : 1;
    }
  }
  return text;
}

} // namespace

std::optional<Encoding> declared_encoding(std::string_view bytes) {
  constexpr auto korean = std::to_array<std::string_view>(
      {"cp949", "cseuckr", "csksc56011987", "euc-kr", "euckr", "iso-ir-149", "korean", "ks_c_5601-1987",
       "ks_c_5601-1989", "ksc5601", "ksc_5601", "ms949", "uhc", "windows-949", "x-windows-949"});
  constexpr auto latin =
      std::to_array<std::string_view>({"cp1252", "cp819", "iso-8859-1", "iso8859-1", "iso_8859-1", "l1",
                                       "latin1", "windows-1252", "x-cp1252"});
  const std::string head = lower(bytes.substr(0, 1024));
  for (const std::string_view key : {"charset", "encoding"}) {
    for (std::size_t at = head.find(key); at != head.npos; at = head.find(key, at + 1)) {
      std::size_t begin = head.find_first_not_of(" \t", at + key.size());
      if (begin == head.npos || (head[begin] != '=' && head[begin] != ':')) continue;
      begin = head.find_first_not_of(" \t\"'", begin + 1);
      if (begin == head.npos) continue;
      const std::string_view label =
          std::string_view(head).substr(begin, head.find_first_of(" \t\r\n\"';/>?", begin) - begin);
      if (std::ranges::find(korean, label) != korean.end()) return Encoding::cp949;
      if (std::ranges::find(latin, label) != latin.end()) return Encoding::windows1252;
    }
  }
  return std::nullopt;
}

DecodedFile decode_file(std::string_view bytes, const FromCp949& from_cp949) {
  const bool big = bytes.starts_with("\xFE\xFF");
  if (big || bytes.starts_with("\xFF\xFE")) return {from_utf16(bytes.substr(2), big), Encoding::utf16};
  if (!from_cp949 || is_valid_utf8(bytes) || is_mostly_utf8(bytes)) return {};
  if (std::optional<std::string> text = from_cp949(bytes)) return {std::move(text), Encoding::cp949};
  const std::optional<Encoding> declared = declared_encoding(bytes);
  if (declared == Encoding::cp949) return {mostly_from_cp949(bytes, from_cp949), Encoding::cp949};
  if (declared == Encoding::windows1252) return {from_windows1252(bytes), Encoding::windows1252};
  return {};
}

} // namespace hanji

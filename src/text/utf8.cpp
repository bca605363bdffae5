#include "text/utf8.h"

namespace hanji {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct Decoded {
  char32_t code = replacement;
  std::size_t size = 1;
  bool valid = false;
};

// The well-formed sequences of The Unicode Standard, table 3-7: no surrogates, nothing too long, nothing
// above U+10FFFF.
Decoded decode(std::string_view text, std::size_t position) {
  const auto byte_at = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
  };
  const unsigned char lead = byte_at(position);
  if (lead < 0x80) return {lead, 1, true};
  std::size_t size = 0;
  char32_t code = 0, least = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2, code = lead & 0x1F, least = 0x80;
  } else if ((lead & 0xF0) == 0xE0) {
    size = 3, code = lead & 0x0F, least = 0x800;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4, code = lead & 0x07, least = 0x10000;
  } else {
    return {};
  }
  for (std::size_t i = 1; i < size; ++i) {
    const unsigned char next = byte_at(position + i);
    if ((next & 0xC0) != 0x80) return {};
    code = code << 6 | (next & 0x3F);
  }
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, size, true};
}

} // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) {
  if (position >= text.size()) return replacement;
  const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte_at(position);
  if (lead < 0x80) return text[position++] & 0x7F;
  if (lead >= 0xE1 && lead <= 0xEC &&
      position + 2 < text.size()) { // Hangul; neither too long nor a surrogate
    const unsigned char second = byte_at(position + 1), third = byte_at(position + 2);
    if ((second & 0xC0) == 0x80 && (third & 0xC0) == 0x80) {
      position += 3;
      return static_cast<char32_t>((lead & 0x0F) << 12 | (second & 0x3F) << 6 | (third & 0x3F));
    }
  }
  const Decoded decoded = decode(text, position);
  position += decoded.size;
  return decoded.code;
}

void append_utf8(std::string& text, char32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = replacement;
  const auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t position = 0; position < text.size(); ++count) next_code_point(text, position);
  return count;
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const Decoded decoded = decode(text, position);
    if (!decoded.valid) return false;
    position += decoded.size;
  }
  return true;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string codes;
  codes.reserve(text.size() / 3);
  for (std::size_t position = 0; position < text.size();) codes += next_code_point(text, position);
  return codes;
}

std::string to_utf8(std::u32string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 3);
  for (const char32_t code : text) append_utf8(bytes, code);
  return bytes;
}

std::string_view before_ellipsis(std::string_view text) {
  constexpr std::u32string_view dropped = U" \n.,:;·-([{<“‘…、。〈《「『【–—";
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (text[last] & 0xC0) == 0x80) --last;
    std::size_t end = last;
    if (dropped.find(next_code_point(text, end)) == dropped.npos) break;
    text = text.substr(0, last);
  }
  return text;
}

} // namespace hanji

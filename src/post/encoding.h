// What a user's file is encoded in. UTF-8, whatever the file says of itself; UTF-16 with a byte order mark;
// CP949 (which holds EUC-KR), where the bytes are no UTF-8, or hardly any of it, and all of them are CP949.
// Else what the file declares in its first 1,024 bytes, by a label of the Encoding Standard
// (https://encoding.spec.whatwg.org/#names-and-labels): `<meta charset>`, `content="text/html; charset=…"`,
// `<?xml encoding="…"?>`, `charset:` or `encoding:` of the front matter. CP949 or windows-1252; what is none
// becomes U+FFFD. The tables of CP949 are large and the page needs none, so who calls brings the converter.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace hanji {

// UTF-8 of bytes that are CP949 from the first to the last, else nothing.
using FromCp949 = std::function<std::optional<std::string>(std::string_view)>;

enum class Encoding : std::uint8_t { utf8, utf16, cp949, windows1252 };

struct DecodedFile {
  std::optional<std::string> text; // UTF-8; nothing: the bytes are that, more or less
  Encoding encoding = Encoding::utf8;
};

std::optional<Encoding> declared_encoding(std::string_view bytes); // CP949 or windows-1252, else nothing

DecodedFile decode_file(std::string_view bytes, const FromCp949& from_cp949);

} // namespace hanji

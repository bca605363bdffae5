#include "post/source_text.h"

#include <algorithm>

#include "text/normalize.h"

namespace hanji {

SourceText source_text(std::string_view bytes) {
  SourceText source;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  source.text = to_nfc(bytes, &source.replaced);
  std::string& text = source.text;
  if (text.find('\r') != std::string::npos) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) text[i] = '\n';
    }
  }
  std::erase_if(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
  return source;
}

} // namespace hanji

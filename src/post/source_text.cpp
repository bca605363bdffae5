#include "post/source_text.h"

#include <algorithm>
#include <array>

#include "text/normalize.h"

namespace hanji {

namespace {

constexpr std::array<std::string_view, 3> fillers = {"\u200B", "\uFEFF", "\u00AD"};

} // namespace

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
  leave_out_fillers(text);
  return source;
}

bool holds_filler(std::string_view text) {
  return std::ranges::any_of(fillers,
                             [text](std::string_view filler) { return text.find(filler) != text.npos; });
}

void leave_out_fillers(std::string& text) {
  for (const std::string_view filler : fillers) {
    std::size_t at = text.find(filler);
    if (at == std::string::npos) continue;
    std::string kept;
    std::size_t copied = 0;
    for (; at != std::string::npos; at = text.find(filler, copied)) {
      kept.append(text, copied, at - copied);
      copied = at + filler.size();
    }
    text = kept.append(text, copied);
  }
}

} // namespace hanji

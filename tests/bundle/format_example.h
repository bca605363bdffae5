// The worked examples of the FORMAT.md files are tested, so that they stay true.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace hanji {

// The bytes of a ```hex block, the first one unless told: two digits each, comments from # to the end of the
// line.
inline Bytes bytes_of_example(std::string_view format_file, int number = 0) {
  std::ifstream in(std::string(HANJI_SOURCE_DIR "/") + std::string(format_file), std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::size_t begin = text.find("```hex\n");
  for (; number > 0; --number) begin = text.find("```hex\n", begin + 7);
  const std::size_t end = text.find("```", begin + 7);
  Bytes bytes;
  std::string digits;
  bool comment = false;
  for (const char c : text.substr(begin + 7, end - begin - 7)) {
    comment = c == '#' || (comment && c != '\n');
    if (comment || c == ' ' || c == '\n') continue;
    digits += c;
    if (digits.size() < 2) continue;
    bytes.push_back(static_cast<std::byte>(std::stoi(digits, nullptr, 16)));
    digits.clear();
  }
  return bytes;
}

} // namespace hanji

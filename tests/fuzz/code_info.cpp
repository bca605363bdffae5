// What stands behind a fence, as one word and back; and what the highlighter's script answers.
#include "post/code_info.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  for (char& c : text) {
    if (c == '\n' || c == '\0') c = ' '; // of one line
  }
  const hanji::CodeInfo info = hanji::code_info(text);
  const std::string word = hanji::word_of_info(text);
  if (word.find_first_of(" \t\"<>&") != std::string::npos) std::abort();
  if (!word.empty() && !(hanji::code_info_of_classes("language-" + word) == info)) std::abort();
  hanji::code_info_of_classes(text);
  return 0;
}

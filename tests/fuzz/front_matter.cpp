// Any bytes as front matter and as _config.yml: no crash, fields that are single lines, and a reason for what
// is withheld.
#include "post/front_matter.h"

#include <cstdlib>

#include "post/config.h"
#include "post/source_text.h"
#include "tests/fuzz/with_icu.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const hanji::SourceText source = hanji::source_text(bytes);
  std::vector<hanji::Diagnostic> diagnostics;
  const hanji::SplitPost split = hanji::split_front_matter(source.text);
  for (const std::string_view yaml : {split.front, std::string_view(source.text)}) {
    const auto front = hanji::parse_front_matter(yaml, "x", split.front_line, diagnostics);
    if (front && front->title.find('\n') != std::string::npos) std::abort();
  }
  for (const hanji::SplitPost& each : {split, hanji::SplitPost{}}) {
    for (const hanji::Withheld& withheld : hanji::withheld_beyond_front_matter(source.text, each)) {
      if (withheld.key.empty() || withheld.line == 0) std::abort();
    }
  }
  hanji::read_config(bytes, "x", diagnostics);
  return 0;
}

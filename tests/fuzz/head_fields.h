// Any bytes as front matter that a reader of fields takes: no crash, fields with a place, and titles that are
// single lines.
#pragma once

#include <cstdlib>

#include "post/front_matter.h"
#include "post/source_text.h"
#include "tests/fuzz/with_icu.h"

template <class ReadFields>
void check_head_fields(const std::uint8_t* data, std::size_t size, hanji::HeadFormat format,
                       ReadFields read_fields) {
  const hanji::SourceText source = hanji::source_text({reinterpret_cast<const char*>(data), size});
  std::vector<hanji::Diagnostic> diagnostics;
  if (const auto fields = read_fields(source.text, "x", 2, diagnostics)) {
    for (const hanji::HeadField& field : *fields) {
      if (field.line < 2) std::abort();
    }
  }
  const auto front = hanji::parse_front_matter(source.text, "x", 2, diagnostics, format);
  if (front && front->title.find('\n') != std::string::npos) std::abort();
}

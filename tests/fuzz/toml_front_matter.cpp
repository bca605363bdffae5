// Any bytes as front matter in TOML: no crash, fields with a place, and titles that are single lines.
#include <cstdlib>

#include "post/front_matter.h"
#include "post/source_text.h"
#include "post/toml_fields.h"
#include "text/icu_data.h"

extern "C" const std::byte icudt76_dat[];
extern "C" const std::uint32_t icudt76_dat_bytes;

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  return hanji::use_icu_data({icudt76_dat, icudt76_dat_bytes}) ? 0 : 1;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const hanji::SourceText source = hanji::source_text({reinterpret_cast<const char*>(data), size});
  std::vector<hanji::Diagnostic> diagnostics;
  if (const auto fields = hanji::read_toml_fields(source.text, "x", 2, diagnostics)) {
    for (const hanji::HeadField& field : *fields) {
      if (field.line < 2) std::abort();
    }
  }
  const auto front = hanji::parse_front_matter(source.text, "x", 2, diagnostics, hanji::HeadFormat::toml);
  if (front && front->title.find('\n') != std::string::npos) std::abort();
  return 0;
}

#include "post/toml_fields.h"
#include "tests/fuzz/head_fields.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_head_fields(data, size, hanji::HeadFormat::toml, hanji::read_toml_fields);
  return 0;
}

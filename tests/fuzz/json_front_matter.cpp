#include "post/json_fields.h"
#include "tests/fuzz/head_fields.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_head_fields(data, size, hanji::HeadFormat::json, hanji::read_json_fields);
  return 0;
}

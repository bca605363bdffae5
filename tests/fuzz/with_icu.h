// Included by a fuzz target that needs ICU's data: it has them before the first input.
#pragma once

#include <cstddef>
#include <cstdint>

#include "text/icu_data.h"

extern "C" const std::byte icudt76_dat[];
extern "C" const std::uint32_t icudt76_dat_bytes;

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  return hanji::use_icu_data({icudt76_dat, icudt76_dat_bytes}) ? 0 : 1;
}

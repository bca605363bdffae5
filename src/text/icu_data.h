// Hands ICU its data: break rules and the folding tables (assets/icu, about 260 kB). Call once, before
// anything else of this room. The bytes must be 16-byte aligned and outlive the program.
#pragma once

#include <cstddef>
#include <span>

#include "base/result.h"

namespace hanji {

Result<void> use_icu_data(std::span<const std::byte> bytes); // bad_shard when ICU refuses it

} // namespace hanji

// Front matter in TOML, between `+++`, by toml++, in the order of the file. What is no TOML is read line by
// line, with a warning. Input: UTF-8 with LF. Errors: bad_input for more than 256 KiB. Cost: linear.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "post/diagnostic.h"
#include "post/head_field.h"

namespace hanji {

Result<std::vector<HeadField>> read_toml_fields(std::string_view text, std::string_view file,
                                                std::uint32_t first_line,
                                                std::vector<Diagnostic>& diagnostics);

} // namespace hanji

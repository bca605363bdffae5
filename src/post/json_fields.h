// Front matter in JSON, by nlohmann_json: an object in braces, as Hugo has it, or its inside between `;;;`,
// as Hexo has it. What is no JSON (a comma too many, no quotes) is read as YAML, with a warning; where it is
// neither, any mention of a key that says whether a post is public is a field with no value, which is doubt
// enough. Input: UTF-8 with LF. Errors: bad_input for more than 256 KiB. Cost: linear.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "post/diagnostic.h"
#include "post/head_field.h"

namespace hanji {

Result<std::vector<HeadField>> read_json_fields(std::string_view written, std::string_view file,
                                                std::uint32_t first_line,
                                                std::vector<Diagnostic>& diagnostics);

} // namespace hanji

// YAML as posts and _config.yml use it, flattened to fields (post/head_field.h) in the order of the file.
// Every scalar is text, whatever YAML would make of it (`title: 2024` is "2024"). Where yaml-cpp refuses, the
// text is read field by field and line by line, so that one bad title costs no other field; each such field
// leaves a warning.
//
// Aliases are what they stand for, merged maps (`<<: *defaults`) too. Input: UTF-8 with LF. Errors:
// bad_input, with the place, for what no author writes by mistake: more than 256 KiB, lists and maps nested
// more than 64 deep, aliases that repeat more than 10,000 scalars, lists and maps (a "billion laughs"). Cost:
// linear, bounded before anything grows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "post/diagnostic.h"
#include "post/head_field.h"

namespace hanji {

// `first_line` is the line of the file that the text begins at.
Result<std::vector<HeadField>> read_yaml_fields(std::string_view yaml, std::string_view file,
                                                std::uint32_t first_line,
                                                std::vector<Diagnostic>& diagnostics);

bool begins_known_field(std::string_view line); // `title:` and the like, even where YAML would want a space

} // namespace hanji

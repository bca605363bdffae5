// Lines that look like fields where nothing stricter reads them: `key: value`, `key = value`, `"key":
// value,`, in front matter that lost its beginning or end, or that is no TOML. `[table]` gives its name to
// the keys below it where that is asked for. Values lose their quotes and remarks; a list on one line is a
// list. Input: UTF-8 with LF. Cost: linear.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "post/head_field.h"

namespace hanji {

enum class PlainExtent : std::uint8_t { all, toml, first_paragraph };

std::vector<HeadField> read_plain_fields(std::string_view text, std::uint32_t first_line, PlainExtent extent);

} // namespace hanji

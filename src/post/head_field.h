// A field of front matter or of _config.yml, whatever it was written in: keys of nested maps are joined by
// '.', a list gives one field for each item, an empty list or map one without text. Every scalar is text.
#pragma once

#include <cstdint>
#include <string>

namespace hanji {

struct HeadField {
  std::string key, value;
  bool in_list = false;
  std::uint32_t line = 0, column = 0; // of the value, in the file
};

constexpr std::size_t most_head_bytes = std::size_t{256} * 1024; // more is no mistake of an author's

} // namespace hanji

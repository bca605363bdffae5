// YAML by yaml-cpp, strictly, as the events of its parser rather than its tree: faster, and what an alias
// repeats is counted before it grows. Refused is what yaml-cpp refuses and what it takes for syntax that an
// author meant as text: tags of one's own (`title: !주목`), anchors that nothing refers to (`title: &함께`),
// a line without a colon. For yaml_fields.h alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "post/head_field.h"

namespace hanji {

struct YamlRefusal {
  std::uint32_t line = 0, column = 0; // in the file
  std::string message;
};

struct StrictYaml {
  std::vector<HeadField> fields;
  std::vector<std::string> keys; // of the outermost map, those of empty lists and maps too
  std::optional<YamlRefusal> refusal;
  bool beyond_bounds = false; // what was refused is no mistake of an author's
};

StrictYaml read_strict_yaml(std::string_view yaml, std::uint32_t first_line);

} // namespace hanji

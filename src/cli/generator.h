// What else makes a site of the publisher's folder, recognised by its files: it decides whose Markdown the
// posts are (post/markdown.h). A folder of none is read as Jekyll's.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "cli/files.h"
#include "post/markdown.h"

namespace hanji {

enum class Generator : std::uint8_t { plain, jekyll, hugo, hexo, docusaurus, vitepress };

std::string_view name_of(Generator generator); // as `--like` says it: "hugo"
std::optional<Generator> generator_named(std::string_view name);

struct GeneratorsFolder {
  fs::path root; // of the site: where the generator's files are, else the folder itself
  Generator generator = Generator::plain;
};

// By what lies in `given` or, since people build their content/, docs/ or _posts/ko alone, in the three
// folders above it, up to the one that holds a repository.
GeneratorsFolder find_generator(const fs::path& given);

Dialect dialect_of(Generator generator);

} // namespace hanji

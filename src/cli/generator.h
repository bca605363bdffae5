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

// By what lies in `root` or, since people build their content/ or docs/ alone, in the two folders above it.
Generator generator_of(const fs::path& root);

Dialect dialect_of(Generator generator);

} // namespace hanji

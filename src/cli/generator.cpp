#include "cli/generator.h"

#include <array>
#include <initializer_list>
#include <system_error>
#include <utility>

namespace hanji {
namespace {

constexpr std::array<std::pair<Generator, std::string_view>, 6> names{{{Generator::plain, "plain"},
                                                                       {Generator::jekyll, "jekyll"},
                                                                       {Generator::hugo, "hugo"},
                                                                       {Generator::hexo, "hexo"},
                                                                       {Generator::docusaurus, "docusaurus"},
                                                                       {Generator::vitepress, "vitepress"}}};

bool any_of(const fs::path& folder, std::initializer_list<const char*> files) {
  std::error_code ignored;
  for (const char* file : files) {
    if (fs::exists(folder / file, ignored)) return true;
  }
  return false;
}

Generator generator_in(const fs::path& folder) {
  if (any_of(folder, {"hugo.toml", "hugo.yaml", "hugo.json", "config/_default"})) return Generator::hugo;
  if (any_of(folder, {"config.toml", "config.yaml"}) && any_of(folder, {"content", "archetypes"}))
    return Generator::hugo;
  if (any_of(folder, {"docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"}))
    return Generator::docusaurus;
  if (any_of(folder, {".vitepress", "docs/.vitepress"})) return Generator::vitepress;
  if (!any_of(folder, {"_config.yml"})) return Generator::plain;
  return any_of(folder, {"source/_posts", "scaffolds"}) ? Generator::hexo : Generator::jekyll;
}

} // namespace

std::string_view name_of(Generator generator) { return names[static_cast<std::size_t>(generator)].second; }

std::optional<Generator> generator_named(std::string_view name) {
  for (const auto& [generator, its_name] : names) {
    if (its_name == name) return generator;
  }
  return std::nullopt;
}

GeneratorsFolder find_generator(const fs::path& given) {
  fs::path folder = given;
  for (int above = 0; above < 4 && folder.has_relative_path(); ++above, folder = folder.parent_path()) {
    if (const Generator found = generator_in(folder); found != Generator::plain) return {folder, found};
    std::error_code ignored;
    if (fs::exists(folder / ".git", ignored)) break; // what is above is another's
  }
  return {given, Generator::plain};
}

Dialect dialect_of(Generator generator) {
  return generator == Generator::plain || generator == Generator::jekyll ? Dialect::kramdown
                                                                         : Dialect::commonmark;
}

} // namespace hanji

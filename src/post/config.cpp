#include "post/config.h"

#include "post/scan.h"
#include "post/source_text.h"
#include "post/yaml_fields.h"

namespace hanji {

SiteConfig read_config(std::string_view bytes, std::string_view file, std::vector<Diagnostic>& diagnostics) {
  SiteConfig config;
  const SourceText source = source_text(bytes);
  const auto fields = read_yaml_fields(source.text, file, 1, diagnostics);
  if (!fields) {
    diagnostics.push_back({std::string(file), 1, 1, "front_matter_yaml", fields.error().message, "left out"});
    return config;
  }
  for (const YamlField& field : *fields) {
    if (field.in_list) continue;
    if (field.key == "title") config.title = single_line(field.value);
    if (field.key == "description") config.description = single_line(field.value);
    if (field.key == "url") config.url = single_line(field.value);
    if (field.key == "lang") config.language = single_line(field.value);
    if (field.key == "timezone") config.timezone = single_line(field.value);
    if (field.key == "hanji.font") config.font = single_line(field.value);
    if (field.key == "hanji.synonyms") config.synonyms = single_line(field.value);
    if (field.key == "kramdown.parse_block_html") config.markdown_in_html = field.value == "true";
  }
  return config;
}

} // namespace hanji

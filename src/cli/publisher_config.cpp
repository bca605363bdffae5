#include "cli/publisher_config.h"

#include "cli/legacy_text.h"
#include "cli/time_zone.h"

namespace hanji {
namespace {

void add_synonyms(PublisherConfig& config, const fs::path& root, std::vector<Diagnostic>& diagnostics) {
  if (config.site.synonyms.empty()) return;
  const fs::path path = root / config.site.synonyms;
  if (const Result<std::string> bytes = read_file(path))
    config.synonyms = read_synonyms(*bytes, path.string(), diagnostics);
  else
    diagnostics.push_back(
        {path.string(), 0, 0, "synonym_file", bytes.error().message, "the site has no synonyms"});
}

} // namespace

Result<PublisherConfig> read_publisher_config(const fs::path& root, std::vector<Diagnostic>& diagnostics,
                                              std::optional<Generator> like) {
  PublisherConfig config;
  config.generator = like ? *like : generator_of(root);
  config.rules.dialect = dialect_of(config.generator);
  if (config.rules.dialect != Dialect::kramdown) config.rules_key = "commonmark\n";
  config.rules.from_cp949 = utf8_from_cp949;
  const fs::path path = root / "_config.yml";
  if (!fs::exists(path)) return config;
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  config.site = read_config(*bytes, path.string(), diagnostics);
  add_synonyms(config, root, diagnostics);
  config.rules.configured = true;
  config.rules.markdown_in_html = config.site.markdown_in_html;
  config.rules.permalink = config.site.permalink;
  config.rules.language = config.site.language;
  config.rules.collections = config.site.collections;
  config.rules_key += config.site.timezone + (config.site.markdown_in_html ? "\nmarkdown in html" : "") +
                      "\npermalink " + config.site.permalink + "\nlang " + config.site.language;
  for (const PostCollection& each : config.site.collections)
    config.rules_key += "\ncollection " + each.name + " " + each.permalink;
  if (config.site.timezone.empty()) return config;
  if (std::optional<LocalTime> clock = local_time_in(config.site.timezone)) {
    config.rules.local_time = *std::move(clock);
    return config;
  }
  Diagnostic diagnostic;
  diagnostic.file = path.string();
  diagnostic.code = "unknown_time_zone";
  diagnostic.message = "this machine knows no time zone “" + config.site.timezone + "” (package tzdata?)";
  diagnostic.recovery = "times stay as they are written";
  diagnostics.push_back(std::move(diagnostic));
  return config;
}

} // namespace hanji

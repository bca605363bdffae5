#include "cli/publisher_config.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "cli/legacy_text.h"
#include "cli/time_zone.h"
#include "post/json_fields.h"
#include "post/scan.h"
#include "post/source_text.h"
#include "post/toml_fields.h"
#include "post/yaml_fields.h"

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

// What stands behind a key in quotes, by its look: `baseURL = "…"`, `url: '…'`.
std::string value_in(std::string_view text, std::string_view key) {
  for (std::size_t at = text.find(key); at != text.npos; at = text.find(key, at + 1)) {
    if (at > 0 && !is_space(text[at - 1]) && text[at - 1] != '{' && text[at - 1] != ',') continue;
    std::string_view rest = text.substr(at + key.size());
    rest = trimmed(rest.substr(0, rest.find('\n')));
    if (rest.empty() || (rest[0] != '=' && rest[0] != ':')) continue;
    rest = trimmed(rest.substr(1));
    const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
    if (quoted) return std::string(rest.substr(1, rest.find(rest[0], 1) - 1));
    return std::string(rest.substr(0, rest.find_first_of(" \t,#")));
  }
  return {};
}

// Of Hugo, Docusaurus and the file that GitHub's pages are called by.
std::vector<std::string> addresses_in(const fs::path& root) {
  std::vector<std::string> addresses;
  const auto add = [&addresses](std::string address) {
    if (address.contains("://")) addresses.push_back(std::move(address));
  };
  for (const char* name : {"hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml",
                           "config/_default/hugo.toml", "config/_default/config.toml"}) {
    const Result<std::string> text = read_file(root / name);
    if (!text) continue;
    for (const char* key : {"baseURL", "baseurl", "baseUrl"}) add(value_in(*text, key));
  }
  for (const char* name : {"docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"}) {
    const Result<std::string> text = read_file(root / name);
    if (text) add(value_in(*text, "url") + value_in(*text, "baseUrl"));
  }
  for (const char* name : {"CNAME", "static/CNAME", "public/CNAME"}) {
    const Result<std::string> host = read_file(root / name);
    if (host && !trimmed(*host).empty()) add("https://" + std::string(trimmed(*host)));
  }
  return addresses;
}

// A part of Hugo's configuration may be a file of its own, whose name is then its key.
std::vector<SectionPermalink> hugo_permalinks_in(const fs::path& root, std::vector<Diagnostic>& diagnostics) {
  std::vector<SectionPermalink> all;
  for (const std::string folder : {"", "config/_default/"}) {
    for (const std::string name : {"hugo", "config", "permalinks"}) {
      for (const std::string ending : {".toml", ".yaml", ".yml", ".json"}) {
        const std::string file = (root / (folder + name + ending)).string();
        const Result<std::string> bytes = read_file(file);
        if (!bytes || (name == "permalinks" && folder.empty())) continue;
        const SourceText source = source_text(*bytes);
        std::vector<Diagnostic> ignored; // of what Hugo reads otherwise
        auto fields = ending == ".toml"   ? read_toml_fields(source.text, file, 1, ignored)
                      : ending == ".json" ? read_json_fields(source.text, file, 1, ignored)
                                          : read_yaml_fields(source.text, file, 1, ignored);
        if (!fields) continue;
        for (HeadField& field : *fields)
          if (name == "permalinks") field.key.insert(0, "permalinks.");
        std::ranges::copy(hugo_permalinks(*fields, file, diagnostics), std::back_inserter(all));
      }
    }
  }
  return all;
}

} // namespace

Result<PublisherConfig> read_publisher_config(const fs::path& root, std::vector<Diagnostic>& diagnostics,
                                              std::optional<Generator> like) {
  PublisherConfig config;
  config.generator = like.value_or(find_generator(root).generator);
  config.rules.dialect = dialect_of(config.generator);
  if (config.rules.dialect != Dialect::kramdown) config.rules_key = "commonmark\n";
  config.rules.titles_in_text =
      config.generator == Generator::docusaurus || config.generator == Generator::vitepress;
  if (config.rules.titles_in_text) config.rules_key += "titles in text\n";
  config.rules.from_cp949 = utf8_from_cp949;
  config.rules.wiki = fs::exists(root / ".obsidian") || fs::exists(root / "_wiki");
  config.addresses = addresses_in(root);
  if (config.generator == Generator::hugo) config.rules.sections = hugo_permalinks_in(root, diagnostics);
  for (const SectionPermalink& each : config.rules.sections)
    config.rules_key += "section " + each.section + " " + each.permalink + "\n";
  const fs::path path = root / "_config.yml";
  if (!fs::exists(path)) return config;
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  config.site = read_config(*bytes, path.string(), diagnostics);
  add_synonyms(config, root, diagnostics);
  if (!config.site.url.empty()) config.addresses.push_back(config.site.url);
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

std::string host_of(std::string_view address) {
  const std::size_t slashes = address.find("//");
  address.remove_prefix(slashes == address.npos ? 0 : slashes + 2);
  return lower(address.substr(0, address.find_first_of("/?#")));
}

std::optional<std::string> address_in_permalinks(std::span<const std::string> posts) {
  constexpr std::size_t most_posts = 200, most_bytes = 2048;
  for (const std::string& post : posts.first(std::min(posts.size(), most_posts))) {
    std::error_code ignored;
    if (!fs::is_regular_file(post, ignored)) continue; // a pipe would be waited for
    std::string head(most_bytes, '\0');
    std::ifstream file(post, std::ios::binary);
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    const std::string address = value_in(head, "permalink");
    if (!address.starts_with("https://") && !address.starts_with("http://")) continue;
    return address.substr(0, address.find('/', address.find("//") + 2));
  }
  return std::nullopt;
}

} // namespace hanji

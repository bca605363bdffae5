#include "post/config.h"

#include <algorithm>
#include <optional>

#include "post/permalink.h"
#include "post/scan.h"
#include "post/source_text.h"
#include "post/yaml_fields.h"

namespace hanji {
namespace {

// The permalink that Jekyll's `defaults` give all posts: values whose scope is no other path and no other
// type.
class PostDefaults {
public:
  void add(const HeadField& field) {
    if (field.key.starts_with("defaults.scope")) {
      if (!in_scope_) path_ = type_ = {};
      in_scope_ = true;
      if (field.key == "defaults.scope.path") path_ = trimmed(field.value);
      if (field.key == "defaults.scope.type") type_ = trimmed(field.value);
    } else {
      in_scope_ = false;
    }
    const bool of_posts = (path_.empty() || path_ == "_posts") && (type_.empty() || type_ == "posts");
    if (of_posts && field.key == "defaults.values.permalink") permalink_ = &field;
  }
  const HeadField* permalink() const { return permalink_; }

private:
  std::string_view path_, type_; // of the last scope
  bool in_scope_ = false;
  const HeadField* permalink_ = nullptr;
};

// `collections.<name>.…`, or a name in a list.
void add_collection(const HeadField& field, std::vector<PostCollection>& collections) {
  const std::string_view path = std::string_view(field.key).substr(std::string_view("collections").size());
  const std::size_t dot = path.find('.', 1);
  const std::string name(path.empty() ? std::string_view(field.value) : path.substr(1, dot - 1));
  if (name.empty() || name == "posts" || (!path.empty() && !path.starts_with('.'))) return;
  auto known = std::ranges::find(collections, name, &PostCollection::name);
  if (known == collections.end()) known = collections.insert(known, PostCollection{.name = name});
  if (dot == path.npos) return;
  if (path.substr(dot) == ".output") known->output = lower(field.value) == "true";
  if (path.substr(dot) == ".permalink") known->permalink = permalink_template(single_line(field.value));
}

} // namespace

SiteConfig read_config(std::string_view bytes, std::string_view file, std::vector<Diagnostic>& diagnostics) {
  SiteConfig config;
  const SourceText source = source_text(bytes);
  const auto fields = read_yaml_fields(source.text, file, 1, diagnostics);
  if (!fields) {
    diagnostics.push_back({std::string(file), 1, 1, "front_matter_yaml", fields.error().message, "left out"});
    return config;
  }
  const HeadField* permalink = nullptr;
  PostDefaults defaults;
  for (const HeadField& field : *fields) {
    if (field.key.starts_with("defaults.")) defaults.add(field);
    if (field.key.starts_with("collections")) add_collection(field, config.collections);
    if (field.in_list) continue;
    if (field.key == "title") config.title = single_line(field.value);
    if (field.key == "description") config.description = single_line(field.value);
    if (field.key == "url") config.url = single_line(field.value);
    if (field.key == "baseurl") config.baseurl = single_line(field.value);
    if (field.key == "permalink" && permalink == nullptr) permalink = &field;
    if (field.key == "collections.posts.permalink") permalink = &field;
    if (field.key == "lang") config.language = single_line(field.value);
    if (field.key == "timezone") config.timezone = single_line(field.value);
    if (field.key == "hanji.font") config.font = single_line(field.value);
    if (field.key == "hanji.synonyms") config.synonyms = single_line(field.value);
    if (field.key == "kramdown.parse_block_html") config.markdown_in_html = field.value == "true";
  }
  if (defaults.permalink() != nullptr) permalink = defaults.permalink();
  if (permalink == nullptr) return config;
  config.permalink = permalink_template(single_line(permalink->value));
  if (const std::optional<std::string> unknown = unknown_placeholder(config.permalink)) {
    diagnostics.push_back({std::string(file), permalink->line, permalink->column, "bad_permalink",
                           "“" + *unknown + "” is no placeholder of a permalink",
                           "articles have the usual addresses"});
    config.permalink.clear();
  }
  return config;
}

} // namespace hanji

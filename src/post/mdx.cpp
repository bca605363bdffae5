#include "post/mdx.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

#include "post/front_matter.h"
#include "post/scan.h"

namespace hanji {
namespace {

using Properties = std::vector<std::pair<std::string, std::string>>; // in lower case, and the text

bool is_of_name(char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_' || c == '.' || c == ':'; }

// What a value begins with ends with; 0 where it has no quotes.
char quote_of(char c) { return c == '"' || c == '\'' || c == '`' ? c : '\0'; }

// Behind the braces that open at `at`, whatever is in them.
std::size_t end_of_braces(std::string_view tag, std::size_t at) {
  int depth = 0;
  for (; at < tag.size(); ++at) {
    if (tag[at] == '{') ++depth;
    if (tag[at] == '}' && --depth == 0) return at + 1;
    if (const char quote = quote_of(tag[at])) at = std::min(tag.find(quote, at + 1), tag.size());
  }
  return tag.size();
}

// `at`: behind the tag's name; then at its ">", or the end.
Properties take_properties(std::string_view tag, std::size_t& at) {
  Properties properties;
  while (at < tag.size() && tag[at] != '>') {
    if (tag[at] == '{') { // {...rest}
      at = end_of_braces(tag, at);
      continue;
    }
    const std::size_t begin = at;
    while (at < tag.size() && is_of_name(tag[at])) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    const std::string name = lower(tag.substr(begin, at - begin));
    if (at >= tag.size() || tag[at] != '=') continue;
    std::size_t end = ++at;
    std::string_view value;
    if (at < tag.size() && tag[at] == '{') {
      end = end_of_braces(tag, at);
      value = trimmed(tag.substr(at + 1, end - std::min(at + 2, end)));
    } else if (const char quote = at < tag.size() ? quote_of(tag[at]) : '\0') {
      end = std::min(tag.find(quote, at + 1), tag.size() - 1) + 1;
      value = tag.substr(at, end - at);
    }
    at = std::max(end, at);
    const char quote = value.size() > 1 ? quote_of(value.front()) : '\0';
    if (quote == '\0' || value.back() != quote) continue;
    value = value.substr(1, value.size() - 2);
    if (value.find_first_of(std::string_view(&quote, 1)) != value.npos || value.contains("${")) continue;
    if (!trimmed(value).empty()) properties.emplace_back(name, single_line(value));
  }
  return properties;
}

std::string first_of(const Properties& properties, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const auto& [key, value] : properties) {
      if (key == name) return value;
    }
  }
  return {};
}

std::string in_html(std::string_view text) {
  std::string html;
  for (const char c : text) {
    if (c == '<')
      html += "&lt;";
    else if (c == '"')
      html += "&quot;";
    else
      html += c;
  }
  return html;
}

// Between tags in expressions: `fallback={<p>잠시만</p>}`.
bool holds_text(std::string_view tag) {
  for (std::size_t at = tag.find('>'); at != tag.npos; at = tag.find('>', at + 1)) {
    const std::string_view behind = trimmed(tag.substr(at + 1));
    const bool of_tag = at > 0 && tag[at - 1] != '=' && tag.substr(0, at).contains('<');
    if (of_tag && !behind.empty() && behind[0] != '<' && behind[0] != '}') return true;
  }
  return false;
}

bool is_of_html(std::string_view name) { return gumbo_tag_enum(lower(name).c_str()) != GUMBO_TAG_UNKNOWN; }

} // namespace

bool is_component(std::string_view name) {
  return name.size() > 1 && name[0] >= 'A' && name[0] <= 'Z' &&
         std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_mistaken(std::string_view name) {
  constexpr std::array<std::string_view, 6> names = {"Button", "Canvas",   "Object",
                                                     "Select", "Template", "Title"};
  return std::ranges::find(names, name) != names.end();
}

Component component_at(std::string_view tag) {
  constexpr std::size_t longest = 4096;
  tag = tag.substr(0, longest);
  std::size_t end = 1;
  while (end < tag.size() && is_of_name(tag[end])) ++end;
  const std::string_view name = tag.substr(1, end - 1);
  const Properties properties = take_properties(tag, end);
  if (end >= tag.size()) return {};
  Component component{.size = end + 1, .seen = {}};
  const std::string_view written = tag.substr(1, end - 1);
  component.of_mdx = written.contains('{') && !holds_text(written);
  if (is_of_html(name) && !is_mistaken(name) && name != "Details" && name != "Figure") return component;
  std::string label = first_of(properties, {"label", "title", "heading", "header", "titletext"});
  if (label.empty() && (name == "Tab" || name.ends_with("TabItem") || name.ends_with(".Tab")))
    label = first_of(properties, {"name", "value"});
  std::string& html = component.seen;
  if (!label.empty()) {
    const std::string address = first_of(properties, {"href", "to"});
    html =
        address.empty() ? in_html(label) : "<a href=\"" + in_html(address) + "\">" + in_html(label) + "</a>";
    html = "<p><strong>" + html + "</strong></p>";
  }
  for (const std::string_view each : {"summary", "caption", "subtitle", "description"}) {
    const std::string text = first_of(properties, {each});
    if (!text.empty() && text != label) html += "<p>" + in_html(text) + "</p>";
  }
  return component;
}

std::size_t end_of_module_statement(std::string_view body, std::size_t position) {
  const std::string_view line = body.substr(position, end_of_line(body, position) - position);
  const bool import = line.starts_with("import "), is_export = line.starts_with("export ");
  if (!import && !is_export) return 0;
  const std::string_view rest = line.substr(7);
  bool known = import && (rest.starts_with('\'') || rest.starts_with('"') || rest.starts_with('{'));
  for (const std::string_view word :
       {"default ", "const ", "let ", "var ", "function ", "async ", "class ", "{", "*"})
    known = known || (is_export && rest.starts_with(word));
  if (!known && import) known = line.find(" from '") != line.npos || line.find(" from \"") != line.npos;
  if (!known) return 0;
  constexpr std::size_t longest = 20'000;
  std::ptrdiff_t depth = 0;
  bool parted = false; // by a blank line
  for (std::size_t at = position; at < body.size() && at - position < longest; ++at) {
    const char c = body[at];
    if (c == '{' || c == '(' || c == '[') ++depth;
    if (c == '}' || c == ')' || c == ']') --depth;
    if (c != '\n') continue;
    parted = parted || (depth > 0 && body.substr(at + 1, 1) == "\n");
    if (depth > 0) continue;
    if (parted && at - position > most_told_characters) return 0; // it may be text: too much to be told
    const std::string_view whole = body.substr(position, at - position);
    const bool quoted = whole.find('\'') != whole.npos || whole.find('"') != whole.npos;
    return import && !quoted ? 0 : at;
  }
  return depth <= 0 && body.size() - position < (parted ? most_told_characters : longest) ? body.size() : 0;
}

} // namespace hanji

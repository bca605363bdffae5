#include "post/liquid.h"

#include <algorithm>

#include "post/named_post.h"
#include "post/scan.h"
#include "post/shortcode.h"

namespace hanji {

namespace {

constexpr std::size_t longest_tag = 2048; // bytes; a longer "tag" is text that happens to hold braces

std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  const std::size_t end = std::min(text.find_first_of(" \t\n"), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

std::string_view take_name(std::string_view text) { // of a file, which may hold spaces
  text = trimmed(text);
  const bool quoted = text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0];
  return quoted ? text.substr(1, text.size() - 2) : text;
}

std::string address_of_file(std::string_view path) { // {% link %}
  for (const std::string_view ending : {".md", ".markdown", ".html"}) {
    if (path.ends_with(ending)) return address_of_named_post(path);
  }
  return (path.starts_with('/') ? "" : "/") + std::string(path);
}

// Of "{{ … }}": a text in quotes, whatever address filters follow it; nothing for the site's own address.
std::optional<std::string> value_of(std::string_view expression) {
  expression = trimmed(expression);
  if (expression.empty()) return std::nullopt;
  const char quote = expression[0];
  if (quote == '"' || quote == '\'') {
    const std::size_t end = expression.find(quote, 1);
    if (end != std::string_view::npos) return std::string(expression.substr(1, end - 1));
  }
  std::string_view rest = expression;
  const std::string_view name = take_word(rest);
  if (name == "site.url" || name == "site.baseurl" || name == "site.github.url") return std::string();
  return std::nullopt;
}

} // namespace

std::optional<LiquidTag> liquid_tag(std::string_view rest) {
  const bool is_statement = rest.starts_with("{%");
  const std::size_t end = rest.substr(0, longest_tag).find(is_statement ? "%}" : "}}", 2);
  if (end == std::string_view::npos) return std::nullopt;
  LiquidTag tag{.size = end + 2};
  std::string_view inner = rest.substr(2, end - 2);
  if (inner.starts_with('-')) inner.remove_prefix(1);
  if (inner.ends_with('-')) inner.remove_suffix(1);
  const auto of_shortcode = [&tag](std::string_view code) {
    std::optional<LiquidTag> known = tag_of_shortcode(code);
    if (known) known->size = tag.size;
    return known.value_or(tag);
  };
  if (!is_statement && inner.size() > 1 && (inner[0] == '<' || inner[0] == '%')) // Hugo's
    return of_shortcode(inner.substr(1, inner.find_last_not_of(">% \t\n")));
  if (!is_statement) {
    if (auto value = value_of(inner)) {
      tag.kind = LiquidKind::text;
      tag.text = *std::move(value);
    }
    return tag;
  }
  const std::string_view whole = inner, name = take_word(inner);
  if (name == "raw") {
    tag.kind = LiquidKind::raw;
    tag.end_name = "raw";
  } else if (name == "highlight") {
    tag.kind = LiquidKind::code;
    tag.text = take_word(inner);
    tag.end_name = "highlight";
  } else if (name == "comment" || name == "capture") {
    tag.kind = LiquidKind::hidden;
    tag.end_name = name;
  } else if (name == "link") {
    tag.kind = LiquidKind::text;
    tag.text = address_of_file(take_name(inner));
  } else if (name == "post_url") {
    tag.kind = LiquidKind::text;
    tag.text = address_of_named_post(take_name(inner));
  } else if (name == "endraw" || name == "endhighlight") {
    tag.kind = LiquidKind::text;
  } else {
    return of_shortcode(whole);
  }
  return tag;
}

} // namespace hanji

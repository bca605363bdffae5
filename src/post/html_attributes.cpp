#include "post/html_attributes.h"

#include <algorithm>

#include "post/css_color.h"
#include "post/scan.h"

namespace hanji {

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

bool has_class(const GumboElement& element, std::string_view wanted) {
  std::string_view names = attribute(element, "class");
  while (!names.empty()) {
    const std::size_t end = std::min(names.find_first_of(" \t\n"), names.size());
    if (names.substr(0, end) == wanted) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

std::vector<Declaration> style_declarations(const GumboElement& element) {
  std::vector<Declaration> declarations;
  std::string_view css = attribute(element, "style");
  while (!css.empty()) {
    const std::size_t end = std::min(css.find(';'), css.size());
    const std::string_view declaration = css.substr(0, end);
    const std::size_t colon = declaration.find(':');
    if (colon != std::string_view::npos) {
      std::string_view value = trimmed(declaration.substr(colon + 1));
      if (const std::size_t mark = value.find('!'); mark != std::string_view::npos)
        value = trimmed(value.substr(0, mark));
      declarations.push_back({lower(trimmed(declaration.substr(0, colon))), lower(value)});
    }
    css.remove_prefix(std::min(end + 1, css.size()));
  }
  return declarations;
}

std::optional<std::uint32_t> number_in(std::string_view text) {
  text = trimmed(text);
  std::uint32_t value = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    if (value > 100'000'000) return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(text[digits] - '0');
  }
  if (digits == 0 || (digits < text.size() && text[digits] == '%')) return std::nullopt;
  return value;
}

Align align_of(std::string_view text) {
  const std::string value = lower(trimmed(text));
  if (value == "left" || value == "start") return Align::left;
  if (value == "center") return Align::center;
  if (value == "right" || value == "end") return Align::right;
  return Align::none;
}

std::string clean_url(std::string_view text) {
  std::string url;
  for (const char c : trimmed(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ') {
      url += "%20";
    } else if (byte > 0x20 && byte != 0x7F) {
      url += c;
    }
  }
  return url;
}

std::string scheme_of(std::string_view url) {
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return {};
  return lower(url.substr(0, end));
}

bool is_safe_link(std::string_view url) {
  const std::string scheme = scheme_of(url);
  return scheme.empty() || scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel" ||
         scheme == "post"; // named_post.h
}

bool is_hidden(const GumboElement& element) {
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  const std::string_view css = attribute(element, "style");
  if (css.empty()) return false;
  bool displayed = true, visible = true;
  for (const auto& [name, value] : style_declarations(element)) {
    if (name == "display") displayed = value != "none";
    if (name == "visibility") visible = value != "hidden" && value != "collapse";
  }
  return !displayed || !visible;
}

void apply_style_attribute(const GumboElement& element, bool inline_element, Style& style) {
  const auto set = [&](std::uint16_t flag, bool on) {
    style.flags = static_cast<std::uint16_t>(on ? style.flags | flag : style.flags & ~flag);
  };
  for (const auto& [name, value] : style_declarations(element)) {
    if (name == "color") {
      if (const Rgba color = parse_css_color(value)) style.color = color;
    } else if (inline_element && (name == "background-color" || name == "background")) {
      if (const Rgba color = parse_css_color(value)) style.background = color;
    } else if (name == "font-weight") {
      const auto weight = number_in(value);
      if (value == "bold" || value == "bolder" || weight >= 600U) set(style_bold, true);
      if (value == "normal" || value == "lighter" || (weight && *weight < 600U)) set(style_bold, false);
    } else if (name == "font-style") {
      if (value == "italic" || value.starts_with("oblique")) set(style_italic, true);
      if (value == "normal") set(style_italic, false);
    } else if (inline_element && (name == "text-decoration" || name == "text-decoration-line")) {
      if (value.find("underline") != std::string::npos) set(style_underline, true);
      if (value.find("line-through") != std::string::npos) set(style_strike, true);
    } else if (inline_element && name == "vertical-align") {
      if (value == "super") set(style_sup, true);
      if (value == "sub") set(style_sub, true);
    }
  }
}

} // namespace hanji

#include "post/wikilink.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "post/named_post.h"
#include "post/scan.h"

namespace hanji {
namespace {

constexpr std::size_t longest = 400; // bytes
constexpr auto picture_endings = std::to_array<std::string_view>(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".ico", ".tif", ".tiff"});

// "300", "300x200"
bool take_size(std::string_view part, WikiLink& link) {
  const auto number = [&part](std::uint32_t& value) {
    const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
    part.remove_prefix(static_cast<std::size_t>(end - part.data()));
    return failed == std::errc();
  };
  std::uint32_t width = 0, height = 0;
  if (!number(width)) return false;
  if (part.starts_with('x')) {
    part.remove_prefix(1);
    if (!number(height)) return false;
  }
  if (!part.empty()) return false;
  link.width = width;
  link.height = height;
  return true;
}

bool is_picture(const std::string& name) {
  const std::size_t dot = std::min(name.rfind('.'), name.size());
  return std::ranges::find(picture_endings, lower(name.substr(dot))) != picture_endings.end();
}

std::string in_attribute(std::string_view text) {
  std::string html;
  for (const char c : text)
    html += c == '"' ? std::string("&quot;") : c == '<' ? std::string("&lt;") : std::string(1, c);
  return html;
}

} // namespace

std::optional<WikiLink> wikilink_at(std::string_view text) {
  WikiLink link;
  link.embedded = text.starts_with('!');
  const std::size_t begin = link.embedded ? 3 : 2;
  const std::size_t end = text.substr(0, longest).find("]]", begin);
  if (end == std::string_view::npos || end == begin) return {};
  std::string_view inner = text.substr(begin, end - begin);
  if (is_space(inner[0]) || inner.find_first_of("[]\n<>`") != std::string_view::npos) return {};
  link.size = end + 2;
  const std::string_view behind = text.substr(link.size);
  if (behind.starts_with('(') || behind.starts_with('[') || behind.starts_with(']')) return {};

  const std::size_t bar = std::min(inner.find('|'), inner.size());
  std::string_view target = inner.substr(0, bar);
  if (bar < inner.size() && target.ends_with('\\')) target.remove_suffix(1);
  for (std::string_view rest = inner.substr(std::min(bar + 1, inner.size())); !rest.empty();) {
    const std::size_t next = std::min(rest.find('|'), rest.size());
    std::string_view part = rest.substr(0, next);
    if (next < rest.size() && part.ends_with('\\')) part.remove_suffix(1);
    rest.remove_prefix(std::min(next + 1, rest.size()));
    if (!link.embedded || !take_size(trimmed(part), link))
      link.text += (link.text.empty() ? "" : " ") + std::string(trimmed(part));
  }
  if (bar == inner.size() && !link.embedded && behind.starts_with('{') && behind.size() > 1 &&
      behind[1] != ':' && behind[1] != '#' && behind[1] != '{' && behind[1] != '%' && behind[1] != '.') {
    const std::size_t close = behind.substr(0, longest).find_first_of("}\n");
    if (close != std::string_view::npos && behind[close] == '}') {
      link.text = trimmed(behind.substr(1, close - 1));
      link.size += close + 1;
    }
  }
  link.target = trimmed(target);
  std::size_t mark = std::min(target.find('#'), target.size());
  while (mark > 0 && mark < target.size() && target[mark - 1] == '&') // of a character's number
    mark = std::min(target.find('#', mark + 1), target.size());
  link.name = trimmed(target.substr(0, mark));
  if (mark < target.size()) {
    std::string_view headings = trimmed(target.substr(mark + 1));
    while (headings.ends_with('#')) headings.remove_suffix(1);
    std::size_t last = headings.rfind('#');
    if (last != headings.npos && last > 0 && headings[last - 1] == '&') last = headings.npos;
    link.heading = trimmed(headings.substr(last + 1));
  }
  if (link.name.empty() && link.heading.empty()) return {};
  return link;
}

std::set<std::string_view, std::less<>> defined_references(std::string_view body) {
  std::set<std::string_view, std::less<>> names;
  for (std::size_t begin = 0; begin < body.size(); begin = end_of_line(body, begin) + 1) {
    const std::string_view line = trimmed(body.substr(begin, end_of_line(body, begin) - begin));
    const std::size_t end = line.starts_with('[') ? line.find("]:") : line.npos;
    if (end != line.npos) names.insert(line.substr(1, end - 1));
  }
  return names;
}

std::string words_of(const WikiLink& link) {
  if (!link.text.empty()) return link.text;
  return link.name.empty() ? link.heading : link.target;
}

std::string words_in_markdown(std::string_view words) {
  std::string markdown;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const char c = words[at];
    if (c == '`') {
      const std::string_view span = words.substr(at, after_code_span(words, at) - at);
      const bool code = span.find_first_not_of('`') != span.npos;
      for (const char each : span) markdown += code ? std::string(1, each) : "&#96;";
      at += span.size() - 1;
      continue;
    }
    const bool mark = c > ' ' && c < 0x7F && !is_ascii_alphanumeric(c) && c != '&' && c != '#' && c != ';';
    markdown += mark ? "&#" + std::to_string(static_cast<int>(c)) + ";" : std::string(1, c);
  }
  return markdown;
}

std::string markdown_of(const WikiLink& link) {
  const std::string address =
      address_of_named_post(link.name + (link.heading.empty() ? "" : "#" + link.heading));
  if (link.embedded && is_picture(link.name)) {
    std::string image = "<img src=\"" + address + "\" alt=\"" + in_attribute(link.text) + "\"";
    if (link.width > 0) image += " width=\"" + std::to_string(link.width) + "\"";
    if (link.height > 0) image += " height=\"" + std::to_string(link.height) + "\"";
    return image + ">";
  }
  return "[" + words_in_markdown(words_of(link)) + "](<" +
         (link.name.empty() ? address.substr(named_post_scheme.size()) : address) + ">)";
}

} // namespace hanji

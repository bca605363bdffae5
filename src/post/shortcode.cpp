#include "post/shortcode.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "post/diagrams.h"
#include "post/named_post.h"
#include "post/scan.h"

namespace hanji {

namespace {

struct ShortCode {
  std::string name;
  std::vector<std::pair<std::string, std::string>> arguments; // name, which may be empty, and value

  std::string named(std::initializer_list<std::string_view> names) const {
    for (const std::string_view wanted : names) {
      for (const auto& [key, value] : arguments) {
        if (key == wanted && !value.empty()) return value;
      }
    }
    return {};
  }
  std::string nth(std::size_t wanted) const { // of those without a name
    for (const auto& [key, value] : arguments) {
      if (key.empty() && wanted-- == 0) return value;
    }
    return {};
  }
  std::string first(std::initializer_list<std::string_view> names) const {
    std::string value = named(names);
    return value.empty() ? nth(0) : value;
  }
};

template <std::size_t Count>
bool contains(const std::array<std::string_view, Count>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 5> pictures = {"asset_img", "figure", "image", "img", "picture"};
constexpr std::array<std::string_view, 4> codes = {"code", "codeblock", "highlight", "code-block"};
constexpr std::array<std::string_view, 4> quotes = {"blockquote", "epigraph", "pullquote", "quote"};
constexpr std::array<std::string_view, 14> boxes = {"admonition", "alert", "box",       "callout", "caution",
                                                    "danger",     "hint",  "important", "info",    "note",
                                                    "notice",     "tip",   "warn",      "warning"};
constexpr std::array<std::string_view, 5> disclosures = {"collapse", "details", "expand", "fold", "spoiler"};
constexpr std::array<std::string_view, 11> wrappers = {
    "cards", "center", "column", "columns", "more", "rawhtml", "steps", "tabgroup", "tabpane", "tabs", "toc"};

bool is_code(std::string_view name) { return contains(codes, name) || is_diagram_language(name); }

// Where a value that begins at `at` ends, and the value without its quotes.
std::string take_value(std::string_view text, std::size_t& at) {
  constexpr std::string_view wide_open = "“", wide_close = "”";
  std::string_view close;
  if (text.substr(at).starts_with(wide_open))
    close = wide_close;
  else if (text[at] == '"' || text[at] == '\'' || text[at] == '`')
    close = text.substr(at, 1);
  const std::size_t begin = at + (close.empty() ? 0 : close.size());
  std::size_t end = close.empty() ? text.find_first_of(" \t\n", begin) : text.find(close, begin);
  if (end == std::string_view::npos) end = text.size();
  at = std::min(end + close.size(), text.size());
  return std::string(text.substr(begin, end - begin));
}

ShortCode parse_shortcode(std::string_view inner) {
  ShortCode code;
  inner = trimmed(inner);
  const std::size_t name_end = std::min(inner.find_first_of(" \t\n"), inner.size());
  code.name = lower(inner.substr(0, name_end));
  for (std::size_t at = name_end; at < inner.size();) {
    if (is_space(inner[at])) {
      ++at;
      continue;
    }
    std::size_t key = at;
    while (key < inner.size() &&
           (is_ascii_alphanumeric(inner[key]) || inner[key] == '_' || inner[key] == '-'))
      ++key;
    const bool has_key =
        key > at && key + 1 < inner.size() &&
        (inner[key] == '=' || (inner[key] == ':' && inner[key + 1] != '/' && !is_space(inner[key + 1])));
    std::string name;
    if (has_key) {
      name = lower(inner.substr(at, key - at));
      at = key + 1;
    }
    code.arguments.emplace_back(std::move(name), take_value(inner, at));
  }
  return code;
}

std::string escaped(std::string_view text, bool in_attribute) {
  std::string html;
  for (const char c : text) {
    if (c == '"' && in_attribute)
      html += "&quot;";
    else if (c == '<' && in_attribute)
      html += "&lt;";
    else if (c == '\n')
      html += ' ';
    else
      html += c;
  }
  return html;
}

LiquidTag text(std::string made) { return {.kind = LiquidKind::text, .text = std::move(made)}; }

LiquidTag link(const std::string& address, std::string title) {
  if (title.empty())
    title = address.substr(address.find("//") == std::string::npos ? 0 : address.find("//") + 2);
  return text("\n\n<a href=\"" + escaped(address, true) + "\">" + escaped(title, false) + "</a>\n\n");
}

std::optional<LiquidTag> picture(const ShortCode& code) {
  std::string source = code.named({"src", "image_path", "path", "url", "file"});
  std::string caption = code.named({"caption", "title"}), alternative = code.named({"alt"});
  if (source.empty()) { // class names, then the file, its size, a title and what is said instead
    std::size_t at = 0;
    while (!code.nth(at).empty() && code.nth(at).find('.') == std::string::npos &&
           code.nth(at).find('/') == std::string::npos)
      ++at;
    source = code.nth(at);
    const auto is_size = [](const std::string& each) {
      return !each.empty() && std::ranges::all_of(each, is_digit);
    };
    while (is_size(code.nth(at + 1))) ++at;
    if (caption.empty()) caption = code.nth(at + 1);
    if (alternative.empty()) alternative = code.nth(at + 2);
    if (caption.size() > 1 && caption.front() == '"') caption = caption.substr(1, caption.find('"', 1) - 1);
  }
  if (source.empty()) return std::nullopt;
  if (alternative.empty()) alternative = caption;
  std::string image =
      "<img src=\"" + escaped(source, true) + "\" alt=\"" + escaped(alternative, true) + "\">";
  if (const std::string leads = code.named({"link"}); !leads.empty())
    image = "<a href=\"" + escaped(leads, true) + "\">" + image + "</a>";
  if (!caption.empty()) image += "<figcaption>" + escaped(caption, false) + "</figcaption>";
  return text("\n\n<figure>" + image + "</figure>\n\n");
}

// The address of a page where it plays or stands.
std::string page_of(const ShortCode& code) {
  std::string id = code.first({"id", "src", "url", "link"});
  if (id.empty()) return {};
  const std::string provider =
      code.name == "video" || code.name == "embed" ? lower(code.named({"provider"})) : code.name;
  if (id.find("://") != std::string::npos) return id;
  if (provider == "youtube") return "https://www.youtube.com/watch?v=" + id;
  if (provider == "vimeo") return "https://vimeo.com/" + id;
  if (provider == "asciinema") return "https://asciinema.org/a/" + id;
  if (provider == "jsfiddle") return "https://jsfiddle.net/" + id + "/";
  if (provider == "gist")
    return "https://gist.github.com/" + id +
           (code.nth(1).empty() || id.find('/') != std::string::npos ? "" : "/" + code.nth(1));
  if (provider == "tweet" || provider == "twitter" || provider == "x") {
    const std::string user = code.named({"user"});
    return "https://twitter.com/" + (user.empty() ? std::string("i") : user) + "/status/" + id;
  }
  return provider == "video" || provider == "audio" ? id : std::string();
}

// Of Hexo: a post's name, what is shown, and whether that is escaped.
LiquidTag post_link(const ShortCode& code) {
  std::string words;
  for (std::size_t i = 1; !code.nth(i).empty(); ++i) {
    const bool flag = i > 1 && code.nth(i + 1).empty() && (code.nth(i) == "true" || code.nth(i) == "false");
    if (!flag) words += (words.empty() ? "" : " ") + code.nth(i);
  }
  LiquidTag link = text("<a href=\"" + address_of_named_post(code.nth(0)) + "\">" + escaped(words, false));
  if (words.empty()) {
    link.title_of = code.nth(0);
    link.close_text = "</a>";
  } else {
    link.text += "</a>";
  }
  return link;
}

std::string address_of_button(const ShortCode& code) {
  if (const std::string to = code.named({"relref"}); !to.empty()) return address_of_named_post(to);
  return escaped(code.first({"href", "url", "link"}), true);
}

LiquidTag opening(std::string made, std::string closing, std::string_view end_name) {
  LiquidTag tag{.kind = LiquidKind::opens,
                .text = std::move(made),
                .close_text = std::move(closing),
                .end_name = std::string(end_name)};
  return tag;
}

LiquidTag box(const ShortCode& code) {
  const bool disclosure = contains(disclosures, code.name);
  std::string kind = code.named({"type", "theme", "color", "level"}),
              title = code.named({"title", "header", "summary"});
  const bool of_no_kind = code.name == "admonition" || code.name == "alert" || code.name == "box" ||
                          code.name == "callout" || code.name == "notice" || code.name == "note";
  std::size_t at = 0;
  if (kind.empty() && of_no_kind &&
      code.nth(0).find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos)
    kind = code.nth(at++);
  if (title.empty()) title = code.nth(at);
  if (disclosure)
    kind = "details";
  else if (!of_no_kind)
    kind = code.name;
  else if (kind.empty() || kind.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos)
    kind = "note";
  return opening("\n\n:::" + kind + " " + title + "\n\n", "\n\n:::\n\n", code.name);
}

} // namespace

std::optional<LiquidTag> tag_of_shortcode(std::string_view inner) {
  inner = trimmed(inner);
  if (inner.ends_with('/')) inner = trimmed(inner.substr(0, inner.size() - 1));
  const bool closing = inner.starts_with('/');
  if (closing) inner.remove_prefix(1);
  ShortCode code = parse_shortcode(inner);
  std::string& name = code.name;
  if (name == "include" && !code.arguments.empty() &&
      code.arguments[0].first.empty()) { // of a theme of Jekyll's
    name = lower(code.arguments[0].second);
    name = name.substr(name.rfind('/') + 1);
    name = name.substr(0, name.rfind(".html"));
    code.arguments.erase(code.arguments.begin());
    if (!contains(pictures, name) && page_of(code).empty()) return std::nullopt;
  }
  const bool ends = !closing && name.starts_with("end") && name.size() > 3;
  const std::string opened = ends ? name.substr(3) : name;
  const bool of_pair = contains(quotes, opened) || contains(boxes, opened) || contains(disclosures, opened) ||
                       opened == "button";
  if (closing || ends) {
    if (of_pair) return LiquidTag{.kind = LiquidKind::closes};
    if (contains(wrappers, opened) || is_code(opened) || opened == "tab" || contains(pictures, opened))
      return text("");
    return std::nullopt;
  }
  if (contains(pictures, name)) return picture(code);
  if (is_code(name)) {
    LiquidTag tag{.kind = LiquidKind::code,
                  .text = is_diagram_language(name) ? name : code.first({"lang", "language"}),
                  .end_name = name};
    if (name == "codeblock" || name == "code") {
      tag.text = code.named({"lang", "language"});
      for (std::size_t i = 0; !code.nth(i).empty(); ++i) tag.title += (i > 0 ? " " : "") + code.nth(i);
      if (tag.title.empty()) tag.title = code.named({"title", "file"});
    }
    return tag;
  }
  if (contains(quotes, name)) {
    std::string who = code.named({"author"});
    for (std::size_t i = 0; !code.nth(i).empty(); ++i) who += (who.empty() ? "" : " ") + code.nth(i);
    const std::string signature = who.empty() ? "" : "\n\n— " + who;
    return opening("\n\n<blockquote markdown=\"1\">\n\n", signature + "\n\n</blockquote>\n\n", name);
  }
  if (contains(boxes, name) || contains(disclosures, name)) return box(code);
  if (name == "button" && !code.first({"href", "url", "link", "relref"}).empty())
    return opening("<a href=\"" + address_of_button(code) + "\">", "</a>", name);
  if (name == "tab" || name == "tabitem") {
    const std::string title = code.first({"name", "title", "header", "tabname"});
    return text(title.empty() ? "\n\n" : "\n\n<strong>" + escaped(title, false) + "</strong>\n\n");
  }
  if (contains(wrappers, name)) return text("");
  if (name == "asset_link" && !code.nth(0).empty()) {
    const std::string title = code.nth(1).empty() ? code.nth(0) : code.nth(1);
    return text("<a href=\"" + escaped(code.nth(0), true) + "\">" + escaped(title, false) + "</a>");
  }
  if (name == "asset_path") return text(code.nth(0));
  if (name == "ref" || name == "relref" || name == "post_path") {
    const std::string to = code.first({"path"});
    if (to.empty()) return std::nullopt;
    return text(to.starts_with('#') ? to : address_of_named_post(to));
  }
  if (name == "post_link" && !code.nth(0).empty()) return post_link(code);
  if (const std::string page = page_of(code); !page.empty()) return link(page, code.named({"title"}));
  return std::nullopt;
}

} // namespace hanji

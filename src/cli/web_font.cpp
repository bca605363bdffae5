#include "cli/web_font.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/bytes.h"
#include "post/scan.h"

namespace hanji {
namespace {

constexpr std::uintmax_t most_sheet_bytes = 4u << 20;

std::string without_comments(std::string_view css) {
  std::string text;
  while (!css.empty()) {
    const std::size_t comment = std::min(css.find("/*"), css.size());
    text += css.substr(0, comment);
    const std::size_t end = css.find("*/", comment);
    css.remove_prefix(end == std::string_view::npos ? css.size() : end + 2);
  }
  return text;
}

// What a declaration of the rule says, up to its semicolon; quotes hold semicolons of data: URLs back.
std::string_view value_of(std::string_view rule, std::string_view property) {
  for (std::size_t at = rule.find(property); at != std::string_view::npos; at = rule.find(property, at + 1)) {
    const std::string_view before = trimmed(rule.substr(0, at));
    const std::size_t colon = rule.find_first_not_of(" \t\r\n", at + property.size());
    if (colon == std::string_view::npos || rule[colon] != ':') continue;
    if (!before.empty() && before.back() != ';') continue;
    const std::string_view value = rule.substr(colon + 1);
    return trimmed(value.substr(0, value.find(';')));
  }
  return {};
}

std::string_view unquoted(std::string_view text) {
  text = trimmed(text);
  const bool quoted =
      text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

class Sheet {
public:
  Sheet(SiteFolder& site, const fs::path& path, std::vector<Diagnostic>& diagnostics)
      : site_(site), path_(path), diagnostics_(diagnostics) {}

  Result<WebFont> add(std::string_view css) {
    std::string ours;
    for (std::size_t at = css.find("@font-face"); at != std::string_view::npos;
         at = css.find("@font-face", at + 1)) {
      const std::size_t open = css.find('{', at), close = css.find('}', at);
      if (open == std::string_view::npos || close == std::string_view::npos || close < open) break;
      Result<std::string> rule = face(css.substr(open + 1, close - open - 1));
      if (!rule) return std::unexpected(rule.error());
      ours += *rule;
    }
    if (ours.empty()) {
      return std::unexpected(Error{ErrorKind::bad_input,
                                   "this style sheet holds no @font-face rule with a file beside it",
                                   path_.string()});
    }
    ours += ":root{--site:" + family_ + ",var(--serif)}\n";
    WebFont font{std::string(unquoted(family_)), name_of(ours, ".css")};
    if (Result<void> added = site_.add(font.sheet, as_bytes(ours)); !added)
      return std::unexpected(added.error());
    return font;
  }

private:
  static std::string name_of(std::string_view bytes, const std::string& ending) {
    return "fonts/" + hex_of(hash_of(as_bytes(bytes))).substr(0, 16) + ending;
  }

  // By what the file is, where it says so.
  static std::string ending_of(std::string_view bytes, const fs::path& file) {
    using namespace std::string_view_literals;
    for (const auto& [begin, ending] :
         {std::pair{"wOF2"sv, ".woff2"}, {"wOFF"sv, ".woff"}, {"OTTO"sv, ".otf"}, {"\0\1\0\0"sv, ".ttf"}}) {
      if (bytes.starts_with(begin)) return ending;
    }
    const std::string named = lower(file.extension().string());
    const bool plain = named.size() > 1 && std::all_of(named.begin() + 1, named.end(), is_ascii_alphanumeric);
    return plain ? named : ".bin";
  }

  // The rule as ours; empty where it is not to pass.
  Result<std::string> face(std::string_view rule) {
    const std::string_view family = value_of(rule, "font-family");
    if (family.empty() || family.find_first_of("<>{}\\") != std::string_view::npos) return std::string();
    if (family_.empty()) family_ = family;
    if (family != family_) {
      tell("another_font_family", "the style sheet names a second family, " + std::string(family),
           "left out");
      return std::string();
    }
    std::string source;
    const std::string_view sources = value_of(rule, "src");
    for (std::size_t at = sources.find("url("); at != std::string_view::npos;
         at = sources.find("url(", at + 1)) {
      const std::size_t close = sources.find(')', at);
      if (close == std::string_view::npos) break;
      const Result<std::string> place = slice(std::string(unquoted(sources.substr(at + 4, close - at - 4))));
      if (!place) return std::unexpected(place.error());
      if (!place->empty()) source += (source.empty() ? "url(" : ",url(") + *place + ")";
    }
    if (source.empty()) return std::string();
    std::string ours = "@font-face{font-family:" + family_ + ";font-display:swap;src:" + source;
    for (const char* property : {"font-weight", "font-style", "font-stretch", "unicode-range",
                                 "ascent-override", "descent-override", "line-gap-override", "size-adjust"}) {
      const std::string_view value = value_of(rule, property);
      if (!value.empty() && value.find_first_of("<>{}\\") == std::string_view::npos)
        ours += ";" + std::string(property) + ":" + std::string(value);
    }
    return ours + "}\n";
  }

  // Copies it; answers its address from the sheet's place, or nothing where it is not to pass.
  Result<std::string> slice(std::string url) {
    url = url.substr(0, url.find_first_of("?#"));
    if (url.empty() || url.find(':') != std::string::npos || url.starts_with("//")) {
      tell("font_elsewhere",
           "a font's file lies on another server or in the sheet itself: " + url.substr(0, 80), "left out");
      return std::string();
    }
    const auto known = slices_.find(url);
    if (known != slices_.end()) return known->second;
    const fs::path file = path_.parent_path() / url;
    const Result<std::string> bytes = read_file(file);
    if (!bytes) return std::unexpected(bytes.error());
    const std::string place = name_of(*bytes, ending_of(*bytes, file));
    if (Result<void> added = site_.add(place, as_bytes(*bytes)); !added)
      return std::unexpected(added.error());
    return slices_[url] = place.substr(place.find('/') + 1);
  }

  void tell(std::string code, std::string message, std::string recovery) {
    if (std::ranges::find(diagnostics_, code, &Diagnostic::code) != diagnostics_.end()) return; // once
    Diagnostic diagnostic;
    diagnostic.file = path_.string();
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    diagnostic.recovery = std::move(recovery);
    diagnostics_.push_back(std::move(diagnostic));
  }

  SiteFolder& site_;
  const fs::path& path_;
  std::vector<Diagnostic>& diagnostics_;
  std::string family_; // as it is written, quotes and all
  std::map<std::string, std::string> slices_;
};

} // namespace

Result<WebFont> add_web_font(SiteFolder& site, const fs::path& sheet, std::vector<Diagnostic>& diagnostics) {
  const Result<std::string> css = read_file(sheet, most_sheet_bytes);
  if (!css) return std::unexpected(css.error());
  return Sheet(site, sheet, diagnostics).add(without_comments(*css));
}

} // namespace hanji

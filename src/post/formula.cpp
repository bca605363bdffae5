#include "post/formula.h"

#include <algorithm>

namespace hanji {

namespace {

constexpr std::size_t longest_inlined = 2048, longest_displayed = 65536; // bytes

bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_ascii_alphanumeric(c); }

bool has_sign_of_tex(std::string_view tex) {
  for (std::size_t i = 0; i < tex.size(); ++i) {
    if (tex[i] == '\\' && i + 1 < tex.size() && is_ascii_letter(tex[i + 1])) return true;
    if (tex[i] == '\\')
      ++i; // an escape of Markdown's too
    else if (tex[i] == '^' || tex[i] == '_' || tex[i] == '{')
      return true;
  }
  return false;
}

// Words of a language, not of a formula: letters beyond ASCII, or two Latin ones beside a space.
bool reads_as_prose(std::string_view text) {
  if (has_sign_of_tex(text) || text.find_first_of("=<>") != std::string_view::npos) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) return true;
    const bool begins = is_space(text[i]) && i + 2 < text.size() && is_ascii_letter(text[i + 1]) &&
                        is_ascii_letter(text[i + 2]);
    if (begins) return true;
  }
  return false;
}

bool is_placeholder(std::string_view tex) { // the rest of `${name}`
  const std::size_t end = tex.find('}');
  return tex.starts_with('{') && end != std::string_view::npos &&
         std::ranges::all_of(tex.substr(1, end - 1),
                             [](char c) { return is_ascii_alphanumeric(c) || c == '_' || c == '.'; });
}

bool begins_line(std::string_view body, std::size_t position) {
  std::size_t at = position;
  constexpr std::string_view marks = " \t>-*+0123456789.)"; // of quotations and lists
  while (at > 0 && position - at < 200 && marks.find(body[at - 1]) != std::string_view::npos) --at;
  return at == 0 || body[at - 1] == '\n';
}

bool ends_line(std::string_view body, std::size_t end) {
  while (end < body.size() && is_blank(body[end])) ++end;
  return end == body.size() || body[end] == '\n';
}

// The lines without the marks of quotations that the first one stands behind.
std::string without_marks(std::string_view body, std::size_t begin, std::size_t end) {
  if (body.substr(begin, end - begin).find('\n') == std::string_view::npos)
    return std::string(body.substr(begin, end - begin));
  const std::size_t line = begin == 0 ? 0 : body.rfind('\n', begin - 1) + 1;
  const std::ptrdiff_t quotes = std::ranges::count(body.substr(line, begin - line), '>');
  const std::size_t width = begin - line;
  std::string source;
  for (std::size_t at = begin; at < end;) {
    const std::size_t next = std::min(end_of_line(body, at) + 1, end);
    source += body.substr(at, next - at);
    at = next;
    const std::size_t margin = at;
    for (std::ptrdiff_t open = quotes; at < end && at - margin < width;) {
      if (body[at] == '>' && open > 0)
        --open;
      else if (!is_blank(body[at]))
        break;
      ++at;
    }
  }
  return source;
}

struct Extent {
  std::size_t content = 0, content_end = 0, end = std::string_view::npos;
};

Extent between(std::string_view body, std::size_t content, std::string_view close, Finder& finder) {
  Extent extent{.content = content, .content_end = finder.find(close, content)};
  if (extent.content_end != std::string_view::npos) extent.end = extent.content_end + close.size();
  if (extent.end > body.size() || extent.content_end == content) extent.end = std::string_view::npos;
  return extent;
}

FoundFormula made(std::string_view body, std::size_t position, const Extent& extent, Finder& finder) {
  FoundFormula formula;
  if (extent.end == std::string_view::npos) return formula;
  const bool whole_lines = begins_line(body, position) && ends_line(body, extent.end);
  const std::size_t size = extent.end - position;
  if (size > (whole_lines ? longest_displayed : longest_inlined)) return formula;
  const bool alone = ends_line(body, extent.content); // only then a blank line may stand within
  if (!(whole_lines && alone) && finder.find("\n\n", position) < extent.end) return formula;
  if (trimmed(body.substr(extent.content, extent.content_end - extent.content)).empty()) return formula;
  formula.kind = whole_lines ? FormulaKind::displayed : FormulaKind::inlined;
  formula.end = extent.end;
  formula.source = without_marks(body, position, extent.end);
  return formula;
}

FoundFormula dollars_at(std::string_view body, std::size_t position, Finder& finder) {
  const std::string_view rest = body.substr(position);
  const char before = position == 0 ? ' ' : body[position - 1];
  if (before == '$') return {};
  if (rest.starts_with("$$")) {
    if (rest.starts_with("$$$")) return {};
    return made(body, position, between(body, position + 2, "$$", finder), finder);
  }
  if (rest.size() < 3 || is_space(rest[1])) return {};
  std::size_t close = finder.find("$", position + 1);
  while (close != std::string_view::npos && body[close - 1] == '\\' && close - position < longest_inlined)
    close = finder.find("$", close + 1);
  if (close == std::string_view::npos || close - position > longest_inlined || is_space(body[close - 1]))
    return {};
  const char after = close + 1 < body.size() ? body[close + 1] : ' ';
  if (is_digit(after) || after == '$' || after == '{') return {};
  const std::string_view tex = body.substr(position + 1, close - position - 1);
  const bool clings = is_ascii_alphanumeric(before) || before == '/';
  if (tex.find('`') != std::string_view::npos || is_placeholder(tex) || reads_as_prose(tex) ||
      (clings && !has_sign_of_tex(tex)))
    return {};
  FoundFormula formula = made(body, position, {position + 1, close, close + 1}, finder);
  if (formula.kind == FormulaKind::displayed) formula.kind = FormulaKind::inlined;
  return formula;
}

FoundFormula brackets_at(std::string_view body, std::size_t position, Finder& finder) {
  const std::size_t backslashes = body.substr(position).starts_with("\\\\") ? 2 : 1;
  const std::size_t bracket = position + backslashes;
  if (bracket >= body.size() || (body[bracket] != '(' && body[bracket] != '[')) return {};
  if (position > 0 && body[position - 1] == '\\') return {};
  const std::string close = std::string(backslashes, '\\') + (body[bracket] == '(' ? ')' : ']');
  const Extent extent = between(body, bracket + 1, close, finder);
  if (extent.end == std::string_view::npos || extent.end - position > longest_displayed) return {};
  const std::string_view tex = body.substr(extent.content, extent.content_end - extent.content);
  if (backslashes == 1 ? !has_sign_of_tex(tex) : reads_as_prose(tex)) return {};
  FoundFormula formula = made(body, position, extent, finder);
  if (formula.kind == FormulaKind::displayed && body[bracket] == '(') formula.kind = FormulaKind::inlined;
  return formula;
}

FoundFormula environment_at(std::string_view body, std::size_t position, Finder& finder) {
  constexpr std::string_view begin = "\\begin{";
  if (!body.substr(position).starts_with(begin) || !begins_line(body, position)) return {};
  const std::size_t name = position + begin.size();
  std::size_t name_end = name;
  while (name_end < body.size() && (is_ascii_letter(body[name_end]) || body[name_end] == '*')) ++name_end;
  if (name_end == name || name_end - name > 20 || name_end >= body.size() || body[name_end] != '}') return {};
  const std::string close = "\\end{" + std::string(body.substr(name, name_end - name)) + "}";
  FoundFormula formula = made(body, position, between(body, name_end + 1, close, finder), finder);
  return formula;
}

} // namespace

FoundFormula formula_at(std::string_view body, std::size_t position, Finder& finder) {
  if (body[position] == '$') return dollars_at(body, position, finder);
  if (body[position] != '\\') return {};
  FoundFormula formula = brackets_at(body, position, finder);
  return formula.kind == FormulaKind::none ? environment_at(body, position, finder) : formula;
}

std::string html_of(const FoundFormula& formula) {
  const bool displayed = formula.kind == FormulaKind::displayed;
  std::string html = displayed ? "<pre data-formula><code>" : "<code data-formula>";
  for (const char c : formula.source) {
    if (c == '\n' && !displayed)
      html += ' ';
    else if (c == '\n' || is_punctuation(c))
      html += "&#" + std::to_string(static_cast<int>(c)) + ";";
    else
      html += c;
  }
  return html + (displayed ? "</code></pre>" : "</code>");
}

} // namespace hanji

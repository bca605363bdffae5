#include "post/markdown_html.h"

#include <algorithm>
#include <array>

#include "post/mend.h"

namespace hanji {

namespace {

// Elements that are blocks where they begin a line (CommonMark 0.31, HTML blocks of kinds 1 and 6), and
// pictures.
constexpr std::array<std::string_view, 73> block_elements = {
    "address",  "article", "aside",  "audio",    "base",     "basefont", "blockquote", "body",
    "canvas",   "caption", "center", "col",      "colgroup", "dd",       "details",    "dialog",
    "dir",      "div",     "dl",     "dt",       "embed",    "fieldset", "figcaption", "figure",
    "footer",   "form",    "frame",  "frameset", "h1",       "h2",       "h3",         "h4",
    "h5",       "h6",      "head",   "header",   "hgroup",   "hr",       "html",       "iframe",
    "legend",   "li",      "link",   "main",     "menu",     "meta",     "nav",        "noframes",
    "noscript", "object",  "ol",     "optgroup", "option",   "p",        "pre",        "script",
    "search",   "section", "style",  "summary",  "svg",      "table",    "tbody",      "td",
    "textarea", "tfoot",   "th",     "thead",    "title",    "tr",       "track",      "ul",
    "video"};
static_assert(std::is_sorted(block_elements.begin(), block_elements.end()));
constexpr std::array<std::string_view, 10> void_elements = {"base", "basefont", "col",  "embed", "frame",
                                                            "hr",   "link",     "meta", "track", "param"};
// Boxes that hold whole blocks, and nothing but that.
constexpr std::array<std::string_view, 13> boxes = {"address", "article", "aside",  "blockquote", "body",
                                                    "center",  "details", "div",    "figure",     "footer",
                                                    "header",  "main",    "section"};
constexpr std::array<std::string_view, 5> verbatim = {"code", "pre", "script", "style", "textarea"};
constexpr std::size_t longest_emphasis = 1000; // bytes; more between two stars is no emphasis

template <std::size_t Count>
bool contains(const std::array<std::string_view, Count>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The value of the attribute `markdown` of a start tag.
std::string markdown_attribute(std::string_view tag) {
  const std::size_t name = tag.find("markdown=");
  if (name == std::string_view::npos || name == 0 || !is_space(tag[name - 1])) return {};
  std::string_view value = tag.substr(name + 9);
  const char quote = value.empty() ? '\0' : value.front();
  if (quote == '"' || quote == '\'') {
    value.remove_prefix(1);
    return lower(trimmed(value.substr(0, value.find(quote))));
  }
  return lower(value.substr(0, value.find_first_of(" \t\n/>")));
}

bool is_list_line(std::string_view line) {
  if (line.size() > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ') return true;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && digits < 10 && line.substr(digits).starts_with(". ");
}

bool is_heading_line(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  return marks >= 1 && marks <= 6 && marks + 1 < line.size() && line[marks] == ' ';
}

// `[글](주소)`, `![그림](주소)`, or a word between backticks.
bool holds_link_or_code(std::string_view line) {
  const std::size_t bracket = line.find('['), backtick = line.find('`');
  return (bracket != std::string_view::npos && line.find("](", bracket) != std::string_view::npos) ||
         (backtick != std::string_view::npos && line.find('`', backtick + 1) != std::string_view::npos);
}

bool is_table_rule(std::string_view line) {
  return line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: ") == std::string_view::npos;
}

} // namespace

HtmlBlocks::HtmlBlocks(std::string_view text, bool commonmark)
    : text_(text), finder_(text), budget_(64 * text.size() + 1'000'000), commonmark_(commonmark) {}

std::string HtmlBlocks::name_at(std::size_t position) const {
  std::size_t end = position;
  while (end < text_.size() && end - position < 16 && is_ascii_alphanumeric(text_[end])) ++end;
  return lower(text_.substr(position, end - position));
}

bool HtmlBlocks::begins_block(std::size_t tag) const {
  const std::size_t name = tag + (text_.substr(tag).starts_with("</") ? 2 : 1);
  return std::binary_search(block_elements.begin(), block_elements.end(), name_at(name));
}

HtmlExtent HtmlBlocks::block_at(std::size_t tag, std::size_t limit) {
  HtmlExtent block{.begin = tag};
  const std::string_view rest = text_.substr(tag);
  if (rest.starts_with("<!--")) {
    block.end = after("-->", tag + 4, limit);
  } else if (rest.starts_with("<!") || rest.starts_with("<?")) {
    block.end = after(">", tag, limit);
  } else if (begins_block(tag)) {
    block.name = name_at(tag + 1);
    if (rest.starts_with("</") || contains(void_elements, block.name)) {
      block.name.clear();
      block.end = after(">", tag, limit);
    } else if (!find_end_tag(block, limit)) {
      block.name.clear();
    }
  }
  return block;
}

std::size_t HtmlBlocks::after(std::string_view mark, std::size_t from, std::size_t limit) {
  const std::size_t found = finder_.find(mark, from);
  return found == std::string_view::npos || found + mark.size() > limit ? std::string_view::npos
                                                                        : found + mark.size();
}

// Each look costs some of a budget, so that a file of nothing but start tags stays cheap.
bool HtmlBlocks::find_end_tag(HtmlExtent& block, std::size_t limit) {
  std::size_t depth = 0;
  for (std::size_t at = block.begin; at < limit; at = text_.find('<', at + 1)) {
    const std::string_view rest = text_.substr(at);
    if (at - block.begin > budget_) break;
    if (rest.starts_with("<!--")) {
      const std::size_t end = finder_.find("-->", at + 4);
      if (end != std::string_view::npos) at = end;
      continue;
    }
    const bool closing = rest.starts_with("</");
    if (name_at(at + (closing ? 2 : 1)) != block.name) continue;
    depth = closing ? depth - 1 : depth + 1;
    if (depth > 0) continue;
    budget_ -= std::min(budget_, at - block.begin);
    block.content_begin = after(">", block.begin, limit);
    block.content_end = at;
    block.end = after(">", at, limit);
    return block.end != std::string_view::npos && block.content_begin <= at;
  }
  budget_ -= std::min(budget_, limit - block.begin);
  return false;
}

// Past a tag, a comment or a verbatim element that begins at `position`; just past '<' when it is text.
std::size_t HtmlBlocks::after_markup(std::size_t position, std::size_t limit) {
  const std::string_view rest = text_.substr(position);
  if (rest.starts_with("<!--")) return std::min(after("-->", position + 4, limit), limit);
  const bool closing = rest.starts_with("</");
  const std::string name = name_at(position + (closing ? 2 : 1));
  const std::size_t close = name.empty() ? std::string_view::npos : after(">", position, limit);
  if (close == std::string_view::npos) return position + 1;
  if (closing || !contains(verbatim, name)) return close;
  const std::size_t end_tag = finder_.find("</" + name, close);
  return end_tag >= limit ? close : end_tag;
}

bool HtmlBlocks::is_plainly_markdown(std::size_t begin, std::size_t end) {
  bool after_list_line = false, after_row = false, after_blank = false;
  for (std::size_t position = begin; position < end;) {
    const std::size_t line_end = std::min(end_of_line(text_, position), end);
    const std::string_view line = trimmed(text_.substr(position, line_end - position));
    std::size_t verbatim_end = 0;
    for (std::size_t tag = text_.find('<', position); tag < line_end;
         tag = text_.find('<', std::max(tag + 1, verbatim_end))) {
      if (contains(verbatim, name_at(tag + 1))) verbatim_end = after_markup(tag, end);
    }
    const bool list_line = is_list_line(line);
    const bool begins_text =
        after_blank && !line.empty() && line[0] != '<' && (commonmark_ || holds_link_or_code(line));
    if (is_heading_line(line) || begins_text || line.starts_with("```") || line.starts_with(":::") ||
        (list_line && after_list_line) || (after_row && is_table_rule(line)))
      return true;
    after_list_line = list_line;
    after_blank = line.empty() && position > begin;
    after_row = line.find('|') != std::string_view::npos;
    position = std::max(line_end + 1, verbatim_end);
  }
  return false;
}

MarkdownInside HtmlBlocks::markdown_inside(const HtmlExtent& block) {
  if (block.name.empty()) return MarkdownInside::emphasis;
  if (contains(verbatim, block.name)) return MarkdownInside::none;
  const std::string said = markdown_attribute(text_.substr(block.begin, block.content_begin - block.begin));
  if (said == "0") return MarkdownInside::none;
  if (said == "1" || said == "block") {
    return block.name == "p" || (block.name.size() == 2 && block.name[0] == 'h' && is_digit(block.name[1]))
               ? MarkdownInside::span
               : MarkdownInside::block;
  }
  if (said == "span") return MarkdownInside::span;
  const bool box = contains(boxes, block.name);
  const std::string_view content = text_.substr(block.content_begin, block.content_end - block.content_begin);
  const bool holds_markdown = box && (content.find(" markdown=") != std::string_view::npos ||
                                      is_plainly_markdown(block.content_begin, block.content_end));
  return holds_markdown ? MarkdownInside::block : MarkdownInside::emphasis;
}

std::vector<TagInCode> HtmlBlocks::hiding_tags_in_code(std::size_t begin, std::size_t end) {
  constexpr std::array<std::string_view, 16> hiding = {
      "applet", "audio", "canvas", "head",     "iframe", "noembed",  "noframes", "noscript",
      "script", "style", "svg",    "template", "title",  "textarea", "video",    "select"};
  std::vector<TagInCode> found;
  for (std::size_t at = begin; at < end;) {
    if (text_[at] == '<') {
      at = after_markup(at, end);
    } else if (text_[at] == '`') {
      const std::size_t span_end = std::min(after_code_span(text_, at), end);
      for (std::size_t tag = text_.find('<', at); tag < span_end; tag = text_.find('<', tag + 1)) {
        if (contains(hiding, name_at(tag + (text_.substr(tag).starts_with("</") ? 2 : 1))))
          found.push_back({tag, tag + 1, "&lt;"});
      }
      at = span_end;
    } else {
      ++at;
    }
  }
  return found;
}

// One star stands for much else, so it opens only where a word begins.
std::vector<Emphasis> HtmlBlocks::emphasis_in(std::size_t begin, std::size_t end) {
  struct Open {
    std::size_t begin, end;
  };
  std::vector<Emphasis> found;
  std::vector<Open> open; // at most one of each length
  char before = ' ';      // what a reader sees before here
  for (std::size_t at = begin; at < end;) {
    const char c = text_[at];
    if (c == '<') {
      if (begins_block(at) || name_at(at + 1) == "br") {
        open.clear();
        before = ' ';
      }
      at = after_markup(at, end);
      continue;
    }
    if (c != '*') {
      if (c == '\n' && at + 1 < end && text_[at + 1] == '\n') open.clear();
      if (c != filler) before = c;
      ++at;
      continue;
    }
    const std::size_t stars = std::min(text_.find_first_not_of('*', at), end);
    const std::size_t size = stars - at;
    std::size_t next = stars;
    while (next < end && text_[next] == filler) ++next;
    const char after = next < end ? text_[next] : ' ';
    const auto same = std::find_if(open.begin(), open.end(),
                                   [size](const Open& each) { return each.end - each.begin == size; });
    if (size > 2) {
      open.clear();
    } else if (same != open.end() && !is_space(before) && at - same->end <= longest_emphasis) {
      found.push_back({same->begin, same->end, size == 2 ? "<strong>" : "<em>"});
      found.push_back({at, stars, size == 2 ? "</strong>" : "</em>"});
      open.erase(same, open.end());
    } else {
      if (same != open.end()) open.erase(same, open.end());
      const bool word_begins = is_space(before) || before == '(' || before == '"' || before == '\'';
      const bool ends_here = text_.substr(next).starts_with("</");
      if (!is_space(after) && !ends_here && after != '*' && (size == 2 || word_begins))
        open.push_back({at, stars});
    }
    before = '*';
    at = stars;
  }
  std::sort(found.begin(), found.end(),
            [](const Emphasis& a, const Emphasis& b) { return a.begin < b.begin; });
  return found;
}

} // namespace hanji

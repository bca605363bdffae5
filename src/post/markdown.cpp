#include "post/markdown.h"

#include <md4c-html.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <limits>
#include <vector>

#include "post/mend.h"
#include "post/scan.h"

namespace hanji {

namespace {

// Elements that are blocks where they begin a line (CommonMark 0.31, HTML blocks of kinds 1 and 6).
constexpr std::array<std::string_view, 72> block_elements = {
    "address",  "article", "aside",    "audio",    "base",       "basefont", "blockquote", "body",   "canvas",
    "caption",  "center",  "col",      "colgroup", "dd",         "details",  "dialog",     "dir",    "div",
    "dl",       "dt",      "embed",    "fieldset", "figcaption", "figure",   "footer",     "form",   "frame",
    "frameset", "h1",      "h2",       "h3",       "h4",         "h5",       "h6",         "head",   "header",
    "hgroup",   "hr",      "html",     "iframe",   "legend",     "li",       "link",       "main",   "menu",
    "meta",     "nav",     "noframes", "noscript", "object",     "ol",       "optgroup",   "option", "p",
    "pre",      "script",  "search",   "section",  "style",      "summary",  "table",      "tbody",  "td",
    "textarea", "tfoot",   "th",       "thead",    "title",      "tr",       "track",      "ul",     "video"};
static_assert(std::is_sorted(block_elements.begin(), block_elements.end()));
constexpr std::array<std::string_view, 10> void_elements = {"base", "basefont", "col",  "embed", "frame",
                                                            "hr",   "link",     "meta", "track", "param"};

constexpr std::string_view placeholder = "<!--\x02";

struct HtmlBlock {
  std::size_t begin, end;
};

// The text with each HTML block replaced by a one-line comment, so that md4c sees one document of Markdown.
struct Composite {
  std::string text;
  OffsetMap source;
  std::vector<HtmlBlock> blocks;
};

class Composer {
public:
  explicit Composer(std::string_view text)
      : text_(text), finder_(text), budget_(64 * text.size() + 1'000'000) {}

  Composite compose() {
    char fence = 0;
    for (std::size_t position = 0; position < text_.size();) {
      const std::size_t end = std::min(end_of_line(text_, position) + 1, text_.size());
      const std::string_view line = text_.substr(position, end - position);
      const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
      const std::string_view content = line.substr(indent);
      const char mark = content.starts_with("```") ? '`' : content.starts_with("~~~") ? '~' : '\0';
      if (mark != 0 && indent < 4 &&
          (fence == 0 ||
           (fence == mark && trimmed(content).find_first_not_of(mark) == std::string_view::npos))) {
        fence = fence == 0 ? mark : '\0';
      } else if (fence == 0 && indent < 4 && content.starts_with('<')) {
        const std::size_t block_end = end_of_block(position + indent);
        if (block_end != std::string_view::npos) {
          copy(position, position + indent);
          put_block({position + indent, block_end});
          position = block_end;
          while (position < text_.size() && is_blank(text_[position])) ++position;
          if (position < text_.size() && text_[position] == '\n') ++position;
          continue;
        }
        if (!begins_block(position + indent))
          composite_.text += filler; // else CommonMark's seventh kind of HTML block
      }
      copy(position, end);
      position = end;
    }
    return std::move(composite_);
  }

private:
  void copy(std::size_t begin, std::size_t end) {
    composite_.source.add(composite_.text.size(), begin);
    composite_.text += text_.substr(begin, end - begin);
  }

  void put_block(HtmlBlock block) {
    composite_.source.add(composite_.text.size(), block.begin);
    composite_.text += placeholder;
    composite_.text += std::to_string(composite_.blocks.size());
    composite_.text += "-->\n";
    composite_.blocks.push_back(block);
  }

  std::string name_at(std::size_t position) const { // of the tag whose name begins there
    std::size_t end = position;
    while (end < text_.size() && end - position < 16 && is_ascii_alphanumeric(text_[end])) ++end;
    return lower(text_.substr(position, end - position));
  }

  bool begins_block(std::size_t tag) const {
    const std::size_t name = tag + (text_.substr(tag).starts_with("</") ? 2 : 1);
    return std::binary_search(block_elements.begin(), block_elements.end(), name_at(name));
  }

  std::size_t after(std::string_view mark, std::size_t from) {
    const std::size_t found = finder_.find(mark, from);
    return found == std::string_view::npos ? found : found + mark.size();
  }

  std::size_t end_of_block(std::size_t tag) {
    const std::string_view rest = text_.substr(tag);
    if (rest.starts_with("<!--")) return after("-->", tag + 4);
    if (rest.starts_with("<!") || rest.starts_with("<?")) return after(">", tag);
    if (!begins_block(tag)) return std::string_view::npos;
    if (rest.starts_with("</")) return after(">", tag);
    const std::string name = name_at(tag + 1);
    if (std::find(void_elements.begin(), void_elements.end(), name) != void_elements.end())
      return after(">", tag);
    return end_of_element(tag, name);
  }

  // After the matching end tag. Each look costs some of a budget, so that a file of nothing but start tags
  // stays cheap.
  std::size_t end_of_element(std::size_t tag, const std::string& name) {
    std::size_t depth = 0;
    for (std::size_t at = tag; at != std::string_view::npos; at = text_.find('<', at + 1)) {
      const std::string_view rest = text_.substr(at);
      if (at - tag > budget_) break;
      if (rest.starts_with("<!--")) {
        const std::size_t end = finder_.find("-->", at + 4);
        if (end != std::string_view::npos) at = end;
        continue;
      }
      const bool closing = rest.starts_with("</");
      if (name_at(at + (closing ? 2 : 1)) != name) continue;
      depth = closing ? depth - 1 : depth + 1;
      if (depth > 0) continue;
      budget_ -= std::min(budget_, at - tag);
      return after(">", at);
    }
    budget_ -= std::min(budget_, text_.size() - tag);
    return std::string_view::npos;
  }

  std::string_view text_;
  Finder finder_;
  std::size_t budget_;
  Composite composite_;
};

struct Rendering {
  std::string_view text;
  const Composite& composite;
  Markup markup;

  // md4c hands over most text as it stands in its input, which tells us where it came from.
  void take(std::string_view piece) {
    const std::less<const char*> before;
    const char* const begin = composite.text.data();
    const bool of_input = !before(piece.data(), begin) && before(piece.data(), begin + composite.text.size());
    if (of_input && piece.starts_with(placeholder)) {
      std::size_t index = composite.blocks.size();
      std::from_chars(piece.data() + placeholder.size(), piece.data() + piece.size(), index);
      if (index >= composite.blocks.size()) return;
      const HtmlBlock block = composite.blocks[index];
      put(text.substr(block.begin, block.end - block.begin), block.begin);
    } else if (of_input) {
      put(piece, composite.source(static_cast<std::size_t>(piece.data() - begin)));
    } else {
      markup.html += piece;
    }
  }

  void put(std::string_view piece, std::size_t source) { // without the filler
    while (!piece.empty()) {
      const std::size_t size = std::min(piece.find(filler), piece.size());
      markup.source.add(markup.html.size(), source);
      markup.html += piece.substr(0, size);
      const std::size_t taken = std::min(size + 1, piece.size());
      piece.remove_prefix(taken);
      source += taken;
    }
  }
};

void put_escaped(std::string& html, char c) {
  if (c == '&') {
    html += "&amp;";
  } else if (c == '<') {
    html += "&lt;";
  } else {
    html += c;
  }
}

} // namespace

Markup html_from_markdown(std::string_view text) {
  const Composite composite = Composer(text).compose();
  Rendering rendering{text, composite, {}};
  rendering.markup.html.reserve(text.size() + text.size() / 4);
  const auto take = [](const MD_CHAR* piece, MD_SIZE size, void* to) {
    static_cast<Rendering*>(to)->take({piece, size});
  };
  const unsigned flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
  if (composite.text.size() > std::numeric_limits<MD_SIZE>::max() ||
      md_html(composite.text.data(), static_cast<MD_SIZE>(composite.text.size()), take, &rendering, flags,
              0) != 0) {
    return html_from_plain_text(text); // only when memory runs out
  }
  return std::move(rendering.markup);
}

Markup html_from_plain_text(std::string_view text) {
  Markup markup;
  bool within_paragraph = false;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t end = end_of_line(text, position);
    const std::string_view line = text.substr(position, end - position);
    if (trimmed(line).empty()) {
      within_paragraph = false;
    } else {
      markup.html += within_paragraph ? "<br>" : "<p>";
      within_paragraph = true;
      markup.source.add(markup.html.size(), position);
      for (const char c : line) put_escaped(markup.html, c);
    }
    position = end + 1;
  }
  return markup;
}

} // namespace hanji

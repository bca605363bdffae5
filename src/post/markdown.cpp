#include "post/markdown.h"

#include <md4c-html.h>

#include <algorithm>
#include <functional>
#include <limits>

#include "post/kramdown.h"
#include "post/mend.h"
#include "post/scan.h"

namespace hanji {

namespace {

struct Rendering {
  const Composite& composite;
  Markup markup;

  // md4c hands over most text as it stands in its input, which tells us where it came from.
  void take(std::string_view piece) {
    const std::less<const char*> before;
    const char* const begin = composite.text.data();
    const bool of_input = !before(piece.data(), begin) && before(piece.data(), begin + composite.text.size());
    if (!of_input) {
      markup.html += piece;
      return;
    }
    const auto offset = static_cast<std::size_t>(piece.data() - begin);
    for (std::size_t i = 0; i < piece.size();) { // without the filler
      const std::size_t end = std::min(piece.find(filler, i), piece.size());
      markup.source.add(markup.html.size(), composite.source(offset + i));
      markup.html += piece.substr(i, end - i);
      const bool of_text = end < piece.size() && end > i && piece[end - 1] == '<'; // in a block of HTML
      if (of_text) markup.html.replace(markup.html.size() - 1, 1, "&lt;");
      i = end + 1;
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

Markup html_from_markdown(std::string_view text, bool markdown_in_html, Dialect dialect) {
  Composite composite = commonmark_from_kramdown(text, markdown_in_html, dialect == Dialect::commonmark);
  Rendering rendering{composite, {}};
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
  std::ranges::replace(rendering.markup.html, held_newline, '\n');
  rendering.markup.notes = std::move(composite.notes);
  rendering.markup.abbreviations = std::move(composite.abbreviations);
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

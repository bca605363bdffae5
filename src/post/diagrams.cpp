#include "post/diagrams.h"

#include <algorithm>
#include <array>

#include "post/boxes.h"

namespace hanji {

bool is_diagram_language(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>(
      {"actdiag",   "blockdiag",   "bpmn",   "bytefield", "c4plantuml", "d2",       "dbml",
       "diagram",   "ditaa",       "dot",    "erd",       "excalidraw", "flow",     "flowchart",
       "goat",      "graphviz",    "gv",     "kroki",     "markmap",    "mermaid",  "nomnoml",
       "nwdiag",    "packetdiag",  "pikchr", "plantuml",  "puml",       "rackdiag", "seqdiag",
       "sequence",  "structurizr", "svgbob", "tikz",      "umlet",      "uml",      "vega",
       "vega-lite", "vegalite",    "viz",    "wavedrom",  "wireviz"});
  return std::ranges::find(names, name) != names.end();
}

std::string_view diagram_of_classes(std::string_view classes) {
  constexpr std::array<std::string_view, 4> names = {"graphviz", "markmap", "mermaid", "plantuml"};
  while (!classes.empty()) {
    const std::size_t end = std::min(classes.find_first_of(" \t\n"), classes.size());
    const auto* const found = std::ranges::find(names, classes.substr(0, end));
    if (found != names.end()) return *found;
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return {};
}

void caption_diagrams(Article& article, std::span<const std::string> languages) {
  auto& blocks = article.blocks;
  const bool korean = holds_hangul(article.title) ||
                      std::ranges::any_of(blocks, [](const Block& each) { return holds_hangul(each.text); });
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    Block& code = blocks[i];
    if (code.kind != BlockKind::code || code.extra >= languages.size()) continue;
    const std::string& language = languages[code.extra];
    if (!is_diagram_language(language) || (i > 0 && blocks[i - 1].kind == BlockKind::caption)) continue;
    Block caption;
    caption.kind = BlockKind::caption;
    caption.level = code.level;
    caption.quote = code.quote;
    caption.details = code.details;
    pass_beginnings(code, caption);
    caption.text = (korean ? "도표의 원문 (" : "Source of a diagram (") + language + ")";
    blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(i++), std::move(caption));
  }
}

} // namespace hanji

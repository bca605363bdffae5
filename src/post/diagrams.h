// Languages that code is a drawing in: mermaid, plantuml, dot and others, as GitHub
// (https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/creating-diagrams)
// and Kroki (https://docs.kroki.io/kroki/diagram-types/) name them, and as themes of Hugo and Hexo do.
// Nothing here draws one: its source stands as code, under a caption that says what it is.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "article/article.h"

namespace hanji {

bool is_diagram_language(std::string_view name); // in lower case

// `mermaid` and the like among the classes of an element, whose text is the source; empty: none.
std::string_view diagram_of_classes(std::string_view classes);

// Code in one of them that has no caption gets one, in the language of the text. Of code, Block::extra is an
// index into `languages`, or none.
void caption_diagrams(Article& article, std::span<const std::string> languages);

} // namespace hanji

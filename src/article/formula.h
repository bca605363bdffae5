// What is known of formulas without setting them: how they are written, and what markup they may be set as. A
// formula is text of its block, so it is searched, copied and laid out as any text is; its source is what
// finds the markup.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "article/article.h"

namespace hanji {

struct WrittenFormula {
  std::string_view open;  // "$", "$$", "\\(", "\\[", these two with one backslash more; "" of an environment
  std::string_view tex;   // what stands between
  bool displayed = false; // its author wants it set as one with lines for itself, wherever it stands
};
WrittenFormula written_formula(std::string_view source);

// That of `formulas` (by source, as Article has them), or null where none is set.
const Formula* formula_of(std::span<const Formula> formulas, std::string_view source);

// Names of MathML Core that a formula may be set with; nothing that leads anywhere, loads or runs.
bool is_formula_element(std::string_view name);
bool is_formula_attribute(std::string_view name);

// One element that nests, of those names alone, its text escaped.
bool is_sound_formula(std::string_view mathml);

} // namespace hanji

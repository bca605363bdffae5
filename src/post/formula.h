// Formulas in TeX, where MathJax and KaTeX find them in a page that Markdown has made: `$…$`, `$$…$$`,
// `\(…\)`,
// `\[…\]` (with one backslash or two, as Markdown takes one away) and `\begin{…}…\end{…}`. Rules, by pandoc's
// tex_math_dollars: nothing blank stands within a `$`, no digit behind the second one, and none of them in
// the formula. Beyond pandoc, as tried on Korean posts: prices stay text (`$5라고 했다. 10$에`: words and no
// sign of TeX), and so do brackets that were only escaped (`\[속보\]`).
//
// A formula is displayed where it has lines for itself; else it stands in its line of text.
//
// Input: a body of Markdown. Never fails. Cost: what the Finder looks through.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "post/scan.h"

namespace hanji {

enum class FormulaKind : std::uint8_t { none, inlined, displayed };

struct FoundFormula {
  FormulaKind kind = FormulaKind::none;
  std::size_t end = 0; // of it, in the body
  std::string
      source; // with what it stands between; without the marks of quotations that its lines begin with
};

FoundFormula formula_at(std::string_view body, std::size_t position, Finder& finder); // of `body`

// Code that holds it, and that the attribute `data-formula` tells from other code: nothing in it is Markdown
// or HTML, all on one line.
std::string html_of(const FoundFormula& formula);

} // namespace hanji

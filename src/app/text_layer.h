// A page as the text layer needs it: what JavaScript makes real, transparent text of (shell/text_layer.js),
// line for line where the canvas draws it. JSON:
//   {"width","height","colors":{…},"pieces":[{"role","level","x","y","w","h","quote","id","href","label","current",
//     "ink","text":{"x","y","w","lineHeight","face","size","lines":[{"x","pad","gap","runs":[{"t","face","size","rise",
//     "color","href"}]}]},"image":{"src","alt","missing","link"},"table","row","header","columns","rows"}]}
// Lengths are CSS px. A run leaves out what its paragraph says already. `pad` fills a line to the measure, so
// that lines stay one inline flow and find, copy and selection cross their ends (notes on structure:
// src/README.md §6).
#pragma once

#include <string>

#include "reader/state.h"

namespace hanji {

std::string text_layer_of_page(const ReaderState& state);
std::string text_layer_of_frame(const ReaderState& state);

} // namespace hanji

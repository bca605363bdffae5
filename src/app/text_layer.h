// A page as the text layer needs it: what JavaScript makes real, transparent text of (shell/text_layer.js),
// line for line where the canvas draws it. JSON, lengths in CSS px:
//   page   {"width","height","content","title","article","language" where it is not the site's,
//          "pieces":[piece]}   content = its own height,
//   without
//          the window's
//   frame  {"pieces":[piece],"site","found" (said: “3 / 12”, while words are lit),"colors":{name:
//   "#rrggbb"},"dark","words":{name: text}} sheet  {"x","y","w","h","content" = its own
//   height,"pieces":[piece]}, or {} where none is open piece  {"role","x","y","w","h", and where there is
//   one: "level","quote","ink","id","href","label","group","current",
//          "marker" (of a list's item, where the canvas does not draw
//          it),"text","image":{"src","alt","missing","link"},"table","row","header"}
//   text   {"x","y","w","lineHeight","face","size","lines":[{"x","pad","gap","spacing","hard","runs":[run]}]}
//   run    {"t", and where it differs from its paragraph:
//   "face","size","rise","spacing","color","background","href",
//          of a ruby's reading "above" (its width, which is no room in the line) and "shift" (to the right)}
// `pad` fills a line to the measure, so that lines stay one inline flow and find, copy and selection cross
// their ends (src/README.md §6).
#pragma once

#include <string>

#include "reader/state.h"

namespace hanji {

std::string text_layer_of_page(const ReaderState& state);
std::string text_layer_of_frame(const ReaderState& state); // the bar of phones too
std::string text_layer_of_sheet(const ReaderState& state);

} // namespace hanji

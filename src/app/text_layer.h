// A page as the text layer needs it: what JavaScript makes real, transparent text of (shell/text_layer.js),
// line for line where the canvas draws it. JSON, lengths in CSS px; a field that would say nothing is not
// there, but for those that the first line of each names.
// clang-format off
//   page      {"width", "height", "content", "title", "article": true, "pieces": [piece],
//              "language",                                 where it is not the site's
//              "scrollers": [scroller]}                    content = its own height, without the window's
//   frame     {"pieces": [piece], "site", "dark": false, "colors": {name: "#rrggbb"}, "words": {name: text},
//              "found": "3 / 12"}                          said, while words are lit
//   sheet     {"x", "y", "w", "h", "content", "pieces": [piece]}    or {} where none is open
//   piece     {"role", "x", "y", "w", "h",
//              "level", "quote", "ink", "id", "href", "page", "label", "group", "current": true,
//              "folded",                                   of a disclosure
//              "scroller",                                 the number of the one that it lies in
//              "marker",                                   of a list's item, where the canvas does not draw it
//              "text": text, "image": {"src", "alt", "missing", "link", "page"}, "table", "row", "header"}
//   scroller  {"x", "y", "w", "h", "width", "scrolled"}    scrolls sideways in itself
//   text      {"x", "y", "w", "lineHeight", "face", "size", "lines": [line]}
//   line      {"x", "w", "pad", "runs": [run],
//              "gap", "spacing", "hard": true}             hard = it ends with a break of the author's
//   run       {"t",
//              "face", "size", "rise", "color", "background", "spacing",    where it differs from its paragraph
//              "href", "page", "note": true,               note = the link leads to a footnote
//              "above", "shift"}                           of a ruby's reading: its width, which is no room in
//                                                          the line, and how far it stands to the right
// clang-format on
// `page` is the address of what an href of the program's leads to ("#/slug" → "a/<slug>.html"), below the
// site. `pad` fills a line to the measure, so that lines stay one inline flow and find, copy and selection
// cross their ends (src/README.md §6).
#pragma once

#include <string>

#include "reader/state.h"

namespace hanji {

std::string text_layer_of_page(const ReaderState& state);
std::string text_layer_of_frame(const ReaderState& state); // the bar of phones too
std::string text_layer_of_sheet(const ReaderState& state);

} // namespace hanji

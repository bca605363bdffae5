// A page as the text layer needs it: what JavaScript makes the text of that is selected, found and read aloud
// (shell/text_layer.js), line for line where the canvas draws it. An article is its own semantic HTML
// (article/html.h), the same that its static page is, and the pieces say where the lines of each block stand
// (shell/article_layer.js); all else is made of the pieces. JSON, lengths in CSS px; a field that would say
// nothing is not there, but for those that the first line of each names.
// clang-format off
//   page      {"width", "height", "title", "article": true, "pieces": [piece],
//              "html",                                     the article element, where it does not stand yet
//              "scrollers": [scroller]}                    height = its own, which may be less than the window's
//   frame     {"pieces": [piece], "site", "dark": false, "colors": {name: "#rrggbb"}, "words": {name: text},
//              "found": "3 / 12"}                          said, while words are lit
//   sheet     {"x", "y", "w", "h", "content", "pieces": [piece]}    or {} where none is open
//   piece     {"role", "x", "y", "w", "h",
//              "level", "ink", "href", "page", "label", "group", "current": true,
//              "part", "item",                             a list that it stands in (layout/page.h), and of which item
//              "block",                                    of an article: data-b of the element that it sets,
//              "head": true,                               or that it is its title, meta or lead
//              "column",                                   of a table's cell
//              "scroller",                                 the number of the one that it lies in
//              "text": text}
//   scroller  {"x", "y", "w", "h", "width", "scrolled"}    scrolls sideways in itself
//   text      {"x", "y", "w", "h", "lineHeight", "face", "size", "lines": [line]}
//   line      {"x", "w", "runs": [run],
//              "up", "down",                               of one that is higher: from its baseline
//              "gap", "spacing", "hard": true}             hard = it ends with a break of the author's
//   run       {"t",
//              "face", "size", "rise", "color", "background", "spacing",    where it differs from its paragraph
//              "href", "page", "note": true,               note = the link leads to a footnote
//              "end",                                      where another look begins: where it does, as x
//              "room",                                     of a formula: its width
//              "above", "shift"}                           of a ruby's reading: its width, which is no room in
//                                                          the line, and how far it stands to the right
// clang-format on
// `page` is the address of what an href of the program's leads to ("#/slug" → "a/<slug>.html"), below the
// site. The lines of a text stay one inline flow, so that find, copy and selection cross their ends.
#pragma once

#include <string>

#include "reader/state.h"

namespace hanji {

const Article* article_shown(const ReaderState& state); // null: the page is no article's

// `article_stands`: the host has the HTML of the article that is shown.
std::string text_layer_of_page(const ReaderState& state, bool article_stands = false);
std::string text_layer_of_frame(const ReaderState& state); // the bar of phones too
std::string text_layer_of_sheet(const ReaderState& state);

} // namespace hanji

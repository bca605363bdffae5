// HTML → the blocks of an article, by an HTML5 parser (gumbo, so tags that do not nest are repaired as
// browsers repair them) and one walk over its tree. What a reader would see stays, as structure where the
// article has it and as text where it has not; an unknown tag loses the tag and keeps the text. Never passed
// on: scripts, styles, frames and players (a link may stand for one: html_media.h), form controls, event
// handlers, hidden elements, and links that are not http(s), mailto, tel or relative.
//
// Decisions: white space (no-break spaces too) collapses to one space and blank paragraphs vanish; one <br>
// is a line break, two begin a new paragraph; pictures are blocks of their own (those of a table stand after
// it), tiny ones that stand for a character give way to their alternative text; within a cell, a heading or a
// caption a block boundary is a line break, and so are the cells of a table within a cell; a table of a
// single cell is a box and no table. A disclosure without a summary has an empty one. Lists that a class or
// role calls footnotes are, and their links back to the text go. Ruby text stands in parentheses behind its
// base. Backgrounds count on inline elements only: a box is layout, a highlight is meaning.
//
// Input: valid UTF-8. Fills blocks, links, cells and figures of `article`. Never fails; the
// notes' offsets count in `html`. Cost: linear; about 50 MB/s, nearly all of it in gumbo.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "post/diagnostic.h"

namespace hanji {

// `languages`: the language of each block of code that says one, Block::extra of such a block an index into
// it.
void add_blocks_from_html(std::string_view html, Article& article, std::vector<Note>& notes,
                          std::vector<std::string>* languages = nullptr); // texts in NFC

// A line of text that may hold entities and tags, as a browser would show it: "A &amp; B" → "A & B".
std::string text_from_html(std::string_view html);

} // namespace hanji

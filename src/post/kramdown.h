// What kramdown (Jekyll's Markdown) has and CommonMark has not, made into what md4c reads: HTML where there
// is no other way. Taken: footnotes, definition lists, attribute lists (id and style; `{:toc}` drops its
// list), tables without a header row and with separators inside, HTML blocks as in
// markdown_html.h; and of others: boxes (boxes.h), tasks in lists, `==marks==`. Dropped: definitions of
// abbreviations (abbreviations.h), comments, options, "^" between blocks. What is meant only for a printer's
// eye, smart quotes and typographic symbols, is left as it was written.
//
// Decisions: footnotes are numbered as they are referred to and stand at the end; one that nobody refers to
// keeps its text behind them, with a warning; a reference without its footnote is text. A table may follow a
// line of text, text below a ">" alone belongs to the quotation, and a line of "---" after several lines is a
// rule and not their heading. Code right below an item of a list, and the lines below it, belong to the item,
// however far left they stand (not as Dialect::commonmark). HTML blocks reach md4c on one line each,
// `held_newline` for their newlines.
//
// Input: valid UTF-8, mended (mend.h). Never fails. Cost: linear.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "post/diagnostic.h"
#include "post/offset_map.h"

namespace hanji {

constexpr char held_newline = '\x02'; // no source text holds it

struct Composite {
  std::string text;
  OffsetMap source;                        // offsets in `text` → in the text that was given
  std::vector<Note> notes;                 // offsets in the text that was given
  std::vector<Abbreviation> abbreviations; // that are defined
};

// `commonmark`: as Dialect::commonmark (markdown.h).
Composite commonmark_from_kramdown(std::string_view text, bool markdown_in_html, bool commonmark = false);

} // namespace hanji

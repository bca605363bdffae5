// A page: pieces placed in one column of document coordinates (Fx, origin at the page's top left, y down).
// Articles, lists and answers are all pages, so drawing, the text layer, hit testing and scrolling exist
// once. A Page is a value: compared, dumped and thrown away at every relayout.
//
// Rhythm: an article stands on a grid of half its text's line height, counted from below its head.
// Paragraphs, and the first item of a list, begin on it whatever stands above (a heading with lines of its
// own height, a figure, a table); what is missing to it is space above the heading, and below anything else.
// A heading stands near to what follows it, be that text, a table or a lesser heading. Code, figures, tables
// and quotations within an item of a list stand where its text does, as in article/html.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "article/article.h"
#include "layout/paragraph.h"

namespace hanji {

// What a piece is to a reader: decides its element in the text layer, and with it what a screen reader says.
enum class Role : std::uint8_t {
  decoration, // seen, not read: rules, bars, markers
  title,      // the page's h1
  heading,    // level 2…6
  paragraph,
  list_item, // level = depth from 1
  list_more,
  code,
  formula, // with lines for itself
  caption, // of a figure; of the table of `extra`, its first cell, where there is one
  figure,
  cell,
  term,
  definition,
  summary, // of a disclosure; what it holds follows
  footnote,
  note,    // a footnote beside what refers to it, for as long as it is asked for
  lead,    // stands between the title and the text
  entry,   // an article in a list: its title, a link and an h2
  meta,    // dates, categories, counts
  notice,  // something the reader should know
  link,    // a link that stands alone: a category, an outline's line
  control, // a button; href names what it does
};

enum class Ink : std::uint8_t { text, heading, muted, accent, warning }; // the theme makes colours of them
enum class Fill : std::uint8_t {
  none,
  code,
  header_cell,
  cell,
  quote_bar,
  hairline,
  frame,
  chip,
  chip_on,
  field,
  bar,
  sheet,    // lies above the page
  track,    // a choice among a few …
  thumb,    // … and what is chosen
  progress, // of the section being read, downward
  row,      // of a list to choose from: seen where the pointer or the keys are
};

// A list that a piece stands in, for those who do not see where it stands; of all but the first two others
// can find their way by its name.
enum class Part : std::uint8_t { none, entries, choices, outline, categories, neighbours, bar };

struct Piece {
  Role role = Role::paragraph;
  std::uint8_t level = 0;
  std::uint8_t quote = 0;
  Ink ink = Ink::text;
  Fill fill = Fill::none;
  std::uint32_t block = no_index; // of the article, where the piece is one
  std::uint32_t extra = no_index; // figure or cell of the article
  FxRect box;                     // what it covers
  Fx text_x = 0, text_y = 0;      // of the paragraph's origin, in page coordinates
  Paragraph text;
  std::string id;     // where an address can lead: section id of a heading, a block's own
  std::string href;   // the whole piece is a link to this (of a control: the name of its command)
  std::string label;  // what a screen reader says where the text is not enough
  std::string folded; // of a summary that stands closed: the text it hides
  std::string group;  // of a control that is one of several choices: what they are about
  Part part = Part::none;
  std::uint32_t item = 0; // of `part`: an item's pieces follow one another
  bool current = false; // of several links or choices, the one that is open now; of a summary: it stands open
  bool above = false;   // drawn after all that is not
  std::uint32_t scroller = no_index; // the one of Page::scrollers that it lies in
};

// What is wider than its column and scrolls sideways in itself. The pieces in it stand where they would
// without one.
struct Scroller {
  FxRect box;   // what shows of it
  Fx width = 0; // of all of it
};

struct Page {
  std::vector<Piece> pieces; // in reading order; decorations (bars, frames) may overlap others
  std::vector<Scroller> scrollers;
  Fx width = 0, height = 0;
};

// How one paragraph is told from the next (KLREQ, "Paragraph"): by a gap; by an indent of 1 em and no gap; or
// so, but not where something other than a paragraph stands above (the title, a heading, a figure …).
enum class ParagraphMark : std::uint8_t { gap, indent, indent_but_first };

struct PageStyle { // every length of an article's page; the reader's theme makes one from its settings
  Family family = Family::serif;
  Fx text_size = fx(18), line_height = fx(31);
  Fx measure = fx(612);
  BreakRule breaks = BreakRule::word;
  bool justify = false;
  Fx letter_spacing = 0, word_spacing = 0; // at the text's size; captions and headings take their share
  ParagraphMark paragraphs = ParagraphMark::gap;
  std::int32_t paragraph_gap = 100; // per cent of nine tenths of a line, where paragraphs follow each other
  std::span<const std::uint32_t>
      turned;        // summaries that do not stand as their author left them (open, closed)
  std::string date;  // how the article's is said; as ISO 8601 writes it where this is empty
  std::string facts; // said behind the article's own: how long it takes to read
};

// The scale of headings: level 1 (the title) … 6, as a multiple of the text size. In a narrow column (less
// than 24 em: phones) it is flatter, and gaps are less, so that the text begins on the first screen.
double heading_scale(std::uint8_t level, bool narrow = false);

// `left` = the column's left edge. The article's title, its date and categories and its lead come first.
// Of a closed disclosure its summary is set, and keeps what it hides as text.
// With a cache, what was measured the last time is not measured again (layout/layout_cache.h).
Page layout_article(const Article& article, const PageStyle& style, Fx left, Fx top,
                    const FontMetrics& metrics, LayoutCache* cache = nullptr);

// The piece that sets a block of the article; null when there is none.
const Piece* piece_of_block(const Page& page, std::uint32_t block);

} // namespace hanji

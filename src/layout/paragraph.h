// One text set at one width: the text, its inlines and a style go in, a value of lines, runs and glyphs comes
// out. Nothing is drawn and nothing refers back: the Paragraph owns a copy of its text. Lines end where
// fit_lines.h says. Trailing spaces hang (no width, still part of the line's bytes). Cost: about 110 ns a
// character natively once widths are known.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "layout/font_metrics.h"
#include "layout/line_break.h"

namespace hanji {

struct ParagraphStyle {
  Face face;
  Fx size = fx(18);
  Fx line_height = fx(30);
  Fx width = fx(600);
  Fx indent = 0;         // of the first line; negative hangs it
  Fx letter_spacing = 0; // between graphemes, never behind the last of a line, nor where text runs to the
                         // left (its letters join); may be negative
  Fx word_spacing = 0;   // added to every space
  BreakRule breaks = BreakRule::word;
  bool justify = false; // as layout/justify.h says; the last line and lines cut by the author stay ragged
  bool item = false;    // of a list: where it is short, it is not justified (fit_lines.h)
  bool balance = false; // lines of nearly equal length: headings
  bool center = false, right = false; // where shorter lines stand
  bool tabular = false;               // all digits as wide as the widest
  bool keep_spaces = false;           // code: every space is as wide as typed
  std::uint32_t max_lines = 0;        // 0 = all; what does not fit is left out and the last line ends in …
  std::span<const Formula> formulas =
      {}; // of the article: an inline that is one of them is set, others are code,
  std::span<const FormulaExtents> formula_extents = {}; // and what each takes
  Fx most_formula = 0;                                  // 0 = any; one that is wider is set smaller
};

struct Glyph {             // one grapheme, a word that runs to the left, or a formula
  std::uint32_t byte = 0;  // into Paragraph::text
  std::uint8_t length = 0; // bytes; longer graphemes are cut to 255; 0 = not drawn by glyphs
  Script beside = Script::own;
  std::int16_t added = 0; // what of the advance is not the font's: spacing and justification
  Fx x = 0, advance = 0;  // x from the paragraph's left edge
};

struct Run { // glyphs of one line with one look
  Face face;
  Fx size = 0;
  Fx rise = 0; // above the line's baseline (superscript), negative below
  Style style;
  std::uint32_t link = no_index;
  std::uint32_t first_glyph = 0, glyph_count = 0; // in the order of the text, not of x
  std::uint32_t begin = 0, end = 0;               // bytes
  Fx x = 0, width = 0;
  bool above = false;   // a ruby's reading, raised over what stands before it: takes no room in the line
  bool formula = false; // one glyph, which the browser shows in the room that is left for it
};

struct Line {
  std::uint32_t first_run = 0, run_count = 0;
  std::uint32_t begin = 0, end = 0; // bytes, the trailing space or newline included
  Fx top = 0, baseline = 0;         // from the paragraph's top
  Fx height = 0;                    // the line height; more where a formula asks for it
  Fx x = 0, width = 0;              // of what is seen, without trailing spaces
  Advance gap = 0;                  // added to every space by justification,
  Advance track = 0;                // and between syllables
  bool cut = false;                 // ends inside a word that is wider than the line
};

struct Paragraph {
  std::string text;
  std::vector<Line> lines;
  std::vector<Run> runs;
  std::vector<Glyph> glyphs;
  Fx width = 0, height = 0; // the given width; that of all lines
  Face face; // as the style gave them, like all that follow; lines stand by these, whatever face begins them
  Fx size = 0;
  Fx line_height = 0;
  Fx letter_spacing = 0, word_spacing = 0;
};

struct FxRect {
  Fx x = 0, y = 0, width = 0, height = 0;
  bool operator==(const FxRect&) const = default;
};

struct LayoutCache; // layout/layout_cache.h

Paragraph layout_paragraph(std::string_view text, std::span<const Inline> inlines,
                           const ParagraphStyle& style, const FontMetrics& metrics,
                           LayoutCache* cache = nullptr);

// The width the text would need on one line (the longest of its lines where the author breaks them).
Fx natural_width(std::string_view text, std::span<const Inline> inlines, const ParagraphStyle& style,
                 const FontMetrics& metrics, LayoutCache* cache = nullptr);

struct TextNeed {
  Fx word = 0;    // the widest of what stands between two places where a line may end
  Fx natural = 0; // as natural_width() says
};
TextNeed text_need(std::string_view text, std::span<const Inline> inlines, const ParagraphStyle& style,
                   const FontMetrics& metrics, LayoutCache* cache = nullptr);

// Rectangles, one a line, of half-open bytes; relative to the paragraph. Empty ranges give nothing.
std::vector<FxRect> rects_for(const Paragraph& paragraph, std::uint32_t begin, std::uint32_t end);
std::optional<FxRect> rect_on_line(const Paragraph& paragraph, const Line& line, std::uint32_t begin,
                                   std::uint32_t end);

} // namespace hanji

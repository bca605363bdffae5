// A table of an article as pieces, one a cell, over `columns.h`. It is set within its measure as long as the
// longest words of its columns allow it: with roomy cells, or with narrow ones where columns would read badly
// else, or with narrow ones in smaller type. Where that is too little it scrolls in itself (Page::scrollers).
// Words stay whole under BreakRule::word; under BreakRule::syllable words of Hangul may be taken apart, in
// columns of no less than 4 em; numbers and Latin words stay whole under both.
#pragma once

#include <cstdint>

#include "layout/page.h"

namespace hanji {

struct LayoutCache;

struct TablePlace { // its top left corner and the measure
  Fx x = 0, y = 0, width = 0;
};
struct TableEnd { // the block behind its last cell, and where it may stand
  std::uint32_t block = 0;
  Fx y = 0;
};

// `first` = the block of its first cell, which the article has; `text` = the style of the text around, whose
// size, spacing and breaks the cells take.
TableEnd set_table(Page& page, const TablePlace& place, const Article& article, std::uint32_t first,
                   const ParagraphStyle& text, const FontMetrics& metrics, LayoutCache* cache);

} // namespace hanji

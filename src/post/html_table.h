// Where the cells of one table stand: row and column of each, by the spans of those before it (HTML, "Forming
// a table"), and what a cell says of itself; and what is settled once a table is whole. Spans are held to
// HTML's own bounds, 1000 columns and 65534 rows, tables to 4096 columns and 983,042 rows; a row without
// cells is none. Input: the table's elements in their order. Never fails. Cost: linear in the cells and in
// the columns they span.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "article/article.h"

namespace hanji {

class TableGrid {
public:
  // The cell's place and looks; `align` and `header` are its row's. Which table it is of, it does not say.
  Cell place(const GumboElement& element, Align align, bool header);
  void end_row();
  bool is_full() const {
    return full_;
  } // the cell that was placed last has taken a place that another has, for there are no more

private:
  std::uint32_t row_ = 0, column_ = 0;
  bool row_open_ = false, full_ = false;
  std::vector<std::uint32_t> free_from_; // the row below the last cell of each column
};

bool is_box(const GumboNode* table); // a single cell around whole blocks

// Drops a table's first row when it is a header without text: Markdown demands one. `first_block` and
// `first_cell` are the table's.
void drop_empty_header(Article& article, std::size_t first_block, std::size_t first_cell);

// A caption that neither a table nor code follows is a paragraph.
void settle_captions(Article& article);

} // namespace hanji

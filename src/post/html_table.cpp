#include "post/html_table.h"

#include <algorithm>

#include "post/html_attributes.h"

namespace hanji {

namespace {

constexpr std::uint32_t most_columns = 1000; // HTML's own bound for colspan
constexpr std::uint32_t most_rows = 65534;   // and for rowspan
constexpr std::uint32_t last_column = 4095, last_row = (1U << 20U) - most_rows; // that a table may have

constexpr int far_enough = 200; // nodes; who has not found what he looks for by then looks no further

// Walks the elements below `root` in order until `stop` says so.
template <class Stop>
bool any_element_below(const GumboNode* root, Stop stop) {
  std::vector<const GumboNode*> waiting{root};
  for (int looked = 0; !waiting.empty() && looked < far_enough; ++looked) {
    const GumboNode* node = waiting.back();
    waiting.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    if (node != root && stop(node->v.element)) return true;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = children.length; i > 0; --i)
      waiting.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
  }
  return false;
}

} // namespace

Cell TableGrid::place(const GumboElement& element, Align align, bool header) {
  if (!row_open_) {
    row_open_ = true;
    column_ = 0;
  }
  while (column_ < free_from_.size() && free_from_[column_] > row_) ++column_;
  full_ = column_ > last_column || row_ > last_row;
  column_ = std::min(column_, last_column);
  Cell cell{.row = std::min(row_, last_row), .column = column_};
  cell.columns = std::clamp(number_in(attribute(element, "colspan")).value_or(1), 1U, most_columns);
  cell.columns = std::min(cell.columns, last_column + 1 - cell.column);
  cell.rows = std::clamp(number_in(attribute(element, "rowspan")).value_or(1), 1U, most_rows);
  cell.header = element.tag == GUMBO_TAG_TH || header;
  cell.align = align;
  const Align own = align_of(attribute(element, "align"));
  if (own != Align::none) cell.align = own;
  for (const auto& [name, value] : style_declarations(element)) {
    if (name == "text-align" && align_of(value) != Align::none) cell.align = align_of(value);
  }
  column_ += cell.columns;
  if (free_from_.size() < column_) free_from_.resize(column_);
  for (std::uint32_t column = cell.column; column < column_; ++column) free_from_[column] = row_ + cell.rows;
  return cell;
}

void TableGrid::end_row() {
  if (row_open_) ++row_;
  row_open_ = false;
}

bool is_box(const GumboNode* table) {
  int cells = 0, paragraphs = 0;
  bool structure = false;
  any_element_below(table, [&](const GumboElement& element) {
    switch (element.tag) {
    case GUMBO_TAG_TD: ++cells; break;
    case GUMBO_TAG_TH:
    case GUMBO_TAG_CAPTION: cells = 2; break; // meant as a table
    case GUMBO_TAG_P: ++paragraphs; break;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE: structure = true; break;
    default: break;
    }
    return cells > 1 || (cells == 1 && structure);
  });
  return cells == 1 && (structure || paragraphs > 1);
}

void drop_empty_header(Article& article, std::size_t first_block, std::size_t first_cell) {
  auto& cells = article.cells;
  auto& blocks = article.blocks;
  std::size_t header = 0;
  for (std::size_t i = first_block; i < blocks.size() && blocks[i].kind == BlockKind::cell; ++i) {
    const Cell& cell = cells[blocks[i].extra];
    if (cell.row > 0) break;
    if (!cell.header || cell.rows > 1 || !blocks[i].text.empty()) return;
    ++header;
  }
  if (header == 0 || first_cell + header == cells.size()) return;
  const auto block = blocks.begin() + static_cast<std::ptrdiff_t>(first_block);
  const auto cell = cells.begin() + static_cast<std::ptrdiff_t>(first_cell);
  pass_beginnings(*block, *(block + static_cast<std::ptrdiff_t>(header)));
  blocks.erase(block, block + static_cast<std::ptrdiff_t>(header));
  cells.erase(cell, cell + static_cast<std::ptrdiff_t>(header));
  for (std::size_t i = first_block; i < blocks.size(); ++i) {
    if (blocks[i].kind == BlockKind::cell) blocks[i].extra -= static_cast<std::uint32_t>(header);
  }
  for (std::size_t i = first_cell; i < cells.size(); ++i) --cells[i].row;
}

void settle_captions(Article& article) {
  auto& blocks = article.blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind == BlockKind::caption && !is_captioned(blocks, i + 1))
      blocks[i].kind = BlockKind::paragraph;
  }
}

} // namespace hanji

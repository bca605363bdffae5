#include "post/html_table.h"

#include <algorithm>

#include "post/html_attributes.h"

namespace hanji {

namespace {

constexpr std::uint32_t most_columns = 1000; // HTML's own bound for colspan
constexpr std::uint32_t most_rows = 65534;   // and for rowspan

} // namespace

Cell TableGrid::place(const GumboElement& element, Align align, bool header) {
  if (!row_open_) {
    for (std::uint32_t& rows : taken_) rows -= rows > 0 && any_row_ ? 1 : 0;
    row_open_ = any_row_ = true;
    column_ = 0;
  }
  while (column_ < taken_.size() && taken_[column_] > 0) ++column_;
  Cell cell{.row = row_, .column = column_};
  cell.columns = std::clamp(number_in(attribute(element, "colspan")).value_or(1), 1U, most_columns);
  cell.rows = std::clamp(number_in(attribute(element, "rowspan")).value_or(1), 1U, most_rows);
  cell.header = element.tag == GUMBO_TAG_TH || header;
  cell.align = align;
  const Align own = align_of(attribute(element, "align"));
  if (own != Align::none) cell.align = own;
  for (const auto& [name, value] : style_declarations(element)) {
    if (name == "text-align" && align_of(value) != Align::none) cell.align = align_of(value);
  }
  column_ += cell.columns;
  if (taken_.size() < column_) taken_.resize(column_);
  for (std::uint32_t column = cell.column; column < column_; ++column) taken_[column] = cell.rows;
  return cell;
}

void TableGrid::end_row() {
  if (row_open_) ++row_;
  row_open_ = false;
}

} // namespace hanji

#include "layout/table.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "layout/columns.h"
#include "layout/layout_cache.h"

namespace hanji {
namespace {

struct CellSpan { // half-open, held within the table
  std::uint32_t column = 0, columns_end = 0, row = 0, rows_end = 0;
};

class TableSetter {
public:
  TableSetter(const Article& article, std::uint32_t first, const ParagraphStyle& text,
              const FontMetrics& metrics, LayoutCache* cache)
      : article_(article), first_(first), end_(first), text_(text), metrics_(metrics), cache_(cache) {
    const std::uint32_t table = cell(first).table;
    std::uint64_t rows = 1;
    for (; end_ < article.blocks.size() && is_cell(end_) && cell(end_).table == table; ++end_) {
      columns_ = std::min(std::max(columns_, cell(end_).column + cell(end_).columns), 64U);
      rows = std::max(rows, std::uint64_t{cell(end_).row} + cell(end_).rows);
    }
    rows_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(rows, end_ - first + cell(first).rows + 1));
  }

  TableEnd set(Page& page, const TablePlace& place) {
    const std::vector<Fx> edges = column_edges(place.x, place.width);
    std::uint32_t scroller = no_index;
    if (edges.back() - place.x > place.width) {
      scroller = static_cast<std::uint32_t>(page.scrollers.size());
      page.scrollers.push_back({{place.x, place.y, place.width, 0}, edges.back() - place.x});
    }

    // Rows grow to their tallest cell; one that spans rows stretches the last of them.
    const Fx pad_y = text_.size * 4 / 10;
    const std::size_t first_piece = page.pieces.size();
    std::vector<Fx> row_edges(rows_ + 1, 0);
    for (std::uint32_t i = first_; i < end_; ++i) {
      const CellSpan span = span_of(i);
      ParagraphStyle style = style_of(i);
      style.width = std::max<Fx>(edges[span.columns_end] - edges[span.column] - 2 * pad_x_, style.size);
      style.center = cell(i).align == Align::center;
      style.right = cell(i).align == Align::right;
      Piece piece;
      piece.role = Role::cell;
      piece.block = i;
      piece.extra = article_.blocks[i].extra;
      piece.scroller = scroller;
      piece.fill = cell(i).header ? Fill::header_cell : Fill::cell;
      piece.text =
          layout_paragraph(article_.blocks[i].text, article_.blocks[i].inlines, style, metrics_, cache_);
      piece.box = {edges[span.column], 0, edges[span.columns_end] - edges[span.column],
                   piece.text.height + 2 * pad_y};
      piece.text_x = piece.box.x + pad_x_;
      if (span.row + 1 == span.rows_end)
        row_edges[span.rows_end] = std::max(row_edges[span.rows_end], piece.box.height);
      page.pieces.push_back(std::move(piece));
    }
    row_edges[0] = place.y;
    for (std::size_t row = 1; row < row_edges.size(); ++row) row_edges[row] += row_edges[row - 1];
    for (std::size_t p = first_piece; p < page.pieces.size(); ++p) {
      Piece& piece = page.pieces[p];
      const CellSpan span = span_of(piece.block);
      piece.box.y = row_edges[span.row];
      piece.box.height = std::max(piece.box.height, row_edges[span.rows_end] - piece.box.y);
      piece.text_y = piece.box.y + pad_y;
    }
    if (scroller != no_index)
      page.scrollers[scroller].box.height = row_edges.back() - place.y + fx(1); // the last rule too
    return {end_, row_edges.back()};
  }

private:
  bool is_cell(std::uint32_t i) const {
    return article_.blocks[i].kind == BlockKind::cell && article_.blocks[i].extra < article_.cells.size();
  }
  const Cell& cell(std::uint32_t i) const { return article_.cells[article_.blocks[i].extra]; }

  CellSpan span_of(std::uint32_t i) const {
    const auto within = [](std::uint32_t at, std::uint32_t size, std::uint32_t all) {
      const std::uint32_t first = std::min(at, all - 1);
      return std::pair(first, first + std::clamp(size, 1U, all - first));
    };
    const auto [column, columns_end] = within(cell(i).column, cell(i).columns, columns_);
    const auto [row, rows_end] = within(cell(i).row, cell(i).rows, rows_);
    return {column, columns_end, row, rows_end};
  }

  ParagraphStyle style_of(std::uint32_t i) const {
    ParagraphStyle style = text_;
    style.face = {Family::sans, cell(i).header};
    style.size = text_.size * size_ / 100;
    style.line_height = style.size * 155 / 100 / 64 * 64;
    style.letter_spacing = text_.letter_spacing * size_ / 100;
    style.word_spacing = text_.word_spacing * size_ / 100;
    style.breaks = breaks_;
    style.justify = false;
    style.tabular = true;
    return style;
  }

  // Every setting asks for the same texts in the same turn.
  void rewind() const {
    if (cache_ != nullptr) cache_->next = turn_;
  }

  // What the columns need in the setting at hand, without their padding.
  std::vector<ColumnNeed> needs() const {
    rewind();
    std::vector<ColumnNeed> of_cells;
    for (std::uint32_t i = first_; i < end_; ++i) {
      const ParagraphStyle style = style_of(i);
      const Block& block = article_.blocks[i];
      const TextNeed text = text_need(block.text, block.inlines, style, metrics_, cache_);
      ColumnNeed need{text.word + fx(1), 0, text.natural + fx(1)}; // lest rounding break it
      if (breaks_ == BreakRule::syllable)
        need.least = std::max(need.least, std::min(need.natural, 4 * style.size));
      need.easy = std::max(need.least, std::min(need.natural, 6 * style.size));
      of_cells.push_back(need);
    }
    std::vector<ColumnNeed> needs(columns_);
    for (const bool spanning : {false, true}) { // what spans comes last and finds the others' widths
      for (std::uint32_t i = first_; i < end_; ++i) {
        const CellSpan span = span_of(i);
        const std::uint32_t columns = span.columns_end - span.column;
        if ((columns > 1) == spanning)
          widen(std::span(needs).subspan(span.column, columns), of_cells[i - first_]);
      }
    }
    return needs;
  }

  // Of the settings the first that fits; the first of all where none does.
  std::vector<Fx> column_edges(Fx x, Fx measure) {
    struct Setting {
      int size, padding; // % of the text's size
      BreakRule breaks;
      Fx ColumnNeed::* held; // by every column
    };
    const std::array<Setting, 5> settings{{{88, 60, BreakRule::word, &ColumnNeed::easy},
                                           {88, 35, BreakRule::word, &ColumnNeed::easy},
                                           {88, 35, BreakRule::word, &ColumnNeed::least},
                                           {80, 35, BreakRule::word, &ColumnNeed::least},
                                           {80, 35, text_.breaks, &ColumnNeed::least}}};
    std::vector<ColumnNeed> wanted;
    Fx room = 0;
    const auto choose = [&](const Setting& setting) {
      if (wanted.empty() || size_ != setting.size || breaks_ != setting.breaks) {
        size_ = setting.size;
        breaks_ = setting.breaks;
        wanted = needs();
      }
      pad_x_ = text_.size * setting.padding / 100;
      room = measure - 2 * pad_x_ * static_cast<Fx>(columns_);
      std::int64_t held = 0;
      for (const ColumnNeed& need : wanted) held += need.*setting.held;
      return held <= room;
    };
    constexpr Fx wide = fx(600); // below it cells have less around them, as in shell/static_page.css
    const auto from = std::span(settings).subspan(measure < wide ? 1 : 0);
    if (std::ranges::none_of(from, choose)) choose(from[0]);
    std::vector<Fx> edges{x};
    for (const Fx column : column_widths(wanted, room)) edges.push_back(edges.back() + column + 2 * pad_x_);
    rewind();
    return edges;
  }

  const Article& article_;
  std::uint32_t first_, end_, columns_ = 1, rows_ = 1;
  const ParagraphStyle& text_;
  const FontMetrics& metrics_;
  LayoutCache* cache_;
  std::size_t turn_ = cache_ != nullptr ? cache_->next : 0;
  int size_ = 0;
  Fx pad_x_ = 0;
  BreakRule breaks_ = BreakRule::word;
};

} // namespace

TableEnd set_table(Page& page, const TablePlace& place, const Article& article, std::uint32_t first,
                   const ParagraphStyle& text, const FontMetrics& metrics, LayoutCache* cache) {
  return TableSetter(article, first, text, metrics, cache).set(page, place);
}

} // namespace hanji

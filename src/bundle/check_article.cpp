#include "article/formula.h"
#include "bundle/shard.h"
#include "text/utf8.h"

namespace hanji {
namespace {

bool at_boundary(std::string_view text, std::uint32_t position) {
  return position == text.size() ||
         (position < text.size() && (static_cast<unsigned char>(text[position]) & 0xC0) != 0x80);
}

const char* fault_of_inlines(const Article& article, const Block& block) {
  std::uint32_t previous_end = 0;
  for (const Inline& run : block.inlines) {
    if (run.begin < previous_end || run.end <= run.begin || run.end > block.text.size())
      return "inlines that overlap or leave the text";
    if (!at_boundary(block.text, run.begin) || !at_boundary(block.text, run.end))
      return "an inline that cuts a character";
    if (run.link != no_index && run.link >= article.links.size())
      return "an inline with a link that is not there";
    previous_end = run.end;
  }
  return nullptr;
}

const char* fault_of_block(const Article& article, const Block& block) {
  if (block.kind > BlockKind::formula || block.marker > Marker::upper_roman)
    return "a block of an unknown kind";
  if (!is_valid_utf8(block.text) || !is_valid_utf8(block.id)) return "text that is not UTF-8";
  if (block.text.size() >= no_index) return "a text of more than 4 GB";
  if (block.kind == BlockKind::heading && (block.level < 1 || block.level > 6))
    return "a heading without a level";
  if (block.level < 1 && (block.kind == BlockKind::list_item || block.kind == BlockKind::list_more ||
                          block.kind == BlockKind::term || block.kind == BlockKind::definition))
    return "a list item without a level";
  if (block.quote_from > block.quote ||
      block.list_from > (block.kind == BlockKind::heading ? 0 : block.level))
    return "a quote or a list that begins and is not there";
  if (block.kind == BlockKind::summary && block.details < 1) return "a summary of nothing";
  if (block.kind == BlockKind::figure) {
    if (block.extra >= article.figures.size()) return "a figure that is not there";
  } else if (block.kind == BlockKind::cell) {
    if (block.extra >= article.cells.size()) return "a cell that is not there";
  } else if (block.extra != no_index) {
    return "an index that nothing uses";
  }
  return fault_of_inlines(article, block);
}

const char* fault_of_cell(const Cell& cell) {
  if (cell.rows < 1 || cell.columns < 1) return "a cell that spans nothing";
  if (cell.column >= most_table_columns || cell.columns > most_table_columns - cell.column)
    return "a table of too many columns";
  if (cell.row >= most_table_rows || cell.rows > most_table_rows - cell.row)
    return "a table of too many rows";
  if (cell.align > Align::right) return "an unknown alignment";
  return nullptr;
}

const char* fault_of(const Article& article) {
  if (!is_sound(article.date) || !is_sound(article.modified)) return "a date that is none";
  for (const std::string* text :
       {&article.slug, &article.title, &article.excerpt, &article.lead, &article.author, &article.language}) {
    if (!is_valid_utf8(*text)) return "text that is not UTF-8";
  }
  for (const auto* texts : {&article.categories, &article.tags}) {
    for (const std::string& text : *texts) {
      if (!is_valid_utf8(text)) return "text that is not UTF-8";
    }
  }
  for (const Link& link : article.links) {
    if (!is_valid_utf8(link.url)) return "a link that is not UTF-8";
  }
  for (const Cell& cell : article.cells) {
    if (const char* fault = fault_of_cell(cell)) return fault;
  }
  for (const Figure& figure : article.figures) {
    if (!is_valid_utf8(figure.source) || !is_valid_utf8(figure.alternative) || !is_valid_utf8(figure.link))
      return "a figure that is not UTF-8";
    if (figure.width > most_picture_px || figure.height > most_picture_px)
      return "a picture of too many pixels";
  }
  std::string_view before;
  for (const Formula& formula : article.formulas) {
    if (formula.source <= before || !is_valid_utf8(formula.source) || !is_valid_utf8(formula.mathml) ||
        !is_sound_formula(formula.mathml))
      return "a formula that makes no sense";
    before = formula.source;
  }
  for (const Abbreviation& each : article.abbreviations) {
    if (!is_valid_utf8(each.text) || !is_valid_utf8(each.meaning)) return "an abbreviation that is not UTF-8";
  }
  const auto& blocks = article.blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (const char* fault = fault_of_block(article, blocks[i])) return fault;
    if (blocks[i].kind == BlockKind::caption && !is_captioned(blocks, i + 1)) return "a caption of nothing";
  }
  return nullptr;
}

} // namespace

bool is_sound(const Date& date) {
  return !date || (date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
                   date.day <= 31 && date.hour <= 23 && date.minute <= 59 && date.second <= 60);
}

Result<void> check_article(const Article& article) {
  if (const char* fault = fault_of(article)) {
    return std::unexpected(
        Error{ErrorKind::bad_input, "the article has " + std::string(fault), article.slug});
  }
  return {};
}

} // namespace hanji

#include "article/dump.h"

#include <string_view>

#include "article/outline.h"

namespace hanji {

namespace {

void put_hex(std::string& out, std::uint8_t byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

std::string name_of(const Rgba& color) {
  std::string name = "#";
  for (const std::uint8_t part : {color.red, color.green, color.blue}) put_hex(name, part);
  if (color.alpha != 255) put_hex(name, color.alpha);
  return name;
}

std::string name_of(const Date& date) {
  std::string name = iso_date(date);
  if (date.hour == 0 && date.minute == 0 && date.second == 0) return name;
  name += ' ';
  for (const std::uint8_t part : {date.hour, date.minute, date.second}) {
    if (name.back() != ' ') name += ':';
    name += static_cast<char>('0' + part / 10);
    name += static_cast<char>('0' + part % 10);
  }
  return name;
}

// Line breaks, the marks of this format and controls are written so that each dump can be read in one way
// only.
void put_text(std::string& out, std::string_view text) {
  constexpr std::string_view open_mark = "⟦", close_mark = "⟧";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      out += "\\n";
    } else if (text[i] == '\t') {
      out += "\\t";
    } else if (text[i] == '\\' || text.substr(i, 3) == open_mark || text.substr(i, 3) == close_mark) {
      out += '\\';
      out += text[i];
    } else {
      out += text[i];
    }
  }
}

std::string name_of(const Article& article, const Inline& run) {
  struct Flag {
    StyleFlag flag;
    std::string_view name;
  };
  constexpr Flag flags[] = {{style_bold, "bold"},
                            {style_italic, "italic"},
                            {style_underline, "underline"},
                            {style_strike, "strike"},
                            {style_mark, "mark"},
                            {style_sub, "sub"},
                            {style_sup, "sup"},
                            {style_code, "code"},
                            {style_small, "small"},
                            {style_ruby, "ruby"},
                            {style_ruby_text, "ruby-text"},
                            {style_formula, "formula"},
                            {style_abbreviation, "abbreviation"}};
  std::string name;
  const auto add = [&name](std::string_view part) {
    if (!name.empty()) name += ' ';
    name += part;
  };
  for (const Flag& flag : flags) {
    if ((run.style.flags & flag.flag) != 0) add(flag.name);
  }
  if (run.style.color) add("color=" + name_of(run.style.color));
  if (run.style.background) add("background=" + name_of(run.style.background));
  if (run.link < article.links.size()) add("link=" + article.links[run.link].url);
  return name;
}

void put_inlines(std::string& out, const Article& article, const Block& block) {
  std::size_t position = 0;
  const std::string_view text = block.text;
  for (const Inline& run : block.inlines) {
    put_text(out, text.substr(position, run.begin - position));
    out += "⟦" + name_of(article, run) + "|";
    put_text(out, text.substr(run.begin, run.end - run.begin));
    out += "⟧";
    position = run.end;
  }
  put_text(out, text.substr(position));
}

std::string marker_of(const Block& block) {
  switch (block.marker) {
  case Marker::usual: return block.number == 0 ? " •" : " " + std::to_string(block.number) + ".";
  case Marker::none: return " unmarked";
  case Marker::lower_letter: return " " + std::to_string(block.number) + ". as a";
  case Marker::upper_letter: return " " + std::to_string(block.number) + ". as A";
  case Marker::lower_roman: return " " + std::to_string(block.number) + ". as i";
  case Marker::upper_roman: return " " + std::to_string(block.number) + ". as I";
  }
  return {};
}

std::string name_of(const Article& article, const Block& block) {
  std::string name;
  for (int i = 0; i < block.quote; ++i) name += "> ";
  const auto level = std::to_string(block.level);
  switch (block.kind) {
  case BlockKind::paragraph: name += "paragraph"; break;
  case BlockKind::heading: name += "heading " + level; break;
  case BlockKind::list_item: name += "item " + level + marker_of(block); break;
  case BlockKind::list_more: name += "item " + level + " more"; break;
  case BlockKind::code: name += "code"; break;
  case BlockKind::rule: name += "rule"; break;
  case BlockKind::term: name += "term " + level; break;
  case BlockKind::definition: name += "definition " + level; break;
  case BlockKind::summary: name += block.number == 1 ? "summary open" : "summary"; break;
  case BlockKind::footnote: name += "footnote " + std::to_string(block.number); break;
  case BlockKind::caption: name += "caption"; break;
  case BlockKind::formula: name += "formula"; break;
  case BlockKind::figure: {
    name += "figure";
    if (block.extra >= article.figures.size()) break;
    const Figure& figure = article.figures[block.extra];
    name += " " + figure.source;
    if (figure.width != 0 || figure.height != 0) {
      name += " " + std::to_string(figure.width) + "×" + std::to_string(figure.height);
    }
    if (!figure.alternative.empty()) {
      name += " “";
      put_text(name, figure.alternative);
      name += "”";
    }
    if (!figure.link.empty()) name += " link=" + figure.link;
    if (figure.missing) name += " missing";
    break;
  }
  case BlockKind::cell: {
    name += "cell";
    if (block.extra >= article.cells.size()) break;
    const Cell& cell = article.cells[block.extra];
    name +=
        " " + std::to_string(cell.table) + ":" + std::to_string(cell.row) + "," + std::to_string(cell.column);
    if (cell.rows != 1 || cell.columns != 1) {
      name += " spans " + std::to_string(cell.rows) + "×" + std::to_string(cell.columns);
    }
    if (cell.header) name += " header";
    constexpr std::string_view aligns[] = {"", " left", " center", " right"};
    name += aligns[static_cast<std::size_t>(cell.align)];
    break;
  }
  }
  const bool takes_level = block.kind == BlockKind::heading || block.kind == BlockKind::list_item ||
                           block.kind == BlockKind::list_more || block.kind == BlockKind::term ||
                           block.kind == BlockKind::definition || block.kind == BlockKind::footnote;
  if (block.level != 0 && !takes_level) name += " in item " + level;
  if (block.details != 0) name += " in details " + std::to_string(block.details);
  if (block.quote_from != 0) name += " in another quote " + std::to_string(block.quote_from);
  if (block.list_from != 0) name += " in another list " + std::to_string(block.list_from);
  if (!block.id.empty()) name += " #" + block.id;
  return name;
}

} // namespace

std::string dump(const Article& article) {
  std::string out;
  const auto put_field = [&out](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += name;
    out += ": ";
    put_text(out, value);
    out += '\n';
  };
  put_field("slug", article.slug);
  put_field("title", article.title);
  put_field("date", name_of(article.date));
  put_field("modified", name_of(article.modified));
  put_field("author", article.author);
  put_field("language", article.language);
  for (const std::string& category : article.categories) put_field("category", category);
  for (const std::string& tag : article.tags) put_field("tag", tag);
  put_field("excerpt", article.excerpt);
  put_field("lead", article.lead);
  out += '\n';
  for (const Block& block : article.blocks) {
    out += name_of(article, block);
    if (!block.text.empty()) {
      out += " | ";
      put_inlines(out, article, block);
    }
    out += '\n';
  }
  if (!article.formulas.empty() || !article.abbreviations.empty()) out += '\n';
  for (const Formula& formula : article.formulas) {
    out += "set | ";
    put_text(out, formula.source);
    out += " | ";
    put_text(out, formula.mathml);
    out += '\n';
  }
  for (const Abbreviation& each : article.abbreviations) {
    out += "means | ";
    put_text(out, each.text);
    out += " | ";
    put_text(out, each.meaning);
    out += '\n';
  }
  return out;
}

} // namespace hanji

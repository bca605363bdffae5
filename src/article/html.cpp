#include "article/html.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "article/formula.h"
#include "article/outline.h"
#include "text/percent.h"

namespace hanji {
namespace {

struct Flag {
  StyleFlag flag;
  std::string_view tag;
};
constexpr Flag flags[] = {{style_code, "code"},   {style_bold, "strong"}, {style_italic, "em"},
                          {style_underline, "u"}, {style_strike, "s"},    {style_mark, "mark"},
                          {style_small, "small"}, {style_sub, "sub"},     {style_sup, "sup"}};

class HtmlWriter {
public:
  HtmlWriter(const Article& article, const HtmlAddresses& addresses)
      : article_(article), addresses_(addresses) {
    for (const Section& section : outline(article)) {
      if (section.heading != no_index) depths_[section.heading] = section.depth;
    }
    for (const Block& block : article.blocks) {
      if (block.kind == BlockKind::footnote && !block.id.empty()) footnotes_[block.id] = block.number;
    }
  }

  std::string write_article(const HtmlHead& head) {
    const std::string language =
        article_.language.empty() ? "" : " lang=\"" + escape_html(article_.language) + "\"";
    std::string facts;
    const auto add_fact = [&facts](const std::string& html) {
      if (!html.empty()) facts += (facts.empty() ? "" : "  ·  ") + html;
    };
    if (article_.date)
      add_fact("<time datetime=\"" + iso_date(article_.date) + "\">" + escape_html(head.date) + "</time>");
    for (const std::string& category : article_.categories) {
      const std::string url = "#/category/" + percent_encoded(category);
      add_fact("<a" + leading_to(url) + ">" + escape_html(category) + "</a>");
    }
    add_fact(escape_html(article_.author));
    add_fact(escape_html(head.facts));
    std::string tags;
    for (const std::string& tag : tags_beside_categories(article_)) {
      const std::string url = "#/search?q=" + percent_encoded(query_of_tag(head.tongue, tag));
      tags += (tags.empty() ? "" : "  ") + ("<a" + leading_to(url)) + ">" + escape_html(tag_as_told(tag)) +
              "</a>";
    }
    add_fact(tags);
    std::string html = "<article" + language + ">\n<header>\n<h1>" + escape_html(article_.title) + "</h1>\n";
    if (!facts.empty()) html += "<p class=\"meta\">" + facts + "</p>\n";
    if (!article_.lead.empty()) html += "<p class=\"lead\">" + escape_html(article_.lead) + "</p>\n";
    return html + "</header>\n" + write() + "</article>\n";
  }

  std::string write() {
    const std::vector<Block>& blocks = article_.blocks;
    for (std::size_t i = 0; i < blocks.size();) {
      if (blocks[i].kind == BlockKind::cell || blocks[i].kind == BlockKind::caption)
        i = put_table(i);
      else
        put_block(i++);
    }
    stand_in(0, 0);
    set_details(0);
    return std::move(out_);
  }

private:
  struct Open { // a block quote, or a list with its item
    bool quote = false;
    std::string_view tag = {}, item = {}; // "ol" and "li"; of a definition list the item that is open
    Marker marker = Marker::usual;
    std::uint32_t number = 0; // of the last item
    bool footnotes = false;
  };

  // ---- what is open: disclosures around quotes and lists ----

  std::size_t lists() const {
    return static_cast<std::size_t>(std::ranges::count(open_, false, &Open::quote));
  }
  std::size_t quotes() const { return open_.size() - lists(); }

  void close_last() {
    const Open& last = open_.back();
    if (last.quote) {
      out_ += "</blockquote>\n";
    } else {
      put_end(last.item);
      put_end(last.tag);
      if (last.footnotes) put_end("section");
      out_ += '\n';
    }
    open_.pop_back();
  }

  // Closes what the next block does not stand in, and opens the quotes around it.
  void stand_in(std::size_t most_lists, std::size_t quote) {
    while (lists() > most_lists || quotes() > quote) close_last();
    while (quotes() < quote) {
      out_ += "<blockquote>\n";
      open_.push_back({.quote = true});
    }
  }

  // Closes the quotes and lists that are not this block's, though as deep as its own.
  void end_those_before(const Block& block) {
    const auto close_from = [&](bool quote, std::size_t number) {
      const auto before = [&] {
        return static_cast<std::size_t>(std::ranges::count(open_, quote, &Open::quote));
      };
      while (number > 0 && before() >= number) close_last();
    };
    close_from(true, block.quote_from);
    close_from(false, block.list_from);
  }

  // For an item: back to its list, which stands in as many quotes as the item does, or to where it can begin.
  void close_to_list(std::size_t level, std::size_t quote) {
    std::size_t kept = 0, quotes_around = 0;
    for (std::size_t lists_seen = 0; kept < open_.size() && lists_seen < level; ++kept) {
      if (open_[kept].quote)
        ++quotes_around;
      else
        ++lists_seen;
    }
    if (lists() >= level && quotes_around == quote) {
      while (open_.size() > kept) close_last();
    } else {
      stand_in(level - 1, quote);
    }
  }

  void set_details(std::uint8_t depth) {
    if (depth >= details_) return; // only a summary opens one
    stand_in(0, 0);
    for (; details_ > depth; --details_) out_ += "</details>\n";
  }

  // ---- blocks ----

  void put_block(std::size_t index) {
    const Block& block = article_.blocks[index];
    set_details(block.kind == BlockKind::summary && block.details > 0 ? block.details - 1 : block.details);
    if (block.kind == BlockKind::summary) return put_summary(block);
    end_those_before(block);
    switch (block.kind) {
    case BlockKind::list_item:
    case BlockKind::term:
    case BlockKind::definition:
    case BlockKind::footnote: return put_item(block);
    default: stand_in(block.kind == BlockKind::heading ? 0 : block.level, block.quote);
    }
    switch (block.kind) {
    case BlockKind::heading: return put_heading(block, index);
    case BlockKind::figure: return put_figure(block);
    case BlockKind::rule: out_ += "<hr" + id_of(block) + ">\n"; return;
    case BlockKind::code: return put_code(block);
    case BlockKind::formula:
      out_ += "<div class=\"formula\"" + id_of(block) + ">";
      put_formula(block.text, true);
      out_ += "</div>\n";
      return;
    default: put_paragraph(block);
    }
  }

  void put_code(const Block& block) {
    out_ += "<pre" + id_of(block) + line_numbers_of(block) + ">\n<code>"; // this newline is no text
    put_text(block);
    out_ += "</code></pre>\n";
  }

  void put_paragraph(const Block& block) {
    out_ += "<p" + id_of(block) + ">";
    put_text(block);
    out_ += "</p>\n";
  }

  void put_heading(const Block& block, std::size_t index) {
    const auto depth = depths_.find(static_cast<std::uint32_t>(index));
    const int level = std::min(6, 2 + (depth == depths_.end() ? 0 : depth->second));
    const std::string tag = "h" + std::to_string(level);
    out_ += "<" + tag + id_of(block);
    if (block.level != level) out_ += " class=\"level-" + std::to_string(block.level) + "\""; // as it is set
    out_ += ">";
    put_text(block);
    put_end(tag);
    out_ += '\n';
  }

  void put_summary(const Block& block) {
    stand_in(0, 0);
    out_ += block.number == 1 ? "<details open" : "<details";
    if (block.number == 1 && addresses_.numbered) out_ += " data-open"; // whatever a reader does
    out_ += id_of(block) + "><summary>";
    put_text(block);
    out_ += "</summary>\n";
    ++details_;
  }

  void put_item(const Block& block) {
    const bool term = block.kind == BlockKind::term, definition = block.kind == BlockKind::definition;
    Open wanted{.tag = "ul",
                .item = "li",
                .marker = block.marker,
                .number = block.number,
                .footnotes = block.kind == BlockKind::footnote};
    if (term || definition)
      wanted = {.tag = "dl", .item = term ? "dt" : "dd"};
    else if (block.number > 0)
      wanted.tag = "ol";
    const std::size_t level = std::max<std::size_t>(block.level, 1);
    close_to_list(level, block.quote);
    if (lists() == level) {
      Open& last = open_.back();
      const bool same =
          last.tag == wanted.tag && last.footnotes == wanted.footnotes && last.marker == wanted.marker;
      if (same) {
        put_end(std::exchange(last.item, wanted.item));
        out_ += '\n';
      } else {
        close_last();
      }
    }
    while (lists() + 1 < level) { // a depth that has no item of its own
      out_ += "<ul class=\"bare\"><li>\n";
      open_.push_back({.tag = "ul", .item = "li"});
    }
    const bool begins = lists() < level;
    if (begins) begin_list(wanted);
    Open& list = open_.back();
    out_ += "<" + std::string(list.item) + id_of(block);
    if (list.tag == "ol" && !begins && block.number != list.number + 1)
      out_ += " value=\"" + std::to_string(block.number) + "\"";
    list.number = block.number;
    out_ += ">";
    put_text(block);
    const auto reference = references_.find(block.id);
    if (list.footnotes && reference != references_.end())
      out_ += "<a href=\"#" + escape_html(reference->second) + "\" role=\"doc-backlink\"> ↩</a>";
  }

  void begin_list(const Open& list) {
    if (list.footnotes) out_ += "<section role=\"doc-endnotes\">";
    out_ += "<" + std::string(list.tag);
    if (list.tag == "ol" && list.number != 1) out_ += " start=\"" + std::to_string(list.number) + "\"";
    switch (list.marker) {
    case Marker::usual: break;
    case Marker::none: out_ += " class=\"bare\""; break;
    case Marker::lower_letter: out_ += " type=\"a\""; break;
    case Marker::upper_letter: out_ += " type=\"A\""; break;
    case Marker::lower_roman: out_ += " type=\"i\""; break;
    case Marker::upper_roman: out_ += " type=\"I\""; break;
    }
    out_ += ">\n";
    open_.push_back(list);
  }

  void put_figure(const Block& block) {
    if (block.extra >= article_.figures.size()) return;
    const Figure& figure = article_.figures[block.extra];
    out_ += "<figure" + id_of(block) + ">";
    if (!figure.link.empty()) out_ += "<a" + leading_to(figure.link) + ">";
    if (figure.missing) {
      out_ += "<span class=\"missing\" role=\"img\">" + escape_html(figure.alternative) + "</span>";
    } else {
      const std::string source = addresses_.picture ? addresses_.picture(figure.source) : figure.source;
      out_ += "<img src=\"" + escape_html(source) + "\" alt=\"" + escape_html(figure.alternative) + "\"";
      if (source.starts_with("http") || source.starts_with("//")) // of another server
        out_ += " referrerpolicy=\"no-referrer\"";
      if (figure.width > 0) out_ += " width=\"" + std::to_string(figure.width) + "\"";
      if (figure.height > 0) out_ += " height=\"" + std::to_string(figure.height) + "\"";
      // One at the top of the article is on the first screen.
      const bool leads = &block - article_.blocks.data() < 2;
      out_ += leads ? " fetchpriority=\"high\">" : " loading=\"lazy\" decoding=\"async\">";
    }
    if (!figure.link.empty()) out_ += "</a>";
    if (!block.text.empty()) {
      out_ += "<figcaption>";
      put_text(block);
      out_ += "</figcaption>";
    }
    out_ += "</figure>\n";
  }

  // ---- tables, and what has a caption as they do ----

  // From its caption or first cell on; returns the block behind it.
  std::size_t put_table(std::size_t first) {
    const std::vector<Block>& blocks = article_.blocks;
    const Block& begin = blocks[first];
    set_details(begin.details);
    end_those_before(begin);
    stand_in(begin.level, begin.quote);
    const bool captioned = begin.kind == BlockKind::caption;
    std::size_t end = first + (captioned ? 1 : 0);
    const std::size_t cells = end;
    const auto cell_at = [&](std::size_t i) -> const Cell* {
      if (i >= blocks.size() || blocks[i].kind != BlockKind::cell) return nullptr;
      return blocks[i].extra < article_.cells.size() ? &article_.cells[blocks[i].extra] : nullptr;
    };
    const Cell* cell = cell_at(end);
    if (captioned && end < blocks.size() && blocks[end].kind == BlockKind::code) {
      out_ += "<figure class=\"listing\"><figcaption" + id_of(begin) + ">";
      put_text(begin);
      out_ += "</figcaption>";
      put_code(blocks[end]);
      out_ += "</figure>\n";
      return end + 1;
    }
    if (cell == nullptr) { // a caption of nothing
      if (captioned || blocks[first].kind == BlockKind::cell) put_paragraph(begin);
      return first + 1;
    }
    const std::uint32_t table = cell->table;
    while (cell_at(end) != nullptr && cell_at(end)->table == table) ++end;
    std::uint32_t heads = 0; // rows of nothing but headers, at the top
    for (std::size_t i = cells; i < end && cell_at(i)->header; ++i) {
      const bool row_ends = i + 1 == end || cell_at(i + 1)->row != cell_at(i)->row;
      if (row_ends) heads = cell_at(i)->row + 1;
    }
    if (end > cells && cell_at(end - 1)->row < heads) heads = 0; // headers alone: a body of th
    if (addresses_.numbered) out_ += "<div class=\"table\">";    // it may be wider than the page
    out_ += "<table>";
    if (captioned) {
      out_ += "<caption" + id_of(begin) + ">";
      put_text(begin);
      out_ += "</caption>";
    }
    bool in_head = false, in_body = false;
    std::uint32_t row = no_index;
    for (std::size_t i = cells; i < end; ++i) {
      cell = cell_at(i);
      if (cell->row != row) {
        if (row != no_index) out_ += "</tr>\n";
        if (cell->row < heads && !std::exchange(in_head, true)) out_ += "<thead>\n";
        if (cell->row >= heads && !std::exchange(in_body, true))
          out_ += in_head ? "</thead><tbody>\n" : "<tbody>\n";
        row = cell->row;
        out_ += "<tr>";
      }
      put_cell(blocks[i], *cell, row < heads);
    }
    out_ += std::string("</tr>") + (in_body ? "</tbody>" : "</thead>") + "</table>";
    out_ += addresses_.numbered ? "</div>\n" : "\n";
    return end;
  }

  void put_cell(const Block& block, const Cell& cell, bool in_head) {
    const std::string_view tag = cell.header ? "th" : "td";
    out_ += "<" + std::string(tag) + id_of(block);
    if (cell.header) out_ += in_head ? " scope=\"col\"" : " scope=\"row\"";
    if (cell.rows > 1) out_ += " rowspan=\"" + std::to_string(cell.rows) + "\"";
    if (cell.columns > 1) out_ += " colspan=\"" + std::to_string(cell.columns) + "\"";
    switch (cell.align) {
    case Align::none: break;
    case Align::left: out_ += " class=\"left\""; break;
    case Align::center: out_ += " class=\"center\""; break;
    case Align::right: out_ += " class=\"right\""; break;
    }
    out_ += ">";
    put_text(block);
    put_end(tag);
  }

  // ---- text ----

  void put_text(const Block& block) {
    const std::string_view text = block.text;
    std::size_t at = 0;
    std::uint32_t link = no_index; // that is open
    bool ruby = false;             // is open
    const auto end_link = [&] {
      if (std::exchange(link, no_index) != no_index) out_ += "</a>";
    };
    for (std::size_t i = 0; i < block.inlines.size(); ++i) {
      const Inline& run = block.inlines[i];
      if (run.begin < at || run.end <= run.begin || run.end > text.size()) continue;
      if (run.begin > at) {
        end_link();
        put_plain(text.substr(at, run.begin - at), block.kind);
      }
      if (run.link != link) end_link();
      if (run.link < article_.links.size() && link == no_index) {
        link = run.link;
        begin_link(article_.links[link].url, block.id);
      }
      const std::string_view words = text.substr(run.begin, run.end - run.begin);
      const bool is_reading = (run.style.flags & style_ruby_text) != 0;
      if ((run.style.flags & style_ruby) != 0 && !is_reading && !std::exchange(ruby, true)) out_ += "<ruby>";
      if (is_reading && ruby && words.size() > 2 && words.front() == '(' && words.back() == ')')
        put_reading(words.substr(1, words.size() - 2), block.kind);
      else
        put_run(run, words, block.kind);
      const bool goes_on = i + 1 < block.inlines.size() && block.inlines[i + 1].begin == run.end &&
                           block.inlines[i + 1].link == run.link && !is_reading &&
                           (block.inlines[i + 1].style.flags & (style_ruby | style_ruby_text)) != 0;
      if (ruby && !goes_on) {
        out_ += "</ruby>";
        ruby = false;
      }
      at = run.end;
    }
    end_link();
    put_plain(text.substr(at), block.kind);
  }

  // The parentheses of "(한자)" are for those who do not set ruby.
  void put_reading(std::string_view text, BlockKind kind) {
    out_ += "<rp>(</rp><rt>";
    put_plain(text, kind);
    out_ += "</rt><rp>)</rp>";
  }

  void put_run(const Inline& run, std::string_view text, BlockKind kind) {
    Style style = run.style;
    if (kind == BlockKind::code) style.flags |= style_code;
    const std::string classes = addresses_.color_classes ? addresses_.color_classes(style) : std::string();
    std::vector<std::string_view> open;
    const auto begin = [&](std::string_view tag, const std::string& attributes = {}) {
      out_ += "<" + std::string(tag) + attributes + ">";
      open.push_back(tag);
    };
    if (!classes.empty()) begin("span", " class=\"" + escape_html(classes) + "\"");
    if ((run.style.flags & style_abbreviation) != 0) {
      const auto known = std::ranges::find(article_.abbreviations, text, &Abbreviation::text);
      if (known != article_.abbreviations.end())
        begin("abbr", " title=\"" + escape_html(known->meaning) + "\"");
    }
    for (const Flag& flag : flags) {
      const bool set = (run.style.flags & flag.flag) != 0;
      if (set && !(flag.flag == style_code && kind == BlockKind::code)) begin(flag.tag);
    }
    if ((run.style.flags & style_formula) != 0)
      put_formula(text, false);
    else
      put_plain(text, kind);
    while (!open.empty()) {
      put_end(open.back());
      open.pop_back();
    }
  }

  // What is not set is code.
  void put_formula(std::string_view source, bool alone) {
    const Formula* const formula = formula_of(article_.formulas, source);
    if (formula == nullptr) {
      out_ +=
          (alone ? "<pre><code>" : "<code>") + escape_html(source) + (alone ? "</code></pre>" : "</code>");
      return;
    }
    const WrittenFormula written = written_formula(source);
    std::string attribute;
    if (addresses_.numbered) attribute = " data-tex=\"" + std::string(written.open) + "\"";
    append_math(out_, *formula, alone, attribute,
                "<annotation encoding=\"application/x-tex\">" + escape_html(written.tex) + "</annotation>");
  }

  void put_plain(std::string_view text, BlockKind kind) {
    if (kind == BlockKind::code) {
      out_ += escape_html(text);
      return;
    }
    for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
      out_ += escape_html(text.substr(0, end)) + "<br>";
      text.remove_prefix(end + 1);
    }
    out_ += escape_html(text);
  }

  // For a style sheet to show: they are seen, and neither read, copied nor found.
  static std::string line_numbers_of(const Block& block) {
    if (block.number == 0) return {};
    const std::uint32_t last = last_line_number(block);
    std::string numbers = " data-lines=\"";
    for (std::uint32_t number = block.number; number <= last; ++number)
      numbers += (number > block.number ? "&#10;" : "") + std::to_string(number);
    return numbers + '"';
  }

  // The first link to a footnote is where its way back leads.
  void begin_link(const std::string& url, const std::string& id_around) {
    out_ += "<a" + leading_to(url);
    const auto footnote = url.starts_with('#') ? footnotes_.find(url.substr(1)) : footnotes_.end();
    if (footnote != footnotes_.end()) {
      out_ += " role=\"doc-noteref\"";
      const auto [reference, first] = references_.try_emplace(
          footnote->first, id_around.empty() ? "noteref:" + footnote->first : id_around);
      if (first && id_around.empty()) out_ += " id=\"" + escape_html(reference->second) + "\"";
    }
    out_ += ">";
  }

  std::string leading_to(const std::string& url) const { // the attributes of a link
    std::string attributes = " href=\"" + escape_html(addresses_.link ? addresses_.link(url) : url) + "\"";
    if (addresses_.numbered && url.starts_with("#/"))
      attributes += " data-route=\"" + escape_html(url) + "\"";
    return attributes;
  }
  std::string id_of(const Block& block) const {
    std::string attributes = block.id.empty() ? std::string() : " id=\"" + escape_html(block.id) + "\"";
    if (addresses_.numbered)
      attributes += " data-b=\"" + std::to_string(&block - article_.blocks.data()) + "\"";
    return attributes;
  }
  void put_end(std::string_view tag) { out_.append("</").append(tag).append(">"); }

  const Article& article_;
  const HtmlAddresses& addresses_;
  std::map<std::uint32_t, std::uint8_t> depths_; // of headings, by block
  std::map<std::string, std::uint32_t, std::less<>> footnotes_;
  std::map<std::string, std::string> references_; // a footnote's id → that of the first link to it
  std::vector<Open> open_;
  std::uint8_t details_ = 0;
  std::string out_;
};

} // namespace

void append_math(std::string& html, const Formula& formula, bool alone, std::string_view attributes,
                 std::string_view inside) {
  html += "<math";
  if (alone)
    html += " display=\"block\"";
  else if (written_formula(formula.source).displayed)
    html += " displaystyle=\"true\"";
  html += attributes;
  html += "><semantics>";
  html += formula.mathml;
  html += inside;
  html += "</semantics></math>";
}

std::string escape_html(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
    case '&': escaped += "&amp;"; break;
    case '<': escaped += "&lt;"; break;
    case '>': escaped += "&gt;"; break;
    case '"': escaped += "&quot;"; break;
    case '\'': escaped += "&#39;"; break;
    default: escaped += c;
    }
  }
  return escaped;
}

std::string html_of_blocks(const Article& article, const HtmlAddresses& addresses) {
  return HtmlWriter(article, addresses).write();
}

std::string html_of_article(const Article& article, const HtmlHead& head, const HtmlAddresses& addresses) {
  return HtmlWriter(article, addresses).write_article(head);
}

} // namespace hanji

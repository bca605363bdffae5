#include "post/html_blocks.h"

#include <gumbo.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "post/css_color.h"
#include "post/scan.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {

namespace {

constexpr std::uint8_t deepest = 9;          // of lists and block quotes; more is shown as this
constexpr std::uint32_t most_columns = 1000; // HTML's own bound for colspan
constexpr std::uint32_t most_rows = 65534;   // and for rowspan
constexpr std::uint32_t emoji_px = 32;       // a picture up to this size stands for a character
constexpr std::uint32_t largest_figure_px = 65535;

enum class Container : std::uint8_t { flow, heading, cell, caption };

enum class Leave : std::uint8_t {
  nothing,
  block,
  item,
  list,
  cell,
  row,
  table,
  table_caption,
  heading,
  figure,
  caption,
  rt,
  quote
};

struct Context {
  const GumboNode* node = nullptr;
  unsigned next = 0; // child to visit
  Leave leave = Leave::nothing;
  Container container = Container::flow;
  Style style{};
  std::uint32_t anchor = no_index; // into Walk::anchors_
  std::uint8_t quote = 0, list = 0;
  Align align = Align::none;
  bool preformatted = false, header_row = false;
};

struct Anchor {
  std::string url;
  std::uint32_t link = no_index; // once its text is there
};

struct ListScope {
  bool ordered = false;
  std::uint32_t next = 1;
};

struct ItemScope {
  std::uint32_t number = 0;
  bool used = false; // its first paragraph is there
};

struct FigureScope {
  std::size_t first_block = 0;
  std::optional<Block> caption;
};

struct TableScope {
  std::uint32_t number = no_index, row = 0, column = 0;
  std::size_t first_block = 0;
  bool row_open = false, any_row = false;
  std::vector<std::uint32_t> taken; // rows that a cell above still covers, this one included, by column
};

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

std::optional<std::uint32_t> number_in(std::string_view text) { // leading digits, "120px" too
  text = trimmed(text);
  std::uint32_t value = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    if (value > 100'000'000) return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(text[digits] - '0');
  }
  if (digits == 0 || (digits < text.size() && text[digits] == '%')) return std::nullopt;
  return value;
}

Align align_of(std::string_view text) {
  const std::string value = lower(trimmed(text));
  if (value == "left" || value == "start") return Align::left;
  if (value == "center") return Align::center;
  if (value == "right" || value == "end") return Align::right;
  return Align::none;
}

// As browsers read an address: without the controls and line breaks that would hide its scheme.
std::string clean_url(std::string_view text) {
  std::string url;
  for (const char c : trimmed(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ') {
      url += "%20";
    } else if (byte > 0x20 && byte != 0x7F) {
      url += c;
    }
  }
  return url;
}

std::string scheme_of(std::string_view url) {
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string_view::npos || url[end] != ':') return {};
  return lower(url.substr(0, end));
}

bool is_safe_link(std::string_view url) {
  const std::string scheme = scheme_of(url);
  return scheme.empty() || scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

bool is_invisible(char32_t c) { // nothing to see in a block that holds only these
  return c <= 0x20 || c == 0xA0 || c == 0xAD || c == 0x3000 || c == 0x3164 || c == 0xFEFF ||
         (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x2064);
}

bool is_invisible(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (!is_invisible(next_code_point(text, position))) return false;
  }
  return true;
}

// Cuts the text's end off, and what the inlines say about it.
void truncate(Block& block, std::size_t size) {
  block.text.resize(size);
  std::erase_if(block.inlines, [size](const Inline& run) { return run.begin >= size; });
  if (!block.inlines.empty())
    block.inlines.back().end = std::min(block.inlines.back().end, static_cast<std::uint32_t>(size));
}

// Character references can spell what NFC composes.
void normalize(Block& block) {
  std::string normal = to_nfc(block.text);
  if (normal == block.text) return;
  const auto moved = [&](std::uint32_t position) {
    std::size_t size = std::min(to_nfc(block.text.substr(0, position)).size(), normal.size());
    while (size < normal.size() && (static_cast<unsigned char>(normal[size]) & 0xC0) == 0x80) ++size;
    return static_cast<std::uint32_t>(size);
  };
  std::uint32_t end = 0;
  for (Inline& run : block.inlines) {
    run.begin = std::max(moved(run.begin), end);
    run.end = end = std::max(moved(run.end), run.begin);
  }
  std::erase_if(block.inlines, [](const Inline& run) { return run.begin == run.end; });
  block.text = std::move(normal);
}

class Walk {
public:
  Walk(Article& article, std::vector<Note>& notes, bool has_references)
      : article_(article), notes_(notes), has_references_(has_references) {}

  void over(const GumboNode* root) {
    contexts_.push_back({.node = root});
    while (!contexts_.empty()) {
      Context& here = contexts_.back();
      const GumboVector& children = here.node->v.element.children;
      if (here.next == children.length) {
        leave(here);
        contexts_.pop_back();
        continue;
      }
      const auto* child = static_cast<const GumboNode*>(children.data[here.next++]);
      switch (child->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE: put_text(child->v.text.text, here); break;
      case GUMBO_NODE_ELEMENT: enter(child); break;
      default: break;
      }
    }
    close_block();
    flush_deferred();
    name_headings();
  }

private:
  // --- elements

  void enter(const GumboNode* node) {
    const GumboElement& element = node->v.element;
    if (is_hidden(element)) return;
    Context inner = contexts_.back();
    inner.node = node;
    inner.next = 0;
    inner.leave = Leave::nothing;
    take_id(element, inner);
    std::uint16_t& flags = inner.style.flags;
    bool is_block = false, is_inline = true;
    switch (element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
      note(element, "active_content", "<" + std::string(gumbo_normalized_tagname(element.tag)) + ">",
           "left out");
      return;
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_COLGROUP:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_RP: return;
    case GUMBO_TAG_BR: return put_break(contexts_.back());
    case GUMBO_TAG_HR: return put_rule(contexts_.back());
    case GUMBO_TAG_IMAGE:
    case GUMBO_TAG_IMG: return put_picture(element, contexts_.back());
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG: flags |= style_bold; break;
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_DFN: flags |= style_italic; break;
    case GUMBO_TAG_U:
    case GUMBO_TAG_INS: flags |= style_underline; break;
    case GUMBO_TAG_S:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_STRIKE: flags |= style_strike; break;
    case GUMBO_TAG_MARK: flags |= style_mark; break;
    case GUMBO_TAG_SUB: flags |= style_sub; break;
    case GUMBO_TAG_SUP: flags |= style_sup; break;
    case GUMBO_TAG_SMALL: flags |= style_small; break;
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_TT:
      if (!inner.preformatted) flags |= style_code;
      break;
    case GUMBO_TAG_FONT:
      if (const Rgba color = parse_css_color(attribute(element, "color"))) inner.style.color = color;
      break;
    case GUMBO_TAG_A: take_link(element, inner); break;
    case GUMBO_TAG_Q:
      put_text("“", inner);
      inner.leave = Leave::quote;
      break;
    case GUMBO_TAG_RT:
      put_text("(", inner);
      inner.leave = Leave::rt;
      break;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR: enter_list(element, inner); break;
    case GUMBO_TAG_LI: enter_item(element, inner); break;
    case GUMBO_TAG_TABLE: enter_table(inner); break;
    case GUMBO_TAG_CAPTION: enter_table_caption(inner); break;
    case GUMBO_TAG_THEAD:
      inner.header_row = true;
      is_inline = false;
      break;
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TFOOT: is_inline = false; break;
    case GUMBO_TAG_TR: enter_row(inner); break;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH: enter_cell(element, inner); break;
    case GUMBO_TAG_FIGURE: enter_figure(inner); break;
    case GUMBO_TAG_FIGCAPTION: enter_caption(inner); break;
    case GUMBO_TAG_H1: enter_heading(inner, 1); break;
    case GUMBO_TAG_H2: enter_heading(inner, 2); break;
    case GUMBO_TAG_H3: enter_heading(inner, 3); break;
    case GUMBO_TAG_H4: enter_heading(inner, 4); break;
    case GUMBO_TAG_H5: enter_heading(inner, 5); break;
    case GUMBO_TAG_H6: enter_heading(inner, 6); break;
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_XMP:
      is_block = true;
      inner.preformatted = true;
      break;
    case GUMBO_TAG_BLOCKQUOTE:
      is_block = true;
      inner.quote = std::min<std::uint8_t>(static_cast<std::uint8_t>(inner.quote + 1), deepest);
      break;
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_DT:
      is_block = true;
      flags |= style_bold;
      break;
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIALOG:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_OPTGROUP:
    case GUMBO_TAG_OPTION: is_block = true; break;
    default: break;
    }
    if (is_block) {
      boundary(inner);
      inner.leave = Leave::block;
    }
    is_inline = is_inline && (inner.leave == Leave::nothing || inner.leave == Leave::quote);
    apply_css(attribute(element, "style"), inner, is_inline);
    contexts_.push_back(inner);
  }

  void leave(const Context& context) {
    switch (context.leave) {
    case Leave::nothing: break;
    case Leave::block: boundary(context); break;
    case Leave::quote: put_text("”", context); break;
    case Leave::rt: put_text(")", context); break;
    case Leave::item:
      boundary(context);
      items_.pop_back();
      break;
    case Leave::list:
      boundary(context);
      lists_.pop_back();
      break;
    case Leave::heading:
    case Leave::cell:
      close_block();
      if (context.leave == Leave::heading) flush_deferred();
      break;
    case Leave::row:
      if (table_->row_open) ++table_->row;
      table_->row_open = false;
      break;
    case Leave::table:
      close_block();
      table_.reset();
      flush_deferred();
      break;
    case Leave::table_caption: leave_table_caption(); break;
    case Leave::caption: leave_caption(); break;
    case Leave::figure: leave_figure(); break;
    }
  }

  static bool is_hidden(const GumboElement& element) {
    if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
    const std::string_view css = attribute(element, "style");
    if (css.find("none") == std::string_view::npos && css.find("NONE") == std::string_view::npos)
      return false;
    bool hidden = false;
    for_each_declaration(css, [&](std::string_view name, std::string_view value) {
      if (name == "display") hidden = value == "none";
    });
    return hidden;
  }

  template <class Use>
  static void for_each_declaration(std::string_view css, const Use& use) {
    while (!css.empty()) {
      const std::size_t end = std::min(css.find(';'), css.size());
      const std::string_view declaration = css.substr(0, end);
      const std::size_t colon = declaration.find(':');
      if (colon != std::string_view::npos) {
        const std::string name = lower(trimmed(declaration.substr(0, colon)));
        std::string value = lower(trimmed(declaration.substr(colon + 1)));
        if (const std::size_t mark = value.find('!'); mark != std::string::npos)
          value = trimmed(value.substr(0, mark));
        use(std::string_view(name), std::string_view(value));
      }
      css.remove_prefix(std::min(end + 1, css.size()));
    }
  }

  static void apply_css(std::string_view css, Context& context, bool inline_element) {
    Style& style = context.style;
    const auto set = [&](std::uint16_t flag, bool on) {
      style.flags = static_cast<std::uint16_t>(on ? style.flags | flag : style.flags & ~flag);
    };
    for_each_declaration(css, [&](std::string_view name, std::string_view value) {
      if (name == "color") {
        if (const Rgba color = parse_css_color(value)) style.color = color;
      } else if (inline_element && (name == "background-color" || name == "background")) {
        if (const Rgba color = parse_css_color(value)) style.background = color;
      } else if (name == "font-weight") {
        const auto weight = number_in(value);
        if (value == "bold" || value == "bolder" || weight >= 600U) set(style_bold, true);
        if (value == "normal" || value == "lighter" || (weight && *weight < 600U)) set(style_bold, false);
      } else if (name == "font-style") {
        if (value == "italic" || value.starts_with("oblique")) set(style_italic, true);
        if (value == "normal") set(style_italic, false);
      } else if (inline_element && (name == "text-decoration" || name == "text-decoration-line")) {
        if (value.find("underline") != std::string_view::npos) set(style_underline, true);
        if (value.find("line-through") != std::string_view::npos) set(style_strike, true);
      } else if (inline_element && name == "vertical-align") {
        if (value == "super") set(style_sup, true);
        if (value == "sub") set(style_sub, true);
      }
    });
  }

  void take_id(const GumboElement& element, const Context& context) {
    const std::string_view id = trimmed(attribute(element, "id"));
    if (id.empty() || context.container != Container::flow) return;
    waiting_id_.clear();
    for (const char c : id) waiting_id_ += is_space(c) ? '-' : c;
    std::erase_if(waiting_id_, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  }

  void take_link(const GumboElement& element, Context& context) {
    const std::string url = clean_url(attribute(element, "href"));
    if (url.empty()) return;
    if (!is_safe_link(url)) {
      note(element, "unsafe_link", "a link to " + scheme_of(url) + ":", "dropped; its text stays");
      return;
    }
    context.anchor = static_cast<std::uint32_t>(anchors_.size());
    anchors_.push_back({url, no_index});
  }

  // --- lists

  void enter_list(const GumboElement& element, Context& context) {
    boundary(context);
    context.leave = Leave::list;
    context.list = std::min<std::uint8_t>(static_cast<std::uint8_t>(context.list + 1), deepest);
    lists_.push_back(
        {.ordered = element.tag == GUMBO_TAG_OL, .next = number_in(attribute(element, "start")).value_or(1)});
  }

  void enter_item(const GumboElement& element, Context& context) {
    boundary(context);
    context.leave = Leave::item;
    context.list = std::max<std::uint8_t>(context.list, 1);
    ItemScope item;
    if (!lists_.empty() && lists_.back().ordered) {
      ListScope& list = lists_.back();
      list.next = number_in(attribute(element, "value")).value_or(list.next);
      item.number = list.next++;
    }
    items_.push_back(item);
  }

  // --- tables. Within a cell another table is only lines of text.

  void enter_table(Context& context) {
    boundary(context);
    if (context.container != Container::flow) {
      context.leave = Leave::block;
      return;
    }
    context.leave = Leave::table;
    context.align = Align::none;
    context.header_row = false;
    table_.emplace();
    table_->first_block = article_.blocks.size();
  }

  bool within_table(const Context& context) const { return table_ && context.container == Container::flow; }

  void enter_row(Context& context) {
    if (!within_table(context)) {
      boundary(context);
      context.leave = Leave::block;
      return;
    }
    context.leave = Leave::row;
    const Align align = align_of(attribute(context.node->v.element, "align"));
    if (align != Align::none) context.align = align;
  }

  void enter_cell(const GumboElement& element, Context& context) {
    if (!within_table(context)) {
      boundary(context);
      context.leave = Leave::block;
      return;
    }
    TableScope& table = *table_;
    if (table.number == no_index) table.number = tables_++;
    if (!table.row_open) {
      for (std::uint32_t& rows : table.taken) rows -= rows > 0 && table.any_row ? 1 : 0;
      table.row_open = table.any_row = true;
      table.column = 0;
    }
    while (table.column < table.taken.size() && table.taken[table.column] > 0) ++table.column;
    Cell cell{.table = table.number, .row = table.row, .column = table.column};
    cell.columns = std::clamp(number_in(attribute(element, "colspan")).value_or(1), 1U, most_columns);
    cell.rows = std::clamp(number_in(attribute(element, "rowspan")).value_or(1), 1U, most_rows);
    cell.header = element.tag == GUMBO_TAG_TH || context.header_row;
    cell.align = context.align;
    const Align align = align_of(attribute(element, "align"));
    if (align != Align::none) cell.align = align;
    for_each_declaration(attribute(element, "style"), [&](std::string_view name, std::string_view value) {
      if (name == "text-align" && align_of(value) != Align::none) cell.align = align_of(value);
    });
    table.column += cell.columns;
    if (table.taken.size() < table.column) table.taken.resize(table.column);
    for (std::uint32_t column = cell.column; column < table.column; ++column) table.taken[column] = cell.rows;

    context.leave = Leave::cell;
    context.container = Container::cell;
    open_block(BlockKind::cell, context);
    block_.extra = static_cast<std::uint32_t>(article_.cells.size());
    article_.cells.push_back(cell);
  }

  void enter_table_caption(Context& context) {
    boundary(context);
    context.leave = within_table(context) ? Leave::table_caption : Leave::block;
    if (context.leave != Leave::table_caption) return;
    context.container = Container::caption;
    open_block(BlockKind::paragraph, context);
  }

  void leave_table_caption() { // stands before the table, wherever in it it was written
    const std::size_t size = article_.blocks.size();
    close_block();
    if (article_.blocks.size() == size) return;
    const auto begin = article_.blocks.begin();
    std::rotate(begin + static_cast<std::ptrdiff_t>(table_->first_block), std::prev(article_.blocks.end()),
                article_.blocks.end());
    ++table_->first_block;
  }

  // --- figures

  void enter_figure(Context& context) {
    boundary(context);
    context.leave = Leave::block;
    if (context.container != Container::flow) return;
    context.leave = Leave::figure;
    figures_.push_back({article_.blocks.size(), std::nullopt});
  }

  void enter_caption(Context& context) {
    boundary(context);
    context.leave = Leave::block;
    if (context.container != Container::flow || figures_.empty()) return;
    context.leave = Leave::caption;
    context.container = Container::caption;
    open_block(BlockKind::paragraph, context);
  }

  void leave_caption() {
    std::optional<Block> caption = finished_block();
    FigureScope& figure = figures_.back();
    if (!caption) return;
    if (figure.caption) push(std::move(*figure.caption));
    figure.caption = std::move(caption);
  }

  void leave_figure() {
    close_block();
    FigureScope figure = std::move(figures_.back());
    figures_.pop_back();
    if (!figure.caption) return;
    auto& blocks = article_.blocks;
    for (std::size_t i = blocks.size(); i > figure.first_block; --i) {
      Block& block = blocks[i - 1];
      if (block.kind != BlockKind::figure || !block.text.empty()) continue;
      block.text = std::move(figure.caption->text);
      block.inlines = std::move(figure.caption->inlines);
      return;
    }
    push(std::move(*figure.caption));
  }

  void put_picture(const GumboElement& element, const Context& context) {
    std::string source = clean_url(attribute(element, "src"));
    for (const char* lazy : {"data-src", "data-original", "data-lazy-src"}) {
      const std::string other = clean_url(attribute(element, lazy));
      if (!other.empty() && (source.empty() || scheme_of(source) == "data")) source = other;
    }
    const std::string alternative = single_line(attribute(element, "alt"));
    if (source.empty() || !is_safe_link(source)) {
      if (!source.empty()) {
        const bool data = scheme_of(source) == "data";
        note(element, data ? "data_image" : "unsafe_link", "a picture from " + scheme_of(source) + ":",
             "left out");
      }
      return put_text(alternative, context);
    }
    Figure figure;
    figure.source = std::move(source);
    figure.alternative = to_nfc(alternative);
    figure.width = std::min(number_in(attribute(element, "width")).value_or(0), largest_figure_px);
    figure.height = std::min(number_in(attribute(element, "height")).value_or(0), largest_figure_px);
    const bool sized = figure.width > 0 && figure.height > 0;
    if (sized && figure.width <= 1 && figure.height <= 1) return; // counts visits
    const bool emoji = attribute(element, "class").find("emoji") != std::string_view::npos;
    if (emoji || (sized && figure.width <= emoji_px && figure.height <= emoji_px)) {
      if (!alternative.empty()) return put_text(alternative, context);
    }
    if (context.anchor != no_index) figure.link = anchors_[context.anchor].url;
    Block block;
    block.kind = BlockKind::figure;
    block.quote = context.quote;
    block.level = context.list;
    block.extra = static_cast<std::uint32_t>(article_.figures.size());
    article_.figures.push_back(std::move(figure));
    if (context.container == Container::flow && !table_) {
      close_block();
      take_waiting_id(block);
      push(std::move(block));
    } else {
      deferred_.push_back(std::move(block));
    }
  }

  void flush_deferred() {
    for (Block& block : deferred_) push(std::move(block));
    deferred_.clear();
  }

  // --- blocks

  void enter_heading(Context& context, std::uint8_t level) {
    boundary(context);
    context.leave = Leave::block;
    if (context.container != Container::flow) return;
    context.leave = Leave::heading;
    context.container = Container::heading;
    open_block(BlockKind::heading, context);
    block_.level = level;
    block_.number = 0;
  }

  void boundary(const Context& context) {
    if (context.container == Container::flow) {
      close_block();
    } else if (breaks_ == 0) {
      breaks_ = 1;
      break_ = context;
    }
  }

  void open_block(BlockKind kind, const Context& context) {
    close_block();
    block_ = Block{};
    block_.kind = kind;
    block_.quote = context.quote;
    block_.level = context.list;
    block_open_ = true;
    breaks_ = 0;
    space_.reset();
    take_waiting_id(block_);
  }

  void open_flow_block(const Context& context) {
    if (context.preformatted) return open_block(BlockKind::code, context);
    if (context.list == 0 || items_.empty()) {
      open_block(BlockKind::paragraph, context);
      block_.level = 0;
      return;
    }
    const ItemScope item = items_.back();
    open_block(item.used ? BlockKind::list_more : BlockKind::list_item, context);
    block_.number = item.used ? 0 : item.number;
  }

  std::optional<Block> finished_block() {
    if (!block_open_) return std::nullopt;
    block_open_ = false;
    breaks_ = 0;
    space_.reset();
    Block block = std::move(block_);
    block_ = Block{};
    if (block.kind == BlockKind::code) {
      const std::size_t last = block.text.find_last_not_of('\n');
      truncate(block, last == std::string::npos ? 0 : last + 1);
    }
    if (is_invisible(block.text)) {
      if (block.kind != BlockKind::cell) {
        if (waiting_id_.empty()) waiting_id_ = block.id;
        return std::nullopt;
      }
      truncate(block, 0);
    }
    if (has_references_) normalize(block);
    return block;
  }

  void close_block() {
    std::optional<Block> block = finished_block();
    if (!block) return;
    if (block->kind == BlockKind::list_item && !items_.empty()) items_.back().used = true;
    push(std::move(*block));
  }

  void push(Block block) {
    if (!block.id.empty() && block.kind != BlockKind::heading && !ids_.insert(block.id).second)
      block.id.clear();
    article_.blocks.push_back(std::move(block));
  }

  void take_waiting_id(Block& block) {
    block.id = std::move(waiting_id_);
    waiting_id_.clear();
  }

  void put_rule(const Context& context) {
    boundary(context);
    if (context.container != Container::flow) return;
    Block block;
    block.kind = BlockKind::rule;
    block.quote = context.quote;
    push(std::move(block));
  }

  // --- text

  void put_break(const Context& context) {
    if (context.preformatted && block_open_) {
      block_.text += '\n';
    } else if (breaks_++ == 0) {
      break_ = context;
    }
  }

  void put_text(std::string_view text, const Context& context) {
    if (context.preformatted && context.container == Container::flow) return put_preformatted(text, context);
    std::size_t position = 0;
    while (position < text.size()) {
      const std::size_t space = space_size(text, position);
      if (space > 0) {
        if (!space_) space_ = context;
        position += space;
        continue;
      }
      std::size_t end = position;
      while (end < text.size() && static_cast<unsigned char>(text[end]) >= 0x20 && text[end] != 0x7F &&
             space_size(text, end) == 0) {
        ++end;
      }
      if (end > position) put_run(text.substr(position, end - position), context);
      position = std::max(end, position + 1);
      if (end < text.size() && (space_size(text, end) > 0)) position = end;
    }
  }

  static std::size_t space_size(std::string_view text, std::size_t position) {
    if (is_space(text[position])) return 1;
    return text[position] == '\xC2' && position + 1 < text.size() && text[position + 1] == '\xA0' ? 2 : 0;
  }

  void put_run(std::string_view run, const Context& context) {
    if (block_open_ && breaks_ > 1 && context.container == Container::flow && !block_.text.empty())
      close_block();
    if (!block_open_) open_flow_block(context);
    std::string& text = block_.text;
    if (!text.empty() && breaks_ > 0) {
      append("\n", break_);
    } else if (!text.empty() && space_ && text.back() != '\n') {
      append(" ", *space_);
    }
    breaks_ = 0;
    space_.reset();
    append(run, context);
  }

  void put_preformatted(std::string_view text, const Context& context) {
    if (!block_open_ || block_.kind != BlockKind::code) {
      if (is_invisible(text)) return;
      open_flow_block(context);
    }
    std::string kept;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte >= 0x20 && byte != 0x7F) || c == '\n' || c == '\t') kept += c;
    }
    append(kept, context);
  }

  void append(std::string_view run, const Context& context) {
    const auto begin = static_cast<std::uint32_t>(block_.text.size());
    block_.text += run;
    const auto end = static_cast<std::uint32_t>(block_.text.size());
    if (context.style == Style{} && context.anchor == no_index) return;
    const std::uint32_t link = link_of(context.anchor);
    auto& inlines = block_.inlines;
    if (!inlines.empty() && inlines.back().end == begin && inlines.back().style == context.style &&
        inlines.back().link == link) {
      inlines.back().end = end;
    } else {
      inlines.push_back({begin, end, context.style, link});
    }
  }

  std::uint32_t link_of(std::uint32_t anchor) {
    if (anchor == no_index) return no_index;
    Anchor& known = anchors_[anchor];
    if (known.link == no_index) {
      known.link = static_cast<std::uint32_t>(article_.links.size());
      article_.links.push_back({known.url});
    }
    return known.link;
  }

  // --- ids

  void name_headings() {
    for (Block& block : article_.blocks) {
      if (block.kind != BlockKind::heading) continue;
      take_kramdown_id(block);
      const std::string name = block.id.empty() ? slug_of(block.text) : block.id;
      std::uint32_t& uses = uses_[name];
      do {
        ++uses;
        block.id = uses == 1 ? name : name + "-" + std::to_string(uses);
      } while (!ids_.insert(block.id).second);
    }
  }

  static void take_kramdown_id(Block& block) { // "제목 {#id}"
    const std::size_t mark = block.text.rfind(" {#");
    if (mark == std::string::npos || mark == 0 || block.text.back() != '}') return;
    const std::string id = block.text.substr(mark + 3, block.text.size() - mark - 4);
    if (id.empty() || id.find_first_of(" {}") != std::string::npos) return;
    block.id = id;
    truncate(block, mark);
  }

  static std::string slug_of(std::string_view text) {
    const FoldedText folded = fold_for_search(text);
    std::string slug;
    for (std::size_t i = 0; i < folded.text.size() && slug.size() < 120; ++i) {
      if (folded.word_start[i] && !slug.empty()) slug += '-';
      append_utf8(slug, folded.text[i]);
    }
    return slug.empty() ? "section" : slug;
  }

  void note(const GumboElement& element, std::string code, std::string message, std::string recovery) {
    notes_.push_back({element.start_pos.offset, std::move(code), std::move(message), std::move(recovery)});
  }

  Article& article_;
  std::vector<Note>& notes_;
  bool has_references_;
  std::vector<Context> contexts_;
  std::vector<Anchor> anchors_;
  std::vector<ListScope> lists_;
  std::vector<ItemScope> items_;
  std::vector<FigureScope> figures_;
  std::optional<TableScope> table_;
  std::uint32_t tables_ = 0;
  std::vector<Block> deferred_; // pictures that cannot stand where they were found
  Block block_;                 // being written, if open
  bool block_open_ = false;
  int breaks_ = 0;               // <br> or inner boundaries not written yet,
  Context break_;                // and whose the first of them is
  std::optional<Context> space_; // white space not written yet, and whose it is
  std::string waiting_id_;       // for the next block
  std::set<std::string> ids_;
  std::map<std::string, std::uint32_t> uses_; // of a heading's name
};

struct Tree {
  explicit Tree(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    options.fragment_context = GUMBO_TAG_BODY;
    output = gumbo_parse_with_options(&options, html.data(), html.size());
    options_ = options;
  }
  ~Tree() { gumbo_destroy_output(&options_, output); }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  GumboOutput* output = nullptr;

private:
  GumboOptions options_;
};

} // namespace

void add_blocks_from_html(std::string_view html, Article& article, std::vector<Note>& notes) {
  const Tree tree(html);
  Walk(article, notes, html.find('&') != std::string_view::npos).over(tree.output->root);
}

std::string text_from_html(std::string_view html) {
  Article article;
  std::vector<Note> notes;
  add_blocks_from_html(html, article, notes);
  std::string text;
  for (const Block& block : article.blocks) {
    if (!text.empty()) text += ' ';
    text += block.text;
  }
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

} // namespace hanji

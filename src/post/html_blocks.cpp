#include "post/html_blocks.h"

#include <gumbo.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "post/abbreviations.h"
#include "post/code_blocks.h"
#include "post/css_color.h"
#include "post/diagrams.h"
#include "post/front_matter.h"
#include "post/html_attributes.h"
#include "post/html_formatting.h"
#include "post/html_ids.h"
#include "post/html_inline.h"
#include "post/html_lists.h"
#include "post/html_media.h"
#include "post/html_table.h"
#include "post/scan.h"
#include "post/source_text.h"
#include "text/normalize.h"

namespace hanji {

namespace {

constexpr std::uint8_t deepest = 9; // of lists, block quotes and disclosures; more is shown as this

enum class Container : std::uint8_t { flow, heading, cell, caption, summary };

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
  summary,
  rt,
  quotation,
  block_quote
};

struct Context {
  const GumboNode* node = nullptr;
  unsigned next = 0; // child to visit
  Leave leave = Leave::nothing;
  Container container = Container::flow;
  Formatting formatting;
  std::uint8_t quote = 0, list = 0, details = 0;
  Align align = Align::none;
  bool preformatted = false, formula = false, header_row = false, footnotes = false;
  std::uint32_t code = no_index; // what is said of code in there
};

struct FigureScope {
  std::size_t first_block = 0;
  std::optional<Block> caption;
};

struct TableScope {
  TableGrid grid;
  std::uint32_t number = no_index; // once it has a cell
  std::size_t first_block = 0, first_cell = 0;
};

class Walk {
public:
  Walk(const GumboNode* root, Article& article, std::vector<Note>& notes, std::vector<FoundLink>* found_links)
      : root_(root), article_(article), notes_(notes), found_links_(found_links), text_(article.links),
        unclosed_(root) {}

  void walk() {
    contexts_.push_back({.node = root_});
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
      case GUMBO_NODE_WHITESPACE: put_text_of(child, here); break;
      case GUMBO_NODE_TEMPLATE:
      case GUMBO_NODE_ELEMENT: enter(child); break;
      default: break;
      }
    }
    close_block();
    flush_deferred();
    settle_captions(article_);
    ids_.name_headings(article_);
  }

  // What was said of each block of code; Block::extra is an index into it.
  std::vector<CodeInfo> codes() && { return std::move(codes_); }

private:
  // --- elements

  void enter(const GumboNode* node) {
    const GumboElement& element = node->v.element;
    if (is_hidden(element)) return;
    Context inner = contexts_.back();
    inner.node = node;
    inner.next = 0;
    inner.leave = Leave::nothing;
    if (unclosed_.holds(node)) {
      if (UnclosedFormatting::is_opened_anew(node)) return contexts_.push_back(inner);
      note(element, "unclosed_tag",
           "<" + std::string(gumbo_normalized_tagname(element.tag)) + "> is never closed",
           "ended with its block");
    }
    take_id(element, inner);
    take_code_info(element, inner);
    std::uint16_t& flags = inner.formatting.style.flags;
    bool is_block = false, is_inline = true;
    switch (tag_by_class(element)) {
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_SCRIPT: return put_player(element, contexts_.back());
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA: return leave_out(element);
    case GUMBO_TAG_TITLE:
      if (article_.title.empty()) article_.title = single_line(text_within(element));
      return;
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_DATALIST:
      if (!text_within(element).empty()) leave_out(element);
      return;
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_COLGROUP:
    case GUMBO_TAG_RP: return;
    case GUMBO_TAG_BR: return put_break(contexts_.back());
    case GUMBO_TAG_HR: return put_rule(contexts_.back());
    case GUMBO_TAG_IMAGE:
    case GUMBO_TAG_IMG: return put_picture(element, contexts_.back());
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
      // <b> in <b>, and nobody closes it: the end tag was meant.
      if ((flags & style_bold) != 0 && unclosed_.holds(node))
        flags &= static_cast<std::uint16_t>(~style_bold);
      else
        flags |= style_bold;
      break;
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
      if (is_formula(element) && !inner.preformatted)
        take_formula(inner);
      else if (!inner.preformatted)
        flags |= style_code;
      break;
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM: take_abbreviation(element, flags); break;
    case GUMBO_TAG_FONT:
      if (const Rgba color = parse_css_color(attribute(element, "color")))
        inner.formatting.style.color = color;
      break;
    case GUMBO_TAG_A:
      if (leads_back_from_footnote(element)) return;
      take_link(element, inner);
      break;
    case GUMBO_TAG_PICTURE: picture_source_.clear(); break;
    case GUMBO_TAG_SOURCE:
      if (picture_source_.empty()) picture_source_ = picture_of_source(element);
      return;
    case GUMBO_TAG_Q:
      put_text("“", inner);
      inner.leave = Leave::quotation;
      break;
    case GUMBO_TAG_RUBY: flags |= style_ruby; break;
    case GUMBO_TAG_RT:
      if (element.children.length == 0) return;
      flags = static_cast<std::uint16_t>((flags & ~style_ruby) | style_ruby_text);
      put_text("(", inner);
      inner.leave = Leave::rt;
      break;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR: enter_list(element, inner); break;
    case GUMBO_TAG_LI: enter_item(element, inner, ItemKind::item); break;
    case GUMBO_TAG_DL: enter_list(element, inner); break;
    case GUMBO_TAG_DT: enter_item(element, inner, ItemKind::term); break;
    case GUMBO_TAG_DD: enter_item(element, inner, ItemKind::definition); break;
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
      if (is_formula(element) && inner.container != Container::flow) {
        take_formula(inner);
        is_block = true;
        break;
      }
      inner.formula = is_formula(element);
      [[fallthrough]];
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_XMP:
      is_block = true;
      inner.preformatted = true;
      break;
    case GUMBO_TAG_BLOCKQUOTE:
      boundary(inner);
      inner.leave = Leave::block_quote;
      inner.quote = one_deeper(inner.quote, element);
      break;
    case GUMBO_TAG_DETAILS: enter_details(element, inner); break;
    case GUMBO_TAG_SUMMARY: enter_summary(inner); break;
    case GUMBO_TAG_DIALOG:
      if (gumbo_get_attribute(&element.attributes, "open") == nullptr) return;
      is_block = true;
      break;
    case GUMBO_TAG_DIV: // the source of a diagram
      inner.preformatted = inner.preformatted || !diagram_of_classes(attribute(element, "class")).empty();
      is_block = true;
      break;
    case GUMBO_TAG_P:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
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
    if (holds_footnotes(element)) inner.footnotes = true;
    if (is_block) {
      boundary(inner);
      inner.leave = Leave::block;
    }
    is_inline = is_inline && (inner.leave == Leave::nothing || inner.leave == Leave::quotation);
    apply_style_attribute(element, is_inline, inner.formatting.style);
    contexts_.push_back(inner);
  }

  void leave(const Context& context) {
    switch (context.leave) {
    case Leave::nothing: break;
    case Leave::block: boundary(context); break;
    case Leave::quotation: put_text("”", context); break;
    case Leave::block_quote:
      boundary(context);
      left_quote_ = std::min(left_quote_, context.quote);
      break;
    case Leave::rt: put_text(")", context); break;
    case Leave::item:
      boundary(context);
      lists_.leave_item();
      break;
    case Leave::list:
      boundary(context);
      if (context.list > 0) left_list_ = std::min(left_list_, context.list);
      lists_.leave_list();
      break;
    case Leave::heading:
    case Leave::cell:
    case Leave::summary:
      close_block();
      if (context.leave != Leave::cell) flush_deferred();
      break;
    case Leave::row: table_->grid.end_row(); break;
    case Leave::table: leave_table(); break;
    case Leave::table_caption: leave_table_caption(); break;
    case Leave::caption: leave_caption(); break;
    case Leave::figure: leave_figure(); break;
    }
  }

  static bool is_formula(const GumboElement& element) {
    return gumbo_get_attribute(&element.attributes, "data-formula") != nullptr;
  }

  void take_formula(Context& context) {
    context.formatting.style.flags |= style_formula;
    context.formatting.formula = ++formulas_;
  }

  void take_abbreviation(const GumboElement& element, std::uint16_t& flags) {
    Abbreviation said{to_nfc(text_within(element)), to_nfc(single_line(attribute(element, "title")))};
    if (said.text.empty() || said.meaning.empty()) return;
    flags |= style_abbreviation;
    add_abbreviation(article_, std::move(said));
  }

  // Editors that know no <figure> say so by a class: Naver's, WordPress's, Tistory's.
  static GumboTag tag_by_class(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_DIV && element.tag != GUMBO_TAG_P) return element.tag;
    if (attribute(element, "class").empty()) return element.tag;
    for (const std::string_view figure : {"se-image", "se_image", "wp-caption", "imageblock"}) {
      if (has_class(element, figure)) return GUMBO_TAG_FIGURE;
    }
    for (const std::string_view caption : {"se-caption", "se_caption", "wp-caption-text", "cap1"}) {
      if (has_class(element, caption)) return GUMBO_TAG_FIGCAPTION;
    }
    return element.tag;
  }

  // Of the element around code that is nearest to it.
  void take_code_info(const GumboElement& element, Context& context) {
    if (element.tag != GUMBO_TAG_PRE && element.tag != GUMBO_TAG_CODE && element.tag != GUMBO_TAG_DIV &&
        element.tag != GUMBO_TAG_FIGURE)
      return;
    CodeInfo info = code_info_of_classes(attribute(element, "class"));
    for (const char* name : {"data-lang", "data-language"}) {
      if (info.language.empty()) info.language = lower(attribute(element, name));
    }
    if (info.language.empty()) info.language = diagram_of_classes(attribute(element, "class"));
    if (info.language.empty() && element.tag == GUMBO_TAG_PRE)
      info.language = lower(attribute(element, "lang"));
    if (info == CodeInfo{}) return;
    context.code = static_cast<std::uint32_t>(codes_.size());
    codes_.push_back(std::move(info));
  }

  // An id inside a block that is being written is that block's; else the next one's.
  void take_id(const GumboElement& element, const Context& context) {
    std::string id = id_from(attribute(element, "id"));
    if (id.empty() && element.tag == GUMBO_TAG_A) id = id_from(attribute(element, "name"));
    const bool in_heading = context.container == Container::heading;
    if (id.empty() || (context.container != Container::flow && !in_heading)) return;
    if (text_.is_open() && (in_heading || is_within_text(element))) {
      if (text_.block().id.empty()) text_.block().id = std::move(id);
    } else {
      waiting_id_ = std::move(id);
    }
  }

  static bool is_within_text(const GumboElement& element) {
    switch (element.tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_U:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_FONT: return true;
    default: return false;
    }
  }

  void take_link(const GumboElement& element, Context& context) {
    const std::string url = clean_url(attribute(element, "href"));
    if (url.empty()) return;
    if (!is_safe_link(url)) {
      note(element, "unsafe_link", "a link to " + scheme_of(url) + ":", "dropped; its text stays");
      return;
    }
    tell_link(element, url);
    context.formatting.anchor = text_.add_anchor(url);
  }

  void tell_link(const GumboElement& element, const std::string& url) {
    if (found_links_ != nullptr)
      found_links_->push_back({url, element.start_pos.offset + element.original_tag.length});
  }

  // --- lists

  void enter_list(const GumboElement& element, Context& context) {
    boundary(context);
    context.leave = Leave::list;
    if (!context.footnotes) context.list = one_deeper(context.list, element);
    lists_.enter_list(element);
  }

  void enter_item(const GumboElement& element, Context& context, ItemKind kind) {
    boundary(context);
    context.leave = Leave::item;
    context.list = std::max<std::uint8_t>(context.list, 1);
    if (kind == ItemKind::item && (context.footnotes || is_footnote(element))) kind = ItemKind::footnote;
    context.footnotes = false;
    if (kind == ItemKind::footnote) context.list = 1;
    lists_.enter_item(element, kind);
  }

  // --- disclosures

  void enter_details(const GumboElement& element, Context& context) {
    boundary(context);
    context.leave = Leave::block;
    if (context.container != Container::flow) return;
    context.details = one_deeper(context.details, element);
    if (first_summary_of(element) != nullptr) return;
    open_summary(element, context); // browsers make one up
    close_block();
  }

  void enter_summary(Context& context) {
    boundary(context);
    context.leave = Leave::block;
    const GumboNode* details = context.node->parent;
    const bool first = details->type == GUMBO_NODE_ELEMENT && details->v.element.tag == GUMBO_TAG_DETAILS &&
                       first_summary_of(details->v.element) == context.node;
    if (context.container != Container::flow || !first) return;
    context.leave = Leave::summary;
    context.container = Container::summary;
    open_summary(details->v.element, context);
  }

  static const GumboNode* first_summary_of(const GumboElement& details) {
    for (unsigned i = 0; i < details.children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(details.children.data[i]);
      if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_SUMMARY) return child;
    }
    return nullptr;
  }

  void open_summary(const GumboElement& details, const Context& context) {
    open_block(BlockKind::summary, context);
    text_.block().level = 0;
    text_.block().number = gumbo_get_attribute(&details.attributes, "open") != nullptr ? 1 : 0;
  }

  // --- tables. Within a cell another table is only lines of text.

  void enter_table(Context& context) {
    boundary(context);
    if (context.container != Container::flow || table_ || is_box(context.node)) {
      context.leave = Leave::block;
      return;
    }
    context.leave = Leave::table;
    context.align = Align::none;
    context.header_row = false;
    table_.emplace();
    table_->first_block = article_.blocks.size();
    table_->first_cell = article_.cells.size();
  }

  void leave_table() {
    close_block();
    drop_empty_header(article_, table_->first_block, table_->first_cell);
    table_.reset();
    flush_deferred();
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
    if (table_->number == no_index) table_->number = tables_++;
    Cell cell = table_->grid.place(element, context.align, context.header_row);
    if (table_->grid.is_full())
      note(element, "too_wide", "a table of more than 4096 columns or 983,042 rows",
           "this cell is over another one");
    cell.table = table_->number;
    context.leave = Leave::cell;
    context.container = Container::cell;
    open_block(BlockKind::cell, context);
    text_.block().extra = static_cast<std::uint32_t>(article_.cells.size());
    article_.cells.push_back(cell);
  }

  void enter_table_caption(Context& context) {
    boundary(context);
    context.leave = within_table(context) ? Leave::table_caption : Leave::block;
    if (context.leave != Leave::table_caption) return;
    context.container = Container::caption;
    open_block(BlockKind::caption, context);
  }

  void leave_table_caption() { // stands before the table, wherever in it it was written
    const std::size_t size = article_.blocks.size();
    close_block();
    if (article_.blocks.size() == size) return;
    pass_beginnings(article_.blocks[table_->first_block], article_.blocks.back());
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
    std::size_t captioned = figure.first_block;
    while (captioned < blocks.size() && !is_captioned(blocks, captioned)) ++captioned;
    const bool has_own = captioned > figure.first_block && captioned < blocks.size() &&
                         blocks[captioned - 1].kind == BlockKind::caption;
    if (captioned == blocks.size() || has_own) return push(std::move(*figure.caption));
    figure.caption->kind = BlockKind::caption;
    figure.caption->level = blocks[captioned].level;
    pass_beginnings(blocks[captioned], *figure.caption);
    ids_.claim(*figure.caption);
    blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(captioned), std::move(*figure.caption));
  }

  void put_picture(const GumboElement& element, const Context& context) {
    Picture picture = picture_of(element, picture_source_);
    picture_source_.clear();
    if (!picture.refused.empty()) {
      note(element, picture.refused == "data" ? "data_image" : "unsafe_link",
           "a picture from " + picture.refused + ":", "left out");
    }
    if (!picture.figure) return put_text(picture.text, context);
    const std::uint32_t anchor = context.formatting.anchor;
    if (anchor != no_index && text_.url_of(anchor) != "#") picture.figure->link = text_.url_of(anchor);
    Block block = block_of(BlockKind::figure, context);
    block.extra = static_cast<std::uint32_t>(article_.figures.size());
    article_.figures.push_back(std::move(*picture.figure));
    if (context.container == Container::flow && !table_) {
      close_block();
      take_waiting_id(block);
      push(std::move(block));
    } else {
      deferred_.push_back(std::move(block));
    }
  }

  // What a browser shows nothing of, or what a reader would fill in: said with its words, but of programs.
  void leave_out(const GumboElement& element) {
    std::string what = "<" + std::string(gumbo_normalized_tagname(element.tag)) + ">";
    const std::string text = element.tag == GUMBO_TAG_SCRIPT ? std::string() : text_within(element);
    if (!text.empty()) what += " with “" + text + "”";
    note(element, "active_content", std::move(what), "left out");
  }

  // Without its markup, and its beginning only where it is long.
  static std::string text_within(const GumboElement& element) {
    constexpr std::size_t most_bytes = 4 * most_told_characters;
    std::string text;
    std::vector<const GumboNode*> waiting;
    const auto add = [&waiting](const GumboElement& each) {
      for (unsigned i = each.children.length; i > 0; --i)
        waiting.push_back(static_cast<const GumboNode*>(each.children.data[i - 1]));
    };
    add(element);
    while (!waiting.empty() && text.size() < most_bytes) {
      const GumboNode* const node = waiting.back();
      waiting.pop_back();
      if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        add(node->v.element);
      else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA)
        text += std::string(node->v.text.text) + ' ';
    }
    text = single_line(text);
    cut_to(text, most_told_characters);
    return text;
  }

  void put_player(const GumboElement& element, Context context) {
    const Player player = player_of(element);
    std::string what = "<" + std::string(gumbo_normalized_tagname(element.tag)) + ">";
    if (!player.source.empty()) what += " of " + player.source;
    note(element, "active_content", std::move(what),
         player.address.empty() ? "left out" : "a link stands for it");
    if (player.address.empty()) return;
    boundary(context);
    tell_link(element, player.address);
    context.formatting = {};
    context.formatting.anchor = text_.add_anchor(player.address);
    put_text(player.title, context);
    boundary(context);
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
    text_.block().level = level;
  }

  void boundary(const Context& context) {
    if (context.container == Container::flow) {
      close_block();
    } else {
      text_.put_boundary(context.formatting);
    }
  }

  static Block block_of(BlockKind kind, const Context& context) {
    Block block;
    block.kind = kind;
    block.quote = context.quote;
    block.level = context.list;
    block.details = context.details;
    return block;
  }

  void open_block(BlockKind kind, const Context& context) {
    close_block();
    Block block = block_of(kind, context);
    take_waiting_id(block);
    text_.open(std::move(block));
  }

  void open_flow_block(const Context& context) {
    open_block(context.formula        ? BlockKind::formula
               : context.preformatted ? BlockKind::code
                                      : BlockKind::paragraph,
               context);
    if (context.preformatted) return;
    if (context.list > 0 && lists_.within_item()) {
      lists_.begin_block(text_.block());
    } else {
      text_.block().level = 0;
    }
  }

  std::optional<Block> finished_block() {
    std::optional<Block> block = text_.finish();
    if (!block || !block->text.empty() || block->kind == BlockKind::cell || block->kind == BlockKind::summary)
      return block;
    if (waiting_id_.empty()) waiting_id_ = block->id;
    return std::nullopt;
  }

  void close_block() {
    std::optional<Block> block = finished_block();
    if (!block) return;
    lists_.end_block(*block);
    push(std::move(*block));
  }

  void push(Block block) {
    ids_.claim(block);
    if (!article_.blocks.empty()) {
      const Block& before = article_.blocks.back();
      const auto of_those_left = [](std::uint8_t left, std::uint8_t around, std::uint8_t around_before) {
        return left <= std::min(around, around_before) ? left : std::uint8_t{0};
      };
      block.quote_from = of_those_left(left_quote_, block.quote, before.quote);
      block.list_from = of_those_left(left_list_, lists_around(block), lists_around(before));
    }
    left_quote_ = left_list_ = deepest + 1;
    article_.blocks.push_back(std::move(block));
  }

  static std::uint8_t lists_around(const Block& block) {
    return block.kind == BlockKind::heading ? std::uint8_t{0} : block.level;
  }

  void take_waiting_id(Block& block) {
    block.id = std::move(waiting_id_);
    waiting_id_.clear();
  }

  void put_rule(const Context& context) {
    boundary(context);
    if (context.container != Container::flow || context.footnotes) return;
    Block block = block_of(BlockKind::rule, context);
    block.level = 0;
    push(std::move(block));
  }

  // --- text

  void put_break(const Context& context) {
    if (context.preformatted && text_.is_open()) {
      text_.put_preformatted_break();
    } else {
      text_.put_break(context.formatting);
    }
  }

  void put_text_of(const GumboNode* node, const Context& context) {
    const std::string_view text = node->v.text.text;
    if (!holds_filler(text)) return put_text(text, context);
    std::string kept(text); // written as entities
    leave_out_fillers(kept);
    put_text(kept, context);
  }

  void put_text(std::string_view text, const Context& context) {
    const bool in_flow = context.container == Container::flow;
    if (context.preformatted && in_flow) return put_preformatted(text, context);
    for (;;) {
      const auto [after_space, run] = take_run(text);
      if (after_space) text_.put_space(context.formatting);
      if (run.empty()) return;
      if (in_flow && text_.at_paragraph_end()) close_block();
      if (!text_.is_open()) open_flow_block(context);
      text_.put_run(run, context.formatting);
    }
  }

  void put_preformatted(std::string_view text, const Context& context) {
    if (!text_.is_open() || text_.block().kind != (context.formula ? BlockKind::formula : BlockKind::code)) {
      if (is_invisible(text)) return;
      if (context.code < codes_.size() && !context.formula)
        put_title(std::exchange(codes_[context.code].title, {}), context);
      open_flow_block(context);
      if (!context.formula) text_.block().extra = context.code;
    }
    text_.put_preformatted(text, context.formatting);
  }

  // Of a block of code.
  void put_title(const std::string& title, Context context) {
    if (title.empty()) return;
    open_block(BlockKind::caption, context);
    context.preformatted = false;
    context.formatting = {};
    context.container = Container::caption;
    put_text(title, context);
    close_block();
  }

  std::uint8_t one_deeper(std::uint8_t depth, const GumboElement& element) {
    if (depth < deepest) return static_cast<std::uint8_t>(depth + 1);
    note(element, "too_deep",
         "lists, quotes or disclosures nested more than " + std::to_string(deepest) + " deep",
         "shown at that depth");
    return depth;
  }

  void note(const GumboElement& element, std::string code, std::string message, std::string recovery) {
    notes_.push_back({element.start_pos.offset, std::move(code), std::move(message), std::move(recovery)});
  }

  const GumboNode* root_;
  Article& article_;
  std::vector<Note>& notes_;
  std::vector<FoundLink>* found_links_;
  InlineWriter text_; // of the block being written
  UnclosedFormatting unclosed_;
  std::vector<Context> contexts_;
  Lists lists_;
  std::vector<FigureScope> figures_;
  std::optional<TableScope> table_;
  std::uint32_t tables_ = 0, formulas_ = 0;
  std::uint8_t left_quote_ = deepest + 1, left_list_ = deepest + 1; // the outermost left since the last block
  std::vector<Block> deferred_; // pictures that cannot stand where they were found
  std::string waiting_id_;      // for the next block
  std::string picture_source_;  // that a <source> of the <picture> around gave
  std::vector<CodeInfo> codes_;
  Ids ids_;
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

// A line of text speaks of `<vector>` and `<script>` more often than it uses them: a tag is one where HTML
// knows its name and closes it, or never closes it.
std::string with_known_tags(std::string_view line) {
  std::string html;
  const std::string lowered = lower(line);
  Finder finder(lowered);
  std::set<std::string> begun;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::string_view rest = line.substr(at);
    if (!rest.starts_with('<') || rest.starts_with("<!")) {
      html += line[at];
      continue;
    }
    const bool closes = rest.starts_with("</");
    const std::size_t begin = closes ? 2 : 1;
    std::size_t end = begin;
    while (end < rest.size() && is_ascii_alphanumeric(rest[end])) ++end;
    const std::string name = lowered.substr(at + begin, end - begin);
    const bool alone =
        name == "br" || name == "img" || name == "wbr" || name == "hr" || name == "p" || name == "li";
    const bool known = gumbo_tag_enum(name.c_str()) != GUMBO_TAG_UNKNOWN;
    const bool ends = end < rest.size() && (is_space(rest[end]) || rest[end] == '>' || rest[end] == '/');
    const bool paired =
        closes ? begun.contains(name) : finder.find("</" + name, at) != std::string_view::npos;
    const bool is_tag = known && ends && (alone || paired);
    if (is_tag && !closes) begun.insert(name);
    html += is_tag ? "<" : "&lt;";
  }
  return html;
}

} // namespace

void add_blocks_from_html(std::string_view html, Article& article, std::vector<Note>& notes,
                          HtmlFindings* found) {
  const Tree tree(html);
  Walk walk(tree.output->root, article, notes, found != nullptr ? &found->links : nullptr);
  walk.walk();
  std::vector<std::string> languages = settle_code(article, std::move(walk).codes());
  if (found != nullptr) found->languages = std::move(languages);
}

std::string text_from_html(std::string_view html) {
  Article article;
  std::vector<Note> notes;
  add_blocks_from_html(with_known_tags(html), article, notes);
  std::string text;
  for (const Block& block : article.blocks) {
    if (!text.empty()) text += ' ';
    text += block.text;
  }
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

} // namespace hanji

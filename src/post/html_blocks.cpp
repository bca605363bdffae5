#include "post/html_blocks.h"

#include <gumbo.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "post/css_color.h"
#include "post/html_attributes.h"
#include "post/html_inline.h"
#include "post/html_table.h"
#include "post/scan.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace hanji {

namespace {

constexpr std::uint8_t deepest = 9;    // of lists and block quotes; more is shown as this
constexpr std::uint32_t emoji_px = 32; // a picture up to this size stands for a character
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
  Formatting formatting;
  std::uint8_t quote = 0, list = 0;
  Align align = Align::none;
  bool preformatted = false, header_row = false;
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
  TableGrid grid;
  std::uint32_t number = no_index; // once it has a cell
  std::size_t first_block = 0;
};

class Walk {
public:
  Walk(Article& article, std::vector<Note>& notes, bool has_references)
      : article_(article), notes_(notes), text_(article.links, has_references) {}

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
    std::uint16_t& flags = inner.formatting.style.flags;
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
      if (const Rgba color = parse_css_color(attribute(element, "color")))
        inner.formatting.style.color = color;
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
    apply_style_attribute(element, is_inline, inner.formatting.style);
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
    case Leave::row: table_->grid.end_row(); break;
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
    context.formatting.anchor = text_.add_anchor(url);
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
    if (table_->number == no_index) table_->number = tables_++;
    Cell cell = table_->grid.place(element, context.align, context.header_row);
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
    std::string source = picture_address(element);
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
    const std::uint32_t anchor = context.formatting.anchor;
    if (anchor != no_index) figure.link = text_.url_of(anchor);
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
    text_.block().level = level;
  }

  void boundary(const Context& context) {
    if (context.container == Container::flow) {
      close_block();
    } else {
      text_.put_boundary(context.formatting);
    }
  }

  void open_block(BlockKind kind, const Context& context) {
    close_block();
    Block block;
    block.kind = kind;
    block.quote = context.quote;
    block.level = context.list;
    take_waiting_id(block);
    text_.open(std::move(block));
  }

  void open_flow_block(const Context& context) {
    if (context.preformatted) return open_block(BlockKind::code, context);
    if (context.list == 0 || items_.empty()) {
      open_block(BlockKind::paragraph, context);
      text_.block().level = 0;
      return;
    }
    const ItemScope item = items_.back();
    open_block(item.used ? BlockKind::list_more : BlockKind::list_item, context);
    text_.block().number = item.used ? 0 : item.number;
  }

  std::optional<Block> finished_block() {
    std::optional<Block> block = text_.finish();
    if (!block || !block->text.empty() || block->kind == BlockKind::cell) return block;
    if (waiting_id_.empty()) waiting_id_ = block->id;
    return std::nullopt;
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
    if (context.preformatted && text_.is_open()) {
      text_.put_preformatted_break();
    } else {
      text_.put_break(context.formatting);
    }
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
    if (!text_.is_open() || text_.block().kind != BlockKind::code) {
      if (is_invisible(text)) return;
      open_flow_block(context);
    }
    text_.put_preformatted(text, context.formatting);
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
    cut_text(block, mark);
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
  InlineWriter text_; // of the block being written
  std::vector<Context> contexts_;
  std::vector<ListScope> lists_;
  std::vector<ItemScope> items_;
  std::vector<FigureScope> figures_;
  std::optional<TableScope> table_;
  std::uint32_t tables_ = 0;
  std::vector<Block> deferred_; // pictures that cannot stand where they were found
  std::string waiting_id_;      // for the next block
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

#include "layout/page.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "article/disclosure.h"
#include "article/facts.h"
#include "article/formula.h"
#include "layout/layout_cache.h"
#include "layout/list_marker.h"
#include "layout/table.h"

namespace hanji {
namespace {

// Walks an article's blocks from top to bottom and leaves pieces behind.
class ArticleSetter {
public:
  ArticleSetter(const Article& article, const PageStyle& style, Fx left, Fx top, const FontMetrics& metrics,
                LayoutCache* cache)
      : article_(article), style_(style), metrics_(metrics), cache_(cache), left_(left), y_(top) {
    if (metrics.formulas && !article.formulas.empty()) formula_extents_ = metrics.formulas(article.formulas);
  }

  Page set() {
    set_head();
    for (std::uint32_t i = 0; i < article_.blocks.size();) i = set_block(i);
    page_.width = left_ + style_.measure;
    page_.height = y_;
    return std::move(page_);
  }

private:
  Fx em() const { return style_.text_size; }
  // A phone's: large headings would take many lines, and wide gaps the room of the text.
  bool is_narrow() const { return style_.measure < 24 * em(); }
  Fx gap() const { return style_.line_height * 9 / 10; } // between paragraphs

  ParagraphStyle text_style(Fx width) const {
    return {.face = {style_.family, false},
            .size = style_.text_size,
            .line_height = style_.line_height,
            .width = width,
            .letter_spacing = style_.letter_spacing,
            .word_spacing = style_.word_spacing,
            .breaks = style_.breaks,
            .justify = style_.justify,
            .formulas = article_.formulas,
            .formula_extents = formula_extents_};
  }

  ParagraphStyle scaled_style(double scale, double leading, bool bold, Fx width) const {
    ParagraphStyle style = text_style(width);
    style.face = {bold ? Family::sans : style_.family, bold};
    style.size = static_cast<Fx>(style_.text_size * scale);
    style.letter_spacing = static_cast<Fx>(style_.letter_spacing * scale);
    style.word_spacing = static_cast<Fx>(style_.word_spacing * scale);
    style.line_height = static_cast<Fx>(style.size * leading) / 64 * 64;
    style.breaks = BreakRule::word;
    style.justify = false;
    return style;
  }

  static ParagraphStyle balanced(ParagraphStyle style) {
    style.balance = true;
    return style;
  }

  Piece& add(Role role, Fx x, Fx width, Fx height) {
    Piece& piece = page_.pieces.emplace_back();
    piece.role = role;
    piece.box = {x, y_, width, height};
    return piece;
  }

  Piece& add_text(Role role, std::string_view text, std::span<const Inline> inlines,
                  const ParagraphStyle& style, Fx x) {
    Paragraph paragraph = layout_paragraph(text, inlines, style, metrics_, cache_);
    Piece& piece = add(role, x, style.width, paragraph.height);
    piece.text_x = x;
    piece.text_y = y_;
    piece.text = std::move(paragraph);
    y_ += piece.box.height;
    return piece;
  }

  void set_head() {
    Piece& title =
        add_text(Role::title, article_.title, {},
                 balanced(scaled_style(heading_scale(1, is_narrow()), 1.34, true, style_.measure)), left_);
    title.ink = Ink::heading;
    std::string meta = style_.date.empty() ? iso_date(article_.date).substr(0, 10) : style_.date;
    const auto add_fact = [&meta](const std::string& fact) {
      if (!fact.empty()) meta += (meta.empty() ? "" : "  ·  ") + fact;
    };
    for (const std::string& category : article_.categories) add_fact(category);
    add_fact(article_.author);
    add_fact(style_.facts);
    std::string tags;
    for (const std::string& tag : tags_beside_categories(article_))
      tags += (tags.empty() ? "" : "  ") + tag_as_told(tag);
    add_fact(tags);
    if (!meta.empty()) {
      y_ += em() * 6 / 10;
      ParagraphStyle style = scaled_style(0.82, 1.6, false, style_.measure);
      style.face.family = Family::sans;
      add_text(Role::meta, meta, {}, style, left_).ink = Ink::muted;
    }
    if (!article_.lead.empty()) {
      y_ += em() * 8 / 10;
      add_text(Role::lead, article_.lead, {}, scaled_style(1.04, 1.66, false, style_.measure), left_).ink =
          Ink::muted;
    }
    y_ += em() * (is_narrow() ? 10 : 12) / 10;
    Piece& line = add(Role::decoration, left_, style_.measure, fx(1));
    line.fill = Fill::hairline;
    y_ += fx(1) + (is_narrow() ? 0 : em() * 4 / 10);
    previous_ = BlockKind::rule;
    grid_top_ = y_;
  }

  // The next line of the grid, `above` of it taken as its own.
  Fx on_grid(Fx y, Fx above) const {
    const Fx unit = std::max(style_.line_height / 2, 1);
    return grid_top_ + (y - grid_top_ + above) / unit * unit;
  }
  Fx to_grid(Fx y) const { return on_grid(y, style_.line_height / 4); }
  Fx up_to_grid(Fx y) const { return on_grid(y, style_.line_height / 2 - 1); }

  // Vertical rhythm: the space above a block, from what stands above it.
  void space_before(const Block& block) {
    switch (block.kind) {
    case BlockKind::heading:
      if (begins_article(block)) {
        y_ += space_around();
        break;
      }
      y_ += gap() *
            (previous_ == BlockKind::heading                 ? 8
             : is_narrow() && previous_ == BlockKind::figure ? 10
             : block.level > 2                               ? 14
             : is_narrow()                                   ? 16
                                                             : 19) /
            10;
      break;
    case BlockKind::list_item:
      if (block.list_from == 1 || block.quote_from == 1)
        y_ = to_grid(y_ + gap());
      else if (previous_ == BlockKind::list_item || previous_ == BlockKind::list_more)
        y_ += em() * 35 / 100;
      else if (lists_ > 0 && is_box(previous_))
        y_ = to_grid(y_ + gap());
      else
        y_ = to_grid(y_ + (previous_ == BlockKind::rule ? gap() : gap() * 7 / 10));
      break;
    case BlockKind::list_more:
    case BlockKind::definition: y_ = is_box(previous_) ? to_grid(y_ + gap()) : y_ + em() * 35 / 100; break;
    case BlockKind::term: y_ += previous_ == BlockKind::term ? em() * 35 / 100 : gap() * 8 / 10; break;
    case BlockKind::footnote:
      y_ +=
          previous_ == BlockKind::footnote || previous_ == BlockKind::list_more ? em() * 35 / 100 : gap() * 2;
      break;
    case BlockKind::summary: y_ += gap(); break;
    case BlockKind::figure:
    case BlockKind::cell:
    case BlockKind::caption:
    case BlockKind::code:
    case BlockKind::rule:
      y_ += previous_ == BlockKind::heading ? space_below_heading() : space_around();
      break;
    case BlockKind::formula: y_ = to_grid(y_ + gap()); break;
    case BlockKind::paragraph:
      if (previous_ == BlockKind::paragraph && style_.paragraphs != ParagraphMark::gap &&
          block.quote_from == 0)
        break;
      if (previous_ == BlockKind::heading)
        y_ += space_below_heading();
      else
        y_ = to_grid(y_ + (previous_ == BlockKind::summary                 ? gap() * 6 / 10
                           : is_narrow() && previous_ == BlockKind::figure ? space_around()
                           : previous_ == BlockKind::paragraph ? gap() * style_.paragraph_gap / 100
                                                               : gap()));
      break;
    }
  }

  Fx space_around() const { return gap() * (is_narrow() ? 8 : 11) / 10; } // a figure, a table, code
  bool begins_article(const Block& block) const { return &block == article_.blocks.data(); }
  Fx space_below_heading() const { return gap() * 6 / 10; }
  Fx summary_inset() const { return em() * 15 / 10; } // of its text, behind the mark

  static bool is_box(BlockKind kind) { // what has the room of a paragraph around it, in a list too
    return kind == BlockKind::code || kind == BlockKind::figure || kind == BlockKind::cell ||
           kind == BlockKind::caption || kind == BlockKind::formula;
  }

  // Opens and closes lists and quotations as article/html.h does.
  void stand_in(const Block& block) {
    const bool begins_item = block.kind == BlockKind::list_item || block.kind == BlockKind::term ||
                             block.kind == BlockKind::definition || block.kind == BlockKind::footnote;
    const int level = block.kind == BlockKind::heading ? 0 : std::min<int>(block.level, 6);
    if (block.kind == BlockKind::summary || block.details < details_) {
      lists_ = 0;
      quotes_ = 0;
    }
    details_ = block.details;
    const auto goes_on = [](std::uint8_t from) { return from > 0 ? from - 1 : 255; }; // as many as before
    const int most = std::min(begins_item ? level - 1 : level, goes_on(block.list_from));
    const int most_quotes = std::min<int>(block.quote, goes_on(block.quote_from));
    for (; quotes_ > 0 && (static_cast<int>(quotes_) > most_quotes || quote_[quotes_ - 1].lists > most);
         --quotes_)
      lists_ = std::min(lists_, quote_[quotes_ - 1].lists);
    lists_ = std::min(lists_, most);
    for (; quotes_ < std::min<std::size_t>(block.quote, quote_.size()); ++quotes_) {
      quote_[quotes_] = {lists_, page_.pieces.size()};
      const Fx x = left_ + inset(details_, static_cast<int>(quotes_), lists_);
      add(Role::decoration, x, fx(3), 0).fill = Fill::quote_bar;
    }
    if (begins_item) lists_ = level;
  }

  Fx inset(int details, int quotes, int lists) const {
    return std::min(quotes, 4) * em() * 12 / 10 + (std::min(details, 4) + lists) * summary_inset();
  }

  // Quotes and disclosures hold what is in them further in; a summary stands where its disclosure does.
  Fx inset_of(const Block& block) const {
    const int details = block.details - (block.kind == BlockKind::summary && block.details > 0 ? 1 : 0);
    return inset(details, block.quote, is_box(block.kind) ? lists_ : 0); // an item's text sees to itself
  }

  std::uint32_t set_block(std::uint32_t i) {
    const Block& block = article_.blocks[i];
    space_before(block);
    stand_in(block);
    const Fx inset = inset_of(block);
    const Fx x = left_ + inset, width = style_.measure - inset;
    std::uint32_t next = i + 1;
    switch (block.kind) {
    case BlockKind::heading: set_heading(i, x, width); break;
    case BlockKind::paragraph: set_paragraph(block, x, width); break;
    case BlockKind::list_item:
    case BlockKind::list_more:
    case BlockKind::definition: set_list_item(block, x, width); break;
    case BlockKind::term: set_term(block, x, width); break;
    case BlockKind::summary: next = set_summary(i, x, width); break;
    case BlockKind::footnote: set_footnote(block, x, width); break;
    case BlockKind::caption: set_table_caption(i, x, width); break;
    case BlockKind::code: set_code(i, x, width); break;
    case BlockKind::formula: set_formula(i, x, width); break;
    case BlockKind::figure: set_figure(i, x, width); break;
    case BlockKind::cell: next = set_table(i, x, width); break;
    case BlockKind::rule: {
      const Fx short_rule = em() * 4;
      Piece& piece = add(Role::decoration, x + (width - short_rule) / 2, short_rule, fx(1));
      piece.fill = Fill::hairline;
      piece.ink = Ink::muted; // it says more than a hairline of the frame's
      y_ += fx(1);
      break;
    }
    }
    Piece& last = page_.pieces.back();
    if (block.kind != BlockKind::cell && last.block == no_index) last.block = i;
    if (last.block == i && block.kind != BlockKind::cell && block.kind != BlockKind::code) last.id = block.id;
    last.quote = block.quote;
    for (std::size_t quote = 0; quote < quotes_; ++quote) {
      Piece& bar = page_.pieces[quote_[quote].bar];
      if (block.kind == BlockKind::heading && bar.box.height == 0) bar.box.y = last.box.y;
      bar.box.height = y_ - bar.box.y;
    }
    previous_ = block.kind;
    return next;
  }

  void set_paragraph(const Block& block, Fx x, Fx width) {
    ParagraphStyle style = text_style(width);
    const bool indented =
        style_.paragraphs == ParagraphMark::indent ||
        (style_.paragraphs == ParagraphMark::indent_but_first && previous_ == BlockKind::paragraph);
    if (indented) style.indent = em();
    add_text(Role::paragraph, block.text, block.inlines, style, x);
  }

  void set_heading(std::uint32_t i, Fx x, Fx width) {
    const Block& block = article_.blocks[i];
    const auto level = static_cast<std::uint8_t>(std::clamp<int>(block.level, 2, 6));
    Piece& piece = add_text(Role::heading, block.text, block.inlines,
                            balanced(scaled_style(heading_scale(level, is_narrow()), 1.42, true, width)), x);
    // What is missing to the grid stands above, so that every heading is as near to its text.
    const Fx below = space_below_heading();
    if (begins_article(block)) grid_top_ = y_ + below; // the head's rule is near enough
    const Fx down = up_to_grid(y_ + below) - below - y_;
    piece.box.y += down;
    piece.text_y += down;
    y_ += down;
    piece.level = level;
    piece.ink = Ink::heading;
  }

  static Fx depth_of(const Block& block) { return std::max<Fx>(1, std::min<Fx>(block.level, 6)); }

  // Stands left of `x`, on the first line of what is set next.
  void set_marker(std::string_view marker, ParagraphStyle style, Fx x) {
    style.justify = false;
    const Fx marker_width = natural_width(marker, {}, style, metrics_, cache_);
    style.width = std::max(em() * 15 / 10, marker_width);
    Piece& piece = add_text(Role::decoration, marker, {}, style, x - marker_width - em() * 45 / 100);
    piece.ink = Ink::muted;
    y_ -= piece.box.height;
  }

  void set_list_item(const Block& block, Fx x, Fx width) {
    const Fx inset = em() * 15 / 10 * depth_of(block);
    Role role = block.kind == BlockKind::definition ? Role::definition : Role::list_item;
    if (block.kind == BlockKind::list_more) {
      role = owners_[static_cast<std::size_t>(depth_of(block))];
      if (role == Role::footnote) return set_footnote(block, x, width);
      if (role == Role::list_item) role = Role::list_more;
    } else {
      owners_[static_cast<std::size_t>(depth_of(block))] = role;
    }
    const std::string marker = block.kind == BlockKind::list_item ? marker_of(block) : std::string();
    if (!marker.empty()) {
      ParagraphStyle style = text_style(width - inset);
      if (block.number == 0) style.face = {Family::sans, true}; // the bullets of 명조 are specks
      set_marker(marker, style, x + inset);
    }
    ParagraphStyle style = text_style(width - inset);
    style.item = true;
    add_text(role, block.text, block.inlines, style, x + inset).level = block.level;
  }

  void set_term(const Block& block, Fx x, Fx width) {
    const Fx inset = em() * 15 / 10 * (depth_of(block) - 1);
    ParagraphStyle style = text_style(width - inset);
    style.face.bold = true;
    style.justify = false;
    add_text(Role::term, block.text, block.inlines, style, x + inset).level = block.level;
  }

  // Answers the block to go on with: of a closed one, the one behind all that it hides.
  std::uint32_t set_summary(std::uint32_t i, Fx x, Fx width) {
    const Block& block = article_.blocks[i];
    const bool turned = std::ranges::find(style_.turned, i) != style_.turned.end();
    const bool is_open = (block.number == 1) != turned;
    const Fx inset = summary_inset();
    set_marker(is_open ? "▾" : "▸", text_style(width), x + inset);
    ParagraphStyle style = text_style(width - inset);
    style.face.bold = true;
    style.justify = false;
    Piece& piece = add_text(Role::summary, block.text, block.inlines, style, x + inset);
    piece.box = {x, piece.box.y, width, piece.box.height}; // the mark is tapped too
    piece.href = "details:" + std::to_string(i);
    piece.current = is_open;
    if (is_open) return i + 1;
    const std::uint32_t end = disclosure_end(article_, i);
    for (std::uint32_t hidden = i + 1; hidden < end; ++hidden) {
      if (!article_.blocks[hidden].text.empty()) piece.folded += article_.blocks[hidden].text + "\n";
    }
    return end;
  }

  void set_footnote(const Block& block, Fx x, Fx width) {
    const Fx inset = em() * 15 / 10;
    ParagraphStyle style = scaled_style(0.86, 1.62, false, width - inset);
    style.breaks = style_.breaks;
    if (block.kind == BlockKind::footnote) {
      if (!any_footnote_) {
        add(Role::decoration, x, em() * 4, fx(1)).fill = Fill::hairline;
        y_ += gap() * 7 / 10;
      }
      any_footnote_ = true;
      owners_[1] = Role::footnote;
      set_marker(std::to_string(block.number) + ".", style, x + inset);
    }
    add_text(Role::footnote, block.text, block.inlines, style, x + inset);
  }

  void set_table_caption(std::uint32_t i, Fx x, Fx width) {
    const Block& block = article_.blocks[i];
    ParagraphStyle style = balanced(scaled_style(0.84, 1.55, false, width));
    style.face.family = Family::sans;
    Piece& piece = add_text(Role::caption, block.text, block.inlines, style, x);
    piece.ink = Ink::muted;
    if (i + 1 < article_.blocks.size() && article_.blocks[i + 1].kind == BlockKind::cell)
      piece.extra = article_.blocks[i + 1].extra;
    y_ += em() / 2 - space_around(); // which the cells put above themselves
  }

  void set_code(std::uint32_t i, Fx x, Fx width) {
    const Block& block = article_.blocks[i];
    const Fx pad = em() * 8 / 10;
    ParagraphStyle style = text_style(width - 2 * pad);
    style.face = {Family::mono, false};
    style.size = em() * 84 / 100;
    style.line_height = style.size * 16 / 10 / 64 * 64;
    style.justify = false;
    style.letter_spacing = style.word_spacing = 0;
    style.keep_spaces = true;
    const std::uint32_t last = last_line_number(block);
    const Fx numbers =
        block.number == 0 ? 0 : natural_width(std::to_string(last), {}, style, metrics_, cache_);
    const Fx inset = numbers == 0 ? 0 : numbers + style.size;
    style.width = std::max(style.width - inset, style.width / 2);
    y_ += pad;
    Piece& piece = add_text(Role::code, block.text, block.inlines, style, x + pad + inset);
    piece.box = {x, piece.box.y - pad, width, piece.box.height + 2 * pad};
    piece.fill = Fill::code;
    piece.block = i;
    piece.id = block.id;
    piece.quote = block.quote;
    if (numbers > 0) set_line_numbers(block.number, last, piece.text, style, x + pad, numbers);
    y_ += pad;
  }

  // Beside the first line of each line of `code`, which stands above y_.
  void set_line_numbers(std::uint32_t number, std::uint32_t last, const Paragraph& code, ParagraphStyle style,
                        Fx x, Fx width) {
    const std::size_t digits = std::to_string(last).size();
    std::string numbers;
    for (const Line& line : code.lines) {
      if (line.begin > 0) numbers += '\n';
      if (line.begin > 0 && code.text[line.begin - 1] != '\n') continue;
      const std::string own = std::to_string(number++);
      numbers += std::string(digits - std::min(digits, own.size()), ' ') + own;
    }
    const Fx below = std::exchange(y_, y_ - code.height);
    style.width = width;
    add_text(Role::decoration, numbers, {}, style, x).ink = Ink::muted;
    y_ = below;
  }

  // In the middle; one that is wider than its column scrolls.
  void set_formula(std::uint32_t i, Fx x, Fx width) {
    const Block& block = article_.blocks[i];
    const Inline whole{0, static_cast<std::uint32_t>(block.text.size()), {.flags = style_formula}};
    ParagraphStyle style = text_style(width);
    style.justify = false;
    style.center = true;
    if (formula_extents_.empty() || formula_of(article_.formulas, block.text) == nullptr)
      return set_code(i, x, width);
    style.width = std::max(width, natural_width(block.text, {&whole, 1}, style, metrics_));
    Piece& piece = add_text(Role::formula, block.text, {&whole, 1}, style, x);
    if (style.width == width) return;
    piece.scroller = static_cast<std::uint32_t>(page_.scrollers.size());
    page_.scrollers.push_back({{x, piece.box.y, width, piece.box.height}, style.width});
  }

  // The frame keeps the picture's place whether or not it ever arrives. A size that nobody knows is taken as
  // 16:9; in a narrow column as 4:3, since what a flatter picture leaves free above and below reads as space,
  // but what a taller one would leave at the sides as a picture out of line.
  void set_figure(std::uint32_t i, Fx x, Fx width) {
    const Block& block = article_.blocks[i];
    if (block.extra >= article_.figures.size()) {
      add(Role::figure, x, width, 0);
      return;
    }
    const Figure& figure = article_.figures[block.extra];
    Fx frame_width = width, frame_height = is_narrow() ? width * 3 / 4 : width * 9 / 16;
    if (figure.missing || figure.source.empty()) {
      frame_height = em() * 3;
    } else if (figure.width > 0 && figure.height > 0) {
      frame_width = static_cast<Fx>(std::min<std::int64_t>(width, std::int64_t{figure.width} * 64));
      // Of a tall picture that the article did not ask for, text shows on the first screen.
      if (block.number == 1)
        frame_width = std::min(frame_width,
                               static_cast<Fx>(std::int64_t{width} * figure.width * 2 / figure.height / 3));
      frame_height = static_cast<Fx>(std::int64_t{frame_width} * figure.height / figure.width);
    }
    Piece& frame = add(Role::figure, x + (width - frame_width) / 2, frame_width, frame_height);
    frame.block = i;
    frame.extra = block.extra;
    frame.fill = Fill::frame;
    const bool says_alternative = figure.missing && !figure.alternative.empty();
    if (says_alternative) {
      ParagraphStyle style = scaled_style(0.84, 1.5, false, frame_width - 2 * em());
      style.center = true;
      style.max_lines = 1;
      frame.text = layout_paragraph(figure.alternative, {}, style, metrics_, cache_);
      frame.text_x = frame.box.x + em();
      frame.text_y = y_ + (frame_height - frame.text.height) / 2;
      frame.ink = Ink::muted;
    }
    y_ += frame_height;
    if (block.text.empty()) return;
    y_ += em() / 2;
    ParagraphStyle style = balanced(scaled_style(0.84, 1.55, false, width));
    style.face.family = Family::sans;
    style.center = true;
    Piece& caption = add_text(Role::caption, block.text, block.inlines, style, x);
    caption.ink = Ink::muted;
    caption.block = i;
  }

  std::uint32_t set_table(std::uint32_t first, Fx x, Fx width) {
    if (article_.blocks[first].extra >= article_.cells.size()) {
      add(Role::cell, x, width, 0);
      return first + 1;
    }
    const TableEnd end =
        hanji::set_table(page_, {x, y_, width}, article_, first, text_style(width), metrics_, cache_);
    y_ = end.y;
    return end.block;
  }

  const Article& article_;
  const PageStyle& style_;
  const FontMetrics& metrics_;
  LayoutCache* cache_;
  std::span<const FormulaExtents> formula_extents_;
  Fx left_, y_;
  Fx grid_top_ = 0;
  Page page_;
  BlockKind previous_ = BlockKind::rule;
  // What is open: of a quotation the lists around it, and its bar among the pieces.
  struct Quote {
    int lists = 0;
    std::size_t bar = 0;
  };
  std::array<Quote, 4> quote_;
  std::size_t quotes_ = 0;
  int lists_ = 0, details_ = 0;
  std::array<Role, 7> owners_{}; // of further paragraphs, by level
  bool any_footnote_ = false;
};

} // namespace

double heading_scale(std::uint8_t level, bool narrow) {
  static constexpr std::array<double, 7> scale{1.0, 1.9, 1.36, 1.16, 1.05, 1.0, 1.0};
  static constexpr std::array<double, 7> on_phones{1.0, 1.6, 1.3, 1.14, 1.05, 1.0, 1.0};
  return (narrow ? on_phones : scale)[std::min<std::size_t>(level, 6)];
}

Page layout_article(const Article& article, const PageStyle& style, Fx left, Fx top,
                    const FontMetrics& metrics, LayoutCache* cache) {
  if (cache != nullptr) cache->next = 0;
  Page page = ArticleSetter(article, style, left, top, metrics, cache).set();
  if (cache != nullptr) cache->texts.resize(cache->next); // of a longer article before
  return page;
}

const Piece* piece_of_block(const Page& page, std::uint32_t block) {
  const auto found = std::ranges::find_if(page.pieces, [&](const Piece& piece) {
    return piece.block == block && piece.role != Role::decoration;
  });
  return found == page.pieces.end() ? nullptr : &*found;
}

} // namespace hanji

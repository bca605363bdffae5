#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "reader/compose.h"
#include "reader/compose_parts.h"
#include "reader/controls.h"
#include "reader/page_address.h"

namespace hanji {
namespace {

using namespace frame_px;

constexpr double padding = 20, row = 44, row_gap = 10, head = 56;

struct Choice {
  std::string_view command, label;
  Family family = Family::sans;
};

// Stacks rows down the sheet.
class SheetSetter {
public:
  SheetSetter(const ReaderState& state, const FontMetrics& metrics, double left, double width)
      : state_(state), metrics_(metrics), left_(left + padding), width_(width - 2 * padding) {}

  double y = 0;
  Page page;

  // The sheet's name, what else stands beside it, and the way out.
  void title(std::string_view text) {
    add(text_piece(Role::heading, text, left_, y, width_ - row, {16, head, true, Ink::heading}, metrics_))
        .level = 2;
    add(icon_button("close", state_.words->close, left_ + width_ - row + 12, y + (head - row) / 2, row, row));
    y += head;
  }

  // Two to four choices side by side, in the part of the row from `from` to `to` (0 … 1).
  void choices(std::string_view about, std::span<const Choice> all, double from = 0, double to = 1) {
    const double gap = from > 0 ? 5 : 0, end_gap = to < 1 ? 5 : 0;
    const double left = left_ + from * width_ + gap, width = (to - from) * width_ - gap - end_gap;
    const double each = width / static_cast<double>(all.size());
    add(filled(Fill::track, left, y, width, row));
    double x = left;
    for (const Choice& choice : all) {
      const bool on = chosen(choice.command);
      if (on) add(filled(Fill::thumb, x + 3, y + 3, each - 6, row - 6));
      add_choice(about, choice, on, x, each, y, row);
      x += each;
    }
    if (to >= 1) y += row + row_gap;
  }

  // The themes show themselves.
  void swatches(std::string_view about, std::span<const Choice> all) {
    constexpr double height = 68;
    const double each = width_ / static_cast<double>(all.size());
    double x = left_;
    for (const Choice& choice : all) {
      add_choice(about, choice, chosen(choice.command), x, each, y + 44, height, 20).box.y = fx(y);
      x += each;
    }
    y += height + row_gap;
  }

  // A scale: less, the value, more.
  void scale(std::string_view name, std::string_view about, double from, double to) {
    const double gap = from > 0 ? 5 : 0, end_gap = to < 1 ? 5 : 0;
    const double left = left_ + from * width_ + gap, width = (to - from) * width_ - gap - end_gap;
    constexpr double height = 52;
    add(filled(Fill::track, left, y, width, height));
    const std::string value = value_of(state_.settings, name, text_px(state_));
    const double middle = left + row, room = width - 2 * row;
    const auto step = [&](char sign, std::string_view word, double x) {
      const std::string command = std::string(name) + ":" + sign;
      Piece piece = icon_button(command, {}, x, y, row, height);
      piece.label = std::string(about) + " " + std::string(word) + ", " + value;
      add(std::move(piece));
    };
    step('-', state_.words->less, left);
    add(text_piece(Role::meta, about, middle, y + 7, room,
                   {11.5, 16, false, Ink::muted, Family::sans, 1, true}, metrics_));
    add(text_piece(Role::meta, value, middle, y + 23, room,
                   {16, 22, true, Ink::heading, Family::sans, 1, true}, metrics_));
    step('+', state_.words->more, left + width - row);
    if (to >= 1) y += height + row_gap;
  }

  void button(std::string_view command, std::string_view label) {
    Piece piece = text_piece(Role::control, label, left_, y, width_,
                             {14, row, false, Ink::muted, Family::sans, 1, true}, metrics_);
    piece.href = command;
    add(std::move(piece));
    y += row;
  }

  void link(std::string_view label, std::string address) {
    Piece piece = text_piece(Role::link, label, left_, y, width_,
                             {14, row, false, Ink::muted, Family::sans, 1, true}, metrics_);
    piece.href = std::move(address);
    add(std::move(piece));
    y += row;
  }

  void key(std::string_view keys, std::string_view meaning) {
    add(text_piece(Role::meta, keys, left_, y, 120, {14, 34, true, Ink::heading}, metrics_));
    add(text_piece(Role::meta, meaning, left_ + 120, y, width_ - 120, {14.5, 34, false, Ink::text},
                   metrics_));
    y += 34;
  }

private:
  const ReaderState& state_;
  const FontMetrics& metrics_;
  double left_, width_;

  Piece& add(Piece piece) { return page.pieces.emplace_back(std::move(piece)); }
  bool chosen(std::string_view command) const {
    return changed_by(state_.settings, command, text_px(state_)) == state_.settings;
  }
  Piece& add_choice(std::string_view about, const Choice& choice, bool on, double x, double width, double top,
                    double height, double leading = row) {
    Piece piece =
        text_piece(Role::control, choice.label, x, top, width,
                   {14, leading, false, on ? Ink::heading : Ink::muted, choice.family, 1, true}, metrics_);
    piece.box.height = fx(height);
    piece.href = choice.command;
    piece.group = about;
    piece.current = on;
    return add(std::move(piece));
  }
};

void set_controls(SheetSetter& sheet, const Words& words, std::string_view site_font, bool phone, bool gaps) {
  sheet.title(words.settings);
  sheet.swatches(words.theme, std::array<Choice, 5>{{{"theme:light", words.theme_light},
                                                     {"theme:sepia", words.theme_sepia},
                                                     {"theme:dark", words.theme_dark},
                                                     {"theme:contrast", words.theme_contrast},
                                                     {"theme:auto", words.theme_automatic}}});
  const std::array<Choice, 3> fonts{{{"font:serif", words.serif, Family::serif},
                                     {"font:sans", words.sans},
                                     {"font:site", site_font, Family::site}}};
  const bool three = !site_font.empty();
  sheet.choices(words.font, std::span(fonts).first(three ? 3 : 2), 0, three ? 1 : 0.5);
  sheet.choices(
      words.style,
      std::array<Choice, 2>{{{"style:screen", words.style_screen}, {"style:book", words.style_book}}},
      three ? 0 : 0.5, 1);
  sheet.scale("size", words.size, 0, 0.5);
  sheet.scale("leading", words.leading, 0.5, 1);
  if (!phone) sheet.scale("measure", words.measure, 0, 0.5);
  sheet.scale("spacing", words.spacing, phone ? 0 : 0.5, phone ? 0.5 : 1);
  sheet.scale("words", words.word_spacing, phone ? 0.5 : 0, phone || !gaps ? 1 : 0.5);
  if (gaps) sheet.scale("gaps", words.paragraph_gap, phone ? 0 : 0.5, 1);
  if (phone) // there the window is the measure
    sheet.choices(words.margins, std::array<Choice, 3>{{{"margins:narrow", words.margins_narrow},
                                                        {"margins:normal", words.margins_normal},
                                                        {"margins:wide", words.margins_wide}}});
  sheet.choices(
      words.align,
      std::array<Choice, 2>{{{"align:start", words.align_start}, {"align:justify", words.align_justify}}}, 0,
      0.5);
  sheet.choices(
      words.breaks,
      std::array<Choice, 2>{{{"breaks:word", words.breaks_word}, {"breaks:syllable", words.breaks_syllable}}},
      0.5, 1);
  sheet.choices(words.paragraphs,
                std::array<Choice, 3>{{{"paragraphs:gap", words.paragraphs_gap},
                                       {"paragraphs:indent", words.paragraphs_indent},
                                       {"paragraphs:indent-but-first", words.paragraphs_but_first}}});
  sheet.choices(words.print, std::array<Choice, 2>{{{"print:addresses", words.print_addresses},
                                                    {"print:text", words.print_text}}});
  sheet.button("all:default", words.reset);
}

// The page on which is chosen what is kept for reading without a network, with the article that is read.
std::string offline_address(const ReaderState& state) {
  constexpr std::string_view page = "offline.html";
  if (state.route.view != View::article || !state.article) return std::string(page);
  const Route article{.view = View::article, .slug = state.article->slug};
  return std::string(page) + "?article=" + page_address(state.library, article);
}

void set_keys(SheetSetter& sheet, const Words& words) {
  sheet.title(words.keys);
  sheet.key("/", words.key_search);
  sheet.key("f", words.find_here);
  sheet.key("n  ·  N", words.key_matches);
  sheet.key("j  ·  k", words.key_sections);
  sheet.key("[  ·  ]", words.key_articles);
  sheet.key("c", words.key_contents);
  sheet.key("v", words.key_settings);
  sheet.key("r", words.read_aloud);
  sheet.key("Esc", words.key_close);
  sheet.key("?", words.key_help);
  sheet.y += 8;
  sheet.choices(words.shortcuts, std::array<Choice, 3>{{{"keys:letters", words.shortcuts_letters},
                                                        {"keys:alt", words.shortcuts_alt},
                                                        {"keys:none", words.shortcuts_none}}});
}

} // namespace

// One line for each section, `least` px high or more; where they do not all fit above `bottom`, those around
// the one being read.
void add_outline(const ReaderState& state, const FontMetrics& metrics, double x, double y, double width,
                 double bottom, double least, Page& page) {
  constexpr double leading = 21, indent = 14;
  const double gap = least - leading;
  struct Entry {
    Piece piece;
    double height;
  };
  std::vector<Entry> entries;
  std::size_t current = 0;
  for (std::size_t i = 0; i < state.sections.size(); ++i) {
    const Section& section = state.sections[i];
    if (section.heading == no_index) continue;
    const Block& heading = state.article->blocks[section.heading];
    const double inset = 16 + std::min<int>(section.depth, 3) * indent;
    const bool here = i == state.section;
    if (here) current = entries.size();
    Piece piece =
        text_piece(Role::link, heading.text, x + inset, 0, width - inset,
                   {14.5, leading, false, here ? Ink::heading : Ink::muted, Family::sans, 2}, metrics);
    piece.current = here;
    piece.part = Part::outline;
    piece.item = static_cast<std::uint32_t>(i);
    piece.level = section.depth;
    piece.href = format_route({.view = View::article,
                               .slug = state.article->slug,
                               .section = heading.id,
                               .query = state.route.query});
    entries.push_back({std::move(piece), 0});
    entries.back().height = px(entries.back().piece.text.height) + gap;
  }
  double before = 0, total = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i < current) before += entries[i].height;
    total += entries[i].height;
  }
  const double room = bottom - y;
  double shift = total > room ? std::clamp(before - room / 2, 0.0, total - room) : 0;
  for (Entry& entry : entries) {
    if (shift > 0) {
      shift -= entry.height;
      continue;
    }
    if (y + entry.height > bottom) break;
    page.pieces.push_back(filled(Fill::track, x, y - gap / 2, 2, entry.height));
    if (entry.piece.current) page.pieces.push_back(filled(Fill::progress, x, y - gap / 2, 2, entry.height));
    entry.piece.text_y = fx(y);
    entry.piece.box = {fx(x), fx(y - gap / 2), fx(width), fx(entry.height)};
    page.pieces.push_back(std::move(entry.piece));
    y += entry.height;
  }
  page.height = fx(y);
}

// The publisher's categories, a line of `least` px each, as many as stand above `bottom`; where that is not
// all, the last line leads to a sheet of all of them.
void add_categories(const ReaderState& state, const FontMetrics& metrics, double x, double y, double width,
                    double bottom, double least, Page& page) {
  const Manifest& manifest = *state.library.manifest;
  const auto room = static_cast<std::size_t>(std::max((bottom - y) / least, 0.0));
  const std::size_t shown = manifest.categories.size() + 3 <= room ? manifest.categories.size()
                                                                   : std::max<std::size_t>(room, 4) - 4;
  std::uint32_t items = 0;
  const auto add = [&](std::string_view name, std::uint32_t count, std::string href, bool here) {
    const std::string number = std::to_string(count);
    const std::size_t before = page.pieces.size();
    Piece figure = text_piece(Role::decoration, number, x, y, width, {13, least, false, Ink::muted}, metrics);
    if (!figure.text.lines.empty()) figure.text_x += fx(width) - figure.text.lines.front().width;
    Piece link = text_piece(Role::link, name, x, y, width - 56,
                            {14.5, least, here, here ? Ink::heading : Ink::muted}, metrics);
    link.box.width = fx(width);
    link.href = std::move(href);
    link.current = here;
    page.pieces.push_back(std::move(link));
    page.pieces.push_back(std::move(figure));
    put_in(page, before, Part::categories, items++);
    y += least;
  };
  add(state.words->all, manifest.articles, "#/", state.route.view == View::home);
  for (const CategoryCount& category : std::span(manifest.categories).first(shown))
    add(category.name, category.articles, format_route({.view = View::category, .category = category.name}),
        state.route.view == View::category && state.route.category == category.name);
  if (shown < manifest.categories.size()) {
    Piece more = text_piece(Role::control, state.words->all_categories, x, y, width,
                            {14.5, least, true, Ink::muted}, metrics);
    more.href = "contents";
    page.pieces.push_back(std::move(more));
    put_in(page, page.pieces.size() - 1, Part::categories, items++);
    y += least;
  }
  const auto add_page_link = [&](std::string_view name, std::string_view address) {
    Piece link = text_piece(Role::link, name, x, y, width, {14.5, least}, metrics);
    link.href = address;
    page.pieces.push_back(std::move(link));
    put_in(page, page.pieces.size() - 1, Part::categories, items++);
    y += least;
  };
  add_page_link(state.words->by_month, "archive.html");
  if (!state.viewport.embedded) add_page_link(state.words->keep_offline, "offline.html");
  page.height = fx(y);
}

// A card at the right edge of a wide window; on phones it comes up from below, over the bar.
Page compose_sheet(ReaderState& state, const FontMetrics& metrics) {
  const bool phone = is_phone(state);
  const double window = state.viewport.width, height = state.viewport.height - state.viewport.below;
  const double width = std::min(window, phone ? window : sheet);
  const double left = phone ? 0 : window - width - 16, top = phone ? 0 : masthead + 8;
  SheetSetter setter(state, metrics, left, width);
  const auto set = [&](double from) {
    setter.y = from;
    setter.page = {};
    setter.page.pieces.push_back(filled(Fill::sheet, left, from, width, 0));
    if (state.sheet == Sheet::controls) {
      set_controls(setter, *state.words,
                   state.library.manifest ? state.library.manifest->font : std::string_view(), phone,
                   state.settings.paragraphs == ParagraphMark::gap);
      if (state.article) setter.button("read-aloud", state.words->read_aloud);
      if (!state.viewport.embedded) setter.link(state.words->keep_offline, offline_address(state));
    }
    if (state.sheet == Sheet::keys) set_keys(setter, *state.words);
    if (state.sheet == Sheet::contents) {
      const bool outline = state.article != nullptr;
      setter.title(outline ? state.words->contents : state.words->categories);
      (outline ? add_outline : add_categories)(state, metrics, left + padding, setter.y + (outline ? 12 : 0),
                                               width - 2 * padding, 1e6, button, setter.page);
      setter.y = px(setter.page.height);
    }
    setter.y += 12;
    return setter.y - from;
  };
  const double wanted = set(top);
  const double shown = std::min(wanted, phone ? height * 0.72 : height - top - 16);
  if (phone) set(height - shown);
  const double from = phone ? height - shown : top;
  state.sheet_box = {fx(left), fx(from), fx(width), fx(shown + (phone ? state.viewport.below : 0))};
  FxRect& card = setter.page.pieces.front().box;
  card = state.sheet_box;
  if (phone) card.height += fx(20); // its lower corners lie outside
  setter.page.width = fx(width);
  setter.page.height = fx(wanted);
  return std::move(setter.page);
}

} // namespace hanji

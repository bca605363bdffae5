#include "reader/compose.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "text/utf8.h"

namespace hanji {
namespace {

bool is_phone(const ReaderState& state) { return state.viewport.width < frame_px::phone_below; }
double side_gutter(const ReaderState& state) {
  return is_phone(state) ? frame_px::phone_gutter : frame_px::gutter + 8;
}

// Stacks pieces down the column.
class ListSetter {
public:
  ListSetter(const ReaderState& state, const FontMetrics& metrics)
      : state_(state), metrics_(metrics), column_(text_column(state)), y_(fx(column_.top)) {}

  Piece& text(Role role, std::string_view text, double size, double leading, bool bold, Ink ink,
              std::uint32_t max_lines = 0, std::span<const Inline> inlines = {}) {
    ParagraphStyle style{.face = {Family::sans, bold},
                         .size = fx(size),
                         .line_height = fx(std::round(size * leading)),
                         .width = fx(column_.width),
                         .max_lines = max_lines};
    Piece piece;
    piece.role = role;
    piece.ink = ink;
    piece.text = layout_paragraph(text, inlines, style, metrics_);
    piece.text_x = fx(column_.left);
    piece.text_y = y_;
    piece.box = {piece.text_x, y_, style.width, piece.text.height};
    y_ += piece.text.height;
    return page_.pieces.emplace_back(std::move(piece));
  }

  void rule() {
    Piece piece;
    piece.role = Role::decoration;
    piece.fill = Fill::hairline;
    piece.box = {fx(column_.left), y_, fx(column_.width), fx(1)};
    page_.pieces.push_back(std::move(piece));
    y_ += fx(1);
  }

  struct Chip {
    std::string text, href;
    bool on = false;
    Role role = Role::link;
  };
  void chips(const std::vector<Chip>& chips) {
    constexpr double size = 14.5, height = 32, pad = 13, gap = 8;
    double x = column_.left;
    const ParagraphStyle style{
        .face = {Family::sans, false}, .size = fx(size), .line_height = fx(height), .width = fx(2000)};
    for (const Chip& chip : chips) {
      Piece piece;
      const double width = std::ceil(px(natural_width(chip.text, {}, style, metrics_))) + 2 * pad;
      if (x > column_.left && x + width > column_.left + column_.width) {
        x = column_.left;
        y_ += fx(height + gap);
      }
      ParagraphStyle narrow = style;
      narrow.width = fx(width - 2 * pad + 1);
      piece.role = chip.role;
      piece.fill = chip.on ? Fill::chip_on : Fill::chip;
      piece.ink = chip.on ? Ink::heading : Ink::muted;
      piece.current = chip.on;
      piece.href = chip.href;
      piece.text = layout_paragraph(chip.text, {}, narrow, metrics_);
      piece.box = {fx(x), y_, fx(width), fx(height)};
      piece.text_x = fx(x + pad);
      piece.text_y = y_;
      page_.pieces.push_back(std::move(piece));
      x += width + gap;
    }
    y_ += fx(height);
  }

  // Title, excerpt and a line of facts.
  void entry(std::uint32_t number, std::string_view title, const std::string& href, std::string_view facts,
             std::string_view excerpt, std::span<const Inline> lit, std::uint32_t excerpt_lines) {
    const double size = is_phone(state_) ? 18 : 19;
    Piece& head = text(Role::entry, title, size, 1.42, true, Ink::heading, 3);
    head.level = 2;
    head.href = href;
    head.block = number;
    space(5);
    if (!excerpt.empty()) {
      text(Role::paragraph, excerpt, 15.5, 1.62, false, Ink::text, excerpt_lines, lit).extra = number;
      space(7);
    }
    if (!facts.empty()) text(Role::meta, facts, 13.5, 1.5, false, Ink::muted, 1).extra = number;
    space(is_phone(state_) ? 22 : 26);
  }

  // What is missing from a list, with a way to ask for it again.
  void problem(std::string_view what) {
    text(Role::notice, what, 14.5, 1.6, false, Ink::warning);
    chips({{std::string(state_.words->retry), "retry", false, Role::control}});
    space(6);
  }

  void space(double px_) { y_ += fx(px_); }

  Page take() {
    page_.width = fx(state_.viewport.width);
    page_.height = y_ + fx(72);
    return std::move(page_);
  }

private:
  const ReaderState& state_;
  const FontMetrics& metrics_;
  Column column_;
  Fx y_;
  Page page_;
};

std::string facts_of(const Date& date, const std::vector<std::string>& categories) {
  std::string facts = iso_date(date).substr(0, 10);
  for (const std::string& category : categories) facts += (facts.empty() ? "" : "  ·  ") + category;
  return facts;
}

void category_chips(const ReaderState& state, ListSetter& list) {
  const Manifest& manifest = *state.library.manifest;
  if (manifest.categories.size() < 2 && state.route.view != View::category) return;
  std::vector<ListSetter::Chip> chips{
      {std::string(state.words->all) + "  " + std::to_string(manifest.articles), "#/",
       state.route.view == View::home}};
  constexpr std::size_t most = 24;
  for (std::size_t i = 0; i < manifest.categories.size() && i < most; ++i) {
    const CategoryCount& category = manifest.categories[i];
    chips.push_back({category.name + "  " + std::to_string(category.articles),
                     format_route({.view = View::category, .category = category.name}),
                     state.route.view == View::category && state.route.category == category.name});
  }
  list.chips(chips);
  list.space(12);
}

// Entries newest first, under a heading for each month, until `state.shown` of them stand. `number_of` names
// the articles of the list. All that will stand is asked for at once; what is known up to the first gap
// shows.
template <class NumberOf>
void dated_entries(ReaderState& state, ListSetter& list, std::size_t count, const NumberOf& number_of) {
  Date month{};
  bool first = true;
  for (std::size_t i = 0; i < count && i < state.shown; ++i) find_headline(state.library, number_of(i));
  for (std::size_t i = 0; i < count && i < state.shown; ++i) {
    const std::uint32_t number = number_of(i);
    const Headline* headline = find_headline(state.library, number);
    if (headline == nullptr) {
      if (!headline_is_broken(state.library, number)) return;
      list.problem(state.words->broken_detail);
      return;
    }
    if (first || headline->date.year != month.year || headline->date.month != month.month) {
      month = headline->date;
      first = false;
      list.space(20);
      list.text(Role::heading, month_heading(*state.words, month), 14, 1.5, true, Ink::muted).level = 2;
      list.space(8);
      list.rule();
      list.space(20);
    }
    list.entry(number, headline->title, format_route({.view = View::article, .slug = headline->slug}),
               facts_of(headline->date, headline->categories), headline->excerpt, {}, 2);
  }
}

double title_px(const ReaderState& state) { return is_phone(state) ? 26 : 32; }

} // namespace

double text_px(const ReaderState& state) {
  if (state.settings.font_px > 0) return state.settings.font_px;
  return is_phone(state) ? 17 : 18.5;
}

Column text_column(const ReaderState& state) {
  const double window = state.viewport.width, gutter = side_gutter(state);
  const double wish = state.showing == Showing::article || state.route.view == View::article
                          ? state.settings.measure_em * text_px(state)
                          : frame_px::list_measure;
  Column column;
  column.width = std::max(120.0, std::min(std::floor(wish), window - 2 * gutter));
  column.left = std::max(gutter, std::floor((window - column.width) / 2));
  column.top = frame_px::masthead + (is_phone(state) ? 28 : 48);
  if (outline_stands_beside(state)) {
    const double beside = gutter + frame_px::outline_width + frame_px::outline_gap;
    column.left = std::max(column.left, beside);
    column.width = std::min(column.width, window - column.left - gutter);
  }
  return column;
}

PageStyle page_style(const ReaderState& state) {
  const double size = text_px(state);
  return {.family = state.settings.font,
          .text_size = fx(size),
          .line_height = fx(std::round(size * state.settings.line_height)),
          .measure = fx(text_column(state).width),
          .breaks = state.settings.breaks,
          .justify = state.settings.justify};
}

Page compose_home(ReaderState& state, const FontMetrics& metrics) {
  const Manifest& manifest = *state.library.manifest;
  ListSetter list(state, metrics);
  list.text(Role::title, manifest.title, title_px(state), 1.3, true, Ink::heading);
  list.space(6);
  const std::string about = manifest.description.empty() ? count_of_articles(*state.words, manifest.articles)
                                                         : manifest.description;
  list.text(Role::meta, about, 15, 1.6, false, Ink::muted);
  list.space(22);
  category_chips(state, list);
  if (manifest.articles == 0) list.text(Role::notice, state.words->empty_site, 17, 1.6, false, Ink::muted);
  dated_entries(state, list, manifest.articles, [](std::size_t i) { return static_cast<std::uint32_t>(i); });
  return list.take();
}

Page compose_category(ReaderState& state, const FontMetrics& metrics) {
  const Manifest& manifest = *state.library.manifest;
  ListSetter list(state, metrics);
  list.text(Role::title, state.route.category, title_px(state), 1.3, true, Ink::heading);
  list.space(6);
  const auto found = std::ranges::find(manifest.categories, state.route.category, &CategoryCount::name);
  const std::uint32_t count = found == manifest.categories.end() ? 0 : found->articles;
  list.text(Role::meta, count_of_articles(*state.words, count), 15, 1.6, false, Ink::muted);
  list.space(22);
  category_chips(state, list);
  const CategoryAnswer category = find_category(state.library, state.route.category);
  if (category.known == Known::broken) list.problem(state.words->broken_detail);
  dated_entries(state, list, category.articles.size(), [&](std::size_t i) { return category.articles[i]; });
  return list.take();
}

Page compose_search(const ReaderState& state, const FontMetrics& metrics) {
  ListSetter list(state, metrics);
  list.text(Role::title, search_heading(*state.words, state.query.text), is_phone(state) ? 22 : 26, 1.35,
            true, Ink::heading, 2);
  list.space(6);
  if (state.hits_partial) {
    list.problem(state.words->partial_index);
  }
  const auto count = state.hits.hits.size();
  if (!state.hits_final) {
    list.text(Role::meta, state.words->loading, 15, 1.6, false, Ink::muted);
  } else if (count == 0) {
    list.text(Role::notice, state.words->no_hits, 17, 1.6, false, Ink::text);
    list.text(Role::meta, state.words->no_hits_detail, 15, 1.6, false, Ink::muted);
  } else {
    list.text(Role::meta, count_of_hits(*state.words, count, count >= state.shown), 15, 1.6, false,
              Ink::muted);
  }
  list.space(18);
  list.rule();
  list.space(24);
  for (const Hit& hit : state.hits.hits) {
    std::vector<Inline> lit;
    std::size_t position = 0;
    std::uint32_t at = 0;
    const auto byte_at = [&](std::uint32_t code_point) {
      while (at < code_point && position < hit.snippet.size()) {
        next_code_point(hit.snippet, position);
        ++at;
      }
      return static_cast<std::uint32_t>(position);
    };
    for (const auto& [begin, end] : hit.ranges) {
      Inline inline_{.begin = byte_at(begin), .end = 0, .style = {.flags = style_mark}};
      inline_.end = byte_at(end);
      if (inline_.begin < inline_.end) lit.push_back(inline_);
    }
    const std::string href = format_route(
        {.view = View::article, .slug = hit.slug, .section = hit.section, .query = state.query.text});
    list.entry(index_of(hit.article), hit.title, href, hit.date, hit.snippet, lit, 4);
  }
  return list.take();
}

Page compose_article(const ReaderState& state, const FontMetrics& metrics) {
  const Column column = text_column(state);
  PageStyle style = page_style(state);
  style.turned = state.turned;
  style.facts = time_to_read(*state.words, reading_time(*state.article));
  Page page = layout_article(*state.article, style, fx(column.left), fx(column.top), metrics);
  page.width = fx(state.viewport.width);
  page.height += fx(120);
  if (!state.note.empty()) add_note(state, metrics, page);
  return page;
}

Page compose_problem(const ReaderState& state, std::string_view title, std::string_view detail, bool retry,
                     const FontMetrics& metrics) {
  ListSetter list(state, metrics);
  list.space(40);
  list.text(Role::title, title, is_phone(state) ? 22 : 26, 1.4, true, Ink::heading);
  list.space(10);
  list.text(Role::notice, detail, 16, 1.65, false, Ink::muted);
  list.space(22);
  std::vector<ListSetter::Chip> chips;
  if (retry) chips.push_back({std::string(state.words->retry), "retry", true, Role::control});
  chips.push_back({std::string(state.words->home), "#/", false});
  list.chips(chips);
  return list.take();
}

Page compose_loading(const ReaderState& state, const FontMetrics& metrics) {
  ListSetter list(state, metrics);
  list.space(40);
  list.text(Role::meta, state.words->loading, 16, 1.6, false, Ink::muted);
  return list.take();
}

} // namespace hanji

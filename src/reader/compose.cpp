#include "reader/compose.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "index/index_text.h"
#include "index/labels.h"
#include "reader/compose_parts.h"
#include "text/utf8.h"

namespace hanji {
namespace {

bool is_article(const ReaderState& state) {
  return state.showing == Showing::article || state.route.view == View::article;
}

double side_gutter(const ReaderState& state) {
  if (!is_phone(state)) return frame_px::gutter + 8;
  return is_article(state) ? phone_margin(state.settings) : frame_px::phone_gutter;
}

// Stacks pieces down the column.
class ListSetter {
public:
  ListSetter(const ReaderState& state, const FontMetrics& metrics)
      : state_(state), metrics_(metrics), column_(text_column(state)), y_(fx(column_.top)) {}

  Piece& text(Role role, std::string_view text, const Type& type) {
    Piece piece = text_piece(role, text, column_.left, px(y_), column_.width, type, metrics_);
    y_ += piece.text.height;
    return page_.pieces.emplace_back(std::move(piece));
  }

  // What a reader reads rather than scans: set in the family and by the breaks that were chosen.
  void excerpt(std::uint32_t number, std::string_view text, double size, std::uint32_t max_lines,
               std::span<const Inline> lit = {}) {
    const ParagraphStyle style{.face = {state_.settings.font, false},
                               .size = fx(size),
                               .line_height = fx(std::round(size * 1.7)),
                               .width = fx(column_.width),
                               .breaks = state_.settings.breaks,
                               .max_lines = max_lines};
    Piece& piece = page_.pieces.emplace_back();
    piece.text = layout_paragraph(text, lit, style, metrics_);
    piece.text_x = fx(column_.left);
    piece.text_y = y_;
    piece.box = {piece.text_x, y_, style.width, piece.text.height};
    piece.extra = number;
    y_ += piece.text.height;
  }

  void rule() {
    page_.pieces.push_back(filled(Fill::hairline, column_.left, px(y_), column_.width, 1));
    y_ += fx(1);
  }

  struct Chip {
    std::string text, href;
    bool on = false;
    Role role = Role::link;
  };
  void chips(const std::vector<Chip>& chips, bool one_line = false) {
    constexpr double size = 14.5, height = 32, pad = 13;
    const double gap = is_phone(state_) ? frame_px::button - height : 8; // lines of them are pressed apart
    double x = column_.left;
    const ParagraphStyle style{
        .face = {Family::sans, false}, .size = fx(size), .line_height = fx(height), .width = fx(2000)};
    for (const Chip& chip : chips) {
      const std::size_t before = page_.pieces.size();
      Piece piece;
      const double width = std::ceil(px(natural_width(chip.text, {}, style, metrics_))) + 2 * pad;
      if (x > column_.left && x + width > column_.left + column_.width) {
        if (one_line) break;
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
      if (is_phone(state_)) { // pressed where it is not filled too
        Piece& ground = page_.pieces.emplace_back(filled(piece.fill, 0, 0, 0, 0));
        ground.box = piece.box;
        piece.fill = Fill::none;
        widen_target(piece, gap / 2, gap / 2);
      }
      page_.pieces.push_back(std::move(piece));
      if (chips.size() > 1) put_in(page_, before, Part::choices, items_++);
      x += width + 8;
    }
    y_ += fx(height);
  }

  // Title, excerpt and a line of facts. The first of a list leads it. `level`: of its heading.
  void entry(std::uint32_t number, std::string_view title, const std::string& href, std::string_view facts,
             std::string_view excerpt_text, std::span<const Inline> lit, std::uint32_t excerpt_lines,
             std::uint8_t level, bool leads = false) {
    const std::size_t before = page_.pieces.size();
    const bool phone = is_phone(state_);
    const double size = leads ? (phone ? 23 : 28) : (phone ? 18 : 19.5);
    Piece& head =
        text(Role::entry, title, {size, std::round(size * 1.38), true, Ink::heading, Family::sans, 3});
    head.level = level;
    head.href = href;
    head.block = number;
    widen_target(head, 14, 6);
    space(leads ? 10 : 6);
    if (!excerpt_text.empty()) {
      excerpt(number, excerpt_text, leads ? (phone ? 17 : 18) : (phone ? 15.5 : 16),
              excerpt_lines + (leads ? 1 : 0), lit);
      space(8);
    }
    if (!facts.empty()) text(Role::meta, facts, {13.5, 20}).extra = number;
    put_in(page_, before, Part::entries, items_++);
    space(leads ? 40 : phone ? 26 : 32);
  }

  // What a list is called, and a line about it. One that stands alone has its title on the page around.
  void head(std::string_view title, std::string_view about);

  // What is missing from a list, with a way to ask for it again.
  void problem(std::string_view what) {
    text(Role::notice, what, {14.5, 23, false, Ink::warning, Family::sans, 0});
    chips({{std::string(state_.words->retry), "retry", false, Role::control}});
    space(6);
  }

  void space(double px_) { y_ += fx(px_); }

  Page take() {
    page_.width = fx(state_.viewport.width);
    page_.height = y_ + fx(masthead_shows(state_) ? 72 : 0);
    return std::move(page_);
  }

private:
  const ReaderState& state_;
  const FontMetrics& metrics_;
  Column column_;
  Fx y_;
  Page page_;
  std::uint32_t items_ = 0;
};

std::string facts_of(std::string facts, const std::vector<std::string>& categories,
                     std::string_view but = {}) {
  for (const std::string& category : categories) {
    if (category != but) facts += (facts.empty() ? "" : "  ·  ") + category;
  }
  return facts;
}

constexpr Type about_type{15, 24, false, Ink::muted, Family::sans, 0};

Type title_type(const ReaderState& state, std::uint32_t max_lines = 0) {
  return {is_phone(state) ? 24.0 : 30.0,
          is_phone(state) ? 32.0 : 40.0,
          true,
          Ink::heading,
          Family::sans,
          max_lines};
}

void ListSetter::head(std::string_view title, std::string_view about) {
  if (!masthead_shows(state_)) return;
  text(Role::title, title, title_type(state_));
  space(6);
  text(Role::meta, about, about_type);
  space(16);
}

// Entries newest first, under a heading for each month, until `state.shown` of them stand. `number_of` names
// the articles of the list; a category does not say its own name again. All that will stand is asked for at
// once; what is known up to the first gap shows, and that there is more to come.
template <class NumberOf>
void dated_entries(ReaderState& state, ListSetter& list, std::size_t count, const NumberOf& number_of) {
  Date month{};
  bool first = true;
  std::size_t end = std::min<std::size_t>(count, std::min(state.shown, most_entries));
  if (state.embedding.most > 0) end = std::min<std::size_t>(end, state.embedding.most);
  for (std::size_t i = 0; i < end; ++i) find_headline(state.library, number_of(i));
  for (std::size_t i = 0; i < end; ++i) {
    const std::uint32_t number = number_of(i);
    const Headline* headline = find_headline(state.library, number);
    if (headline == nullptr && headline_is_broken(state.library, number)) {
      list.problem(state.words->broken_detail);
      return;
    }
    if (headline == nullptr) {
      list.text(Role::meta, state.words->loading, about_type);
      return;
    }
    if (first || headline->date.year != month.year || headline->date.month != month.month) {
      month = headline->date;
      list.space(first ? 8 : 4);
      list.text(Role::heading, month_heading(*state.words, month), {13.5, 21, true}).level = 2;
      list.space(7);
      list.rule();
      list.space(24);
    }
    list.entry(number, headline->title, format_route({.view = View::article, .slug = headline->slug}),
               facts_of(day_of_month(state.words->tongue, headline->date), headline->categories,
                        state.route.category),
               headline->excerpt, {}, 2, 3, std::exchange(first, false));
  }
  if (count > most_entries && state.shown >= most_entries)
    list.text(Role::notice, state.words->older_entries, about_type);
}

// The way on from the end of an article: the one written before it and the one after. Room is kept for titles
// that have not arrived, so that nothing moves when they do.
void add_neighbours(const ReaderState& state, const FontMetrics& metrics, Page& page) {
  const Column column = text_column(state);
  const bool stacked = column.width < 480;
  constexpr double gap = 32, height = 20 + 4 + 2 * 25;
  double y = px(page.height) + 56;
  page.pieces.push_back(filled(Fill::hairline, column.left, y, column.width, 1));
  y += 24;
  const double width = stacked ? column.width : (column.width - gap) / 2;
  for (const int step : {1, -1}) {
    if (const std::optional<Neighbour> neighbour = neighbour_at(state, step)) {
      const std::size_t before = page.pieces.size();
      const double x = stacked || step > 0 ? column.left : column.left + width + gap;
      page.pieces.push_back(text_piece(Role::meta,
                                       step > 0 ? state.words->previous_article : state.words->next_article,
                                       x, y, width, {13, 20, true}, metrics));
      Piece link = text_piece(Role::link, neighbour->title, x, y + 24, width,
                              {16, 25, true, Ink::heading, Family::sans, 2}, metrics);
      link.href = format_route({.view = View::article, .slug = neighbour->slug});
      widen_target(link, 24, 4);
      page.pieces.push_back(std::move(link));
      put_in(page, before, Part::neighbours, step > 0 ? 0 : 1);
    }
    if (stacked || step < 0) y += height + (stacked ? 24 : 0);
  }
  page.height = fx(y);
}

} // namespace

double text_px(const ReaderState& state) {
  if (state.settings.font_px > 0) return state.settings.font_px;
  return std::min((is_phone(state) ? 17 : 18.5) * state.viewport.text_scale, 56.0);
}

Column text_column(const ReaderState& state) {
  const double window = state.viewport.width, gutter = side_gutter(state);
  const double wish = is_article(state) ? state.settings.measure_em * text_px(state) : frame_px::list_measure;
  Column column;
  column.width = std::max(120.0, std::min(std::floor(wish), window - 2 * gutter));
  column.left = std::max(gutter, std::floor((window - column.width) / 2));
  column.top = masthead_shows(state) ? frame_px::masthead + (is_phone(state) ? 24 : 48) : 16;
  constexpr double rail = frame_px::rail + frame_px::rail_gap;
  if (categories_stand_beside(state)) column.left = std::floor((window - column.width - rail) / 2) + rail;
  if (outline_stands_beside(state) || categories_stand_beside(state)) {
    column.left = std::max(column.left, gutter + rail);
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
          .justify = state.settings.justify,
          .letter_spacing = fx(size * state.settings.letter_spacing_em),
          .word_spacing = fx(size * state.settings.word_spacing_em),
          .paragraphs = state.settings.paragraphs,
          .paragraph_gap = static_cast<std::int32_t>(std::lround(100 * state.settings.paragraph_gap))};
}

Page compose_home(ReaderState& state, const FontMetrics& metrics) {
  const Manifest& manifest = *state.library.manifest;
  ListSetter list(state, metrics);
  const std::string about = manifest.description.empty()
                                ? count_of_articles(state.words->tongue, manifest.articles)
                                : manifest.description;
  list.head(manifest.title, about);
  if (manifest.articles == 0) list.text(Role::notice, state.words->empty_site, about_type);
  dated_entries(state, list, manifest.articles, [](std::size_t i) { return static_cast<std::uint32_t>(i); });
  if (manifest.articles > 0 && masthead_shows(state)) {
    list.text(Role::link, state.words->by_month, {14.5, 44}).href = "archive.html";
    if (!state.viewport.embedded)
      list.text(Role::link, state.words->keep_offline, {14.5, 44}).href = "offline.html";
  }
  return list.take();
}

Page compose_category(ReaderState& state, const FontMetrics& metrics) {
  const Manifest& manifest = *state.library.manifest;
  ListSetter list(state, metrics);
  const auto found = std::ranges::find(manifest.categories, state.route.category, &CategoryCount::name);
  const std::uint32_t count = found == manifest.categories.end() ? 0 : found->articles;
  list.head(state.route.category, count_of_articles(state.words->tongue, count));
  const CategoryAnswer category = find_category(state.library, state.route.category);
  if (category.known == Known::broken) list.problem(state.words->broken_detail);
  if (count == 0 && !masthead_shows(state)) list.text(Role::notice, state.words->empty_site, about_type);
  dated_entries(state, list, category.articles.size(), [&](std::size_t i) { return category.articles[i]; });
  return list.take();
}

namespace {

// The query's text, that word no longer left out.
std::string with_word(const Query& query, const Word& word) {
  const std::string_view before = std::string_view(query.text).substr(0, word.at);
  std::string text = query.text;
  std::size_t dash = 0;
  for (const std::string_view kind : {"-", "−", "－"}) {
    if (const std::size_t at = before.rfind(kind); at != before.npos) dash = std::max(dash, at);
  }
  std::size_t after = dash;
  next_code_point(text, after);
  return text.erase(dash, after - dash);
}

void add_notice(ListSetter& list, std::string_view text) {
  if (text.empty()) return;
  list.space(10);
  list.text(Role::notice, text, {15, 24, false, Ink::text, Family::sans, 0});
}

// How the query was understood, and what of it was not; of what a dash leaves out, the way to search for it.
void add_understood(ListSetter& list, const ReaderState& state) {
  add_notice(list, state.hits.problems);
  add_notice(list, state.hits.understood);
  std::vector<ListSetter::Chip> chips;
  for (const Word& word : state.query.words) {
    if (word.excluded)
      chips.push_back({search_too_text(*state.words, word.typed),
                       format_route({.view = View::search, .query = with_word(state.query, word)})});
  }
  if (chips.empty()) return;
  list.space(8);
  list.chips(chips);
}

void add_corrections(ListSetter& list, const ReaderState& state) {
  const auto notice = [&](std::string_view text) { add_notice(list, text); };
  if (state.hits.shortened) notice(state.words->shortened);
  if (state.hits.unquoted) notice(state.words->unquoted);
  for (const Correction& correction : state.hits.corrections)
    notice(correction_text(*state.words, correction.typed, correction.found));
  if (state.hits.corrections.empty()) return;
  list.space(8);
  const Correction& first = state.hits.corrections.front();
  std::string as_typed = state.hits.rewritten;
  as_typed.replace(first.at, first.typed.size(), "\"" + first.typed + "\"");
  list.chips(
      {{as_typed_text(*state.words, first.typed), format_route({.view = View::search, .query = as_typed})}});
}

// What may be meant, in one line that keeps its room, so that nothing below it moves when it comes.
void add_words(ListSetter& list, const ReaderState& state) {
  std::vector<ListSetter::Chip> chips;
  for (const Suggestion& word : state.offers.words)
    chips.push_back({word.text, format_route({.view = View::search, .query = word.text})});
  list.chips(chips, true);
  list.space(20);
}

// What narrows the answer: its categories, and its months where there are several.
void add_facets(ListSetter& list, const ReaderState& state) {
  const std::size_t most = is_phone(state) ? 3 : 6;
  std::vector<ListSetter::Chip> chips;
  const auto add = [&](const std::string& name, std::uint32_t count, const std::string& filter) {
    const std::string& text = state.query.text; // of one that is nearly too long the end would go
    const bool is_long = count_code_points(text) + count_code_points(filter) >= most_query_characters;
    chips.push_back(
        {name + "  " + std::to_string(count),
         format_route({.view = View::search, .query = is_long ? filter + " " + text : text + " " + filter})});
  };
  const Facets& facets = state.facets;
  if (facets.categories.size() > 1) {
    for (const CategoryFacet& facet : facets.categories) {
      if (chips.size() == most) break;
      if (facet.articles >= state.hits.total)
        continue; // as one that was asked for; not what is nested below it
      const auto named =
          std::ranges::find_if(state.library.manifest->categories, [&](const CategoryCount& one) {
            return label_key(LabelKind::category, one.name).substr(1) == facet.folded;
          });
      if (named != state.library.manifest->categories.end())
        add(named->name, facet.articles, "분류:\"" + named->name + "\"");
    }
  }
  if (!state.query.days.from && !state.query.days.to && facets.months.size() > 1) {
    const std::size_t before = chips.size();
    for (const MonthFacet& facet : facets.months) {
      if (chips.size() == before + most) break;
      const std::string month = (facet.month < 10 ? "-0" : "-") + std::to_string(facet.month);
      add(month_text(*state.words, facet.year, facet.month), facet.articles,
          "기간:" + std::to_string(facet.year) + month);
    }
  }
  if (chips.empty()) return;
  list.space(14);
  list.chips(chips);
}

} // namespace

Page compose_search(const ReaderState& state, const FontMetrics& metrics) {
  ListSetter list(state, metrics);
  if (state.embedding.search_alone && state.query.is_empty()) { // the field alone
    Page page;
    page.width = fx(state.viewport.width);
    page.height = fx(frame_px::masthead);
    return page;
  }
  if (is_phone(state)) add_words(list, state);
  list.text(Role::title, search_heading(*state.words, state.query.text), title_type(state, 2));
  list.space(6);
  if (state.hits_partial) {
    list.problem(state.words->partial_index);
  }
  const auto count = state.hits.hits.size();
  const std::string query = corrected(state.hits.rewritten, state.hits.corrections);
  if (!state.hits_final) {
    list.text(Role::meta, state.words->loading, about_type);
  } else if (count == 0) {
    list.text(Role::notice, state.words->no_hits, {17, 28, false, Ink::text, Family::sans, 0});
    list.text(Role::meta, state.words->no_hits_detail, about_type);
    add_understood(list, state);
  } else {
    list.text(Role::meta,
              count_of_hits(*state.words, std::max<std::uint64_t>(count, state.hits.total),
                            state.hits.complete, state.hits.more),
              about_type);
    add_understood(list, state);
    add_corrections(list, state);
    add_facets(list, state);
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
      Inline mark{.begin = byte_at(begin), .end = 0, .style = {.flags = style_mark}};
      mark.end = byte_at(end);
      if (mark.begin < mark.end) lit.push_back(mark);
    }
    const std::string href =
        format_route({.view = View::article, .slug = hit.slug, .section = hit.section, .query = query});
    list.entry(index_of(hit.article), hit.title, href,
               facts_of(long_date(state.words->tongue, hit.date), hit.categories), hit.snippet, lit, 4, 2);
  }
  return list.take();
}

std::optional<std::uint32_t> neighbour_of(const ReaderState& state, int step) {
  if (state.article == nullptr || !state.library.manifest) return std::nullopt;
  const auto number = static_cast<std::int64_t>(index_of(state.article->id)) + step;
  if (number < 0 || number >= state.library.manifest->articles) return std::nullopt;
  return static_cast<std::uint32_t>(number);
}

std::optional<Neighbour> neighbour_at(const ReaderState& state, int step) {
  const std::optional<std::uint32_t> number = neighbour_of(state, step);
  if (!number) return std::nullopt;
  if (const auto found = state.library.articles.peek(ArticleId{*number}))
    return Neighbour{found->slug, found->title};
  if (const auto found = state.library.headlines.find(*number); found != state.library.headlines.end())
    return Neighbour{found->second.slug, found->second.title};
  return std::nullopt;
}

Page compose_article(ReaderState& state, const FontMetrics& metrics) {
  const Column column = text_column(state);
  PageStyle style = page_style(state);
  style.turned = state.turned;
  if (state.article->date) style.date = long_date(state.words->tongue, state.article->date);
  style.facts = time_to_read(state.words->tongue, state.reading);
  Page page =
      layout_article(*state.article, style, fx(column.left), fx(column.top), metrics, &state.measured);
  state.text_end = px(page.height);
  add_neighbours(state, metrics, page);
  page.width = fx(state.viewport.width);
  page.height += fx(frame_px::bar + 40);
  if (!state.note.empty()) add_note(state, metrics, page);
  return page;
}

Page compose_problem(const ReaderState& state, std::string_view title, std::string_view detail, bool retry,
                     const FontMetrics& metrics) {
  ListSetter list(state, metrics);
  list.space(40);
  list.text(Role::title, title, title_type(state));
  list.space(10);
  list.text(Role::notice, detail, about_type);
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
  list.text(Role::meta, state.words->loading, about_type);
  return list.take();
}

} // namespace hanji

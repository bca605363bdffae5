// State → pages. The article's own setting is layout's (layout/page.h); here are the lists, the answers, the
// messages and the frame around them. Pure: the same state gives the same page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "layout/font_metrics.h"
#include "layout/page.h"
#include "reader/state.h"

namespace hanji {

struct Column { // where the page's text stands, CSS px
  double left = 0, width = 0, top = 0;
};
Column text_column(const ReaderState& state);
PageStyle page_style(const ReaderState& state);
double text_px(const ReaderState& state);

Page compose_home(ReaderState& state, const FontMetrics& metrics); // may want headlines: state.library.wanted
Page compose_category(ReaderState& state, const FontMetrics& metrics);
Page compose_search(const ReaderState& state, const FontMetrics& metrics);
Page compose_article(ReaderState& state, const FontMetrics& metrics); // says where the text ends
Page compose_problem(const ReaderState& state, std::string_view title, std::string_view detail, bool retry,
                     const FontMetrics& metrics);
Page compose_loading(const ReaderState& state, const FontMetrics& metrics);

// The footnote that a link leads to, if it does; and the one that is asked for (ReaderState::note), put into
// its page.
std::optional<std::uint32_t> footnote_of(const Article& article, std::string_view url);
void add_note(const ReaderState& state, const FontMetrics& metrics, Page& page);

// What stays while the page scrolls, in window coordinates: the masthead and the rails beside the text; on
// phones the bar below; and the sheet that is open (state.sheet), which also says what it covers
// (state.sheet_box) and may be taller than that.
Page compose_frame(const ReaderState& state, const FontMetrics& metrics);
Page compose_bar(const ReaderState& state, const FontMetrics& metrics);
Page compose_sheet(ReaderState& state, const FontMetrics& metrics);
void add_outline(const ReaderState& state, const FontMetrics& metrics, double x, double y, double width,
                 double bottom, double least, Page& page);
void add_categories(const ReaderState& state, const FontMetrics& metrics, double x, double y, double width,
                    double bottom, double least, Page& page);

// What stands beside the text where the window is wide enough; the column makes room for it.
bool outline_stands_beside(const ReaderState& state);
bool categories_stand_beside(const ReaderState& state);
bool neighbours_stand_beside(const ReaderState& state);

FxRect search_field_box(const ReaderState& state); // empty where there is none

void add_offers(const ReaderState& state, const FontMetrics& metrics,
                Page& frame); // below it, while it is in use

// The bar that leads through what is lit in the article: its field, “3 / 12”, the ways on, the way out.
bool find_bar_shows(const ReaderState& state);
FxRect find_field_box(const ReaderState& state); // empty where there is none
std::string find_count(const ReaderState& state);
void add_find_bar(const ReaderState& state, const FontMetrics& metrics, Page& frame);

struct Neighbour {
  std::string slug, title;
};
// step -1: the article written next (“다음 글”), 1: the one before. Nothing at the ends of the site.
std::optional<std::uint32_t> neighbour_of(const ReaderState& state, int step);
std::optional<Neighbour> neighbour_at(const ReaderState& state, int step); // … or while it has not arrived

} // namespace hanji

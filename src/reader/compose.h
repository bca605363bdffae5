// State → pages. The article's own setting is layout's (layout/page.h); here are the lists, the answers, the
// messages and the frame around them. Pure: the same state gives the same page.
#pragma once

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
Page compose_article(const ReaderState& state, const FontMetrics& metrics);
Page compose_problem(const ReaderState& state, std::string_view title, std::string_view detail, bool retry,
                     const FontMetrics& metrics);
Page compose_loading(const ReaderState& state, const FontMetrics& metrics);

// The footnote that a link leads to, if it does; and the one that is asked for (ReaderState::note), put into
// its page.
std::optional<std::uint32_t> footnote_of(const Article& article, std::string_view url);
void add_note(const ReaderState& state, const FontMetrics& metrics, Page& page);

// Masthead, outline, contents sheet: in window coordinates.
Page compose_frame(const ReaderState& state, const FontMetrics& metrics);
FxRect search_field_box(const ReaderState& state);

} // namespace hanji

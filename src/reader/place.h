// Places on the page that shows: the line being read, the sections, how far the reading has come. Scroll
// positions are CSS px of the document.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "reader/state.h"

namespace hanji {

double page_height(const ReaderState& state); // the window's at least
double furthest_scroll(const ReaderState& state);

std::optional<Anchor> place_in_view(const ReaderState& state,
                                    bool whole = false); // the first line below the masthead, also in part
std::optional<double> scroll_for(const ReaderState& state, const Anchor& anchor);
// The same, where `above` is that of the line's middle.
std::optional<double> scroll_for_middle(const ReaderState& state, const Anchor& anchor);

bool place_is_known(const ReaderState& state); // the article of the address is on the page
// What is worth remembering of an article: nothing near its beginning, nothing once it has been read.
std::optional<Anchor> place_to_remember(const ReaderState& state);

std::optional<double> section_top(const ReaderState& state, std::string_view id);
bool is_folded_away(const ReaderState& state,
                    std::string_view id); // of the article, in a disclosure that is closed
double neighbour_section_top(const ReaderState& state, bool next); // from where one is, or is going
std::uint32_t section_in_view(const ReaderState& state);           // index into state.sections
bool is_set_by(const TextSpan& span, const Piece& piece);
const Piece* piece_of(const Page& page, const TextSpan& span); // that sets it; null: it is hidden
std::optional<FxRect> rect_of(const ReaderState& state,
                              const TextSpan& span); // its first line's, on the page

double progress(const ReaderState& state);            // 0 … 1: of the article's text, or of a list
double section_progress(const ReaderState& state);    // 0 … 1 of the section being read
std::uint32_t minutes_left(const ReaderState& state); // of the article, about; 0 at its end

} // namespace hanji

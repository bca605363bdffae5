// One update in progress, between update.cpp (what events change) and show_route.cpp (what the address shows,
// from what has arrived). For these two only.
#pragma once

#include "reader/update.h"

namespace hanji {

struct Step { // the state, what it is measured with, and the commands so far
  ReaderState& state;
  const FontMetrics& metrics;
  Commands commands;
  bool compose = false;    // the page's content or measure changed
  bool keep_place = false; // … and the line being read stays where it is
  bool frame = false;
  bool offers = false;       // the search field is to offer anew
  bool came = false;         // a file came, or will not
  bool go_to_stop = false;   // of what is lit, once the page is set
  std::uint32_t minutes = 0; // left to read, before the event
};

void scroll_to(Step& step, double y, bool smooth); // rounded, within the page
void show_sheet(Step& step, Sheet sheet);
void go_to_search(Step& step); // for state.typed

void show_route(Step& step);
void turn_disclosure(ReaderState& state, std::uint32_t summary);
void want_neighbours(ReaderState& state);

void light_words(Step& step); // of state.query in the article, anew
void find_typed(Step& step, const Typed& event);
void leave_finding(Step& step);
void go_to_neighbour_stop(Step& step, bool next); // beyond the last comes the first
void scroll_to_stop(Step& step);
void scroll_within_to_stop(Step& step);                    // what scrolls sideways in itself shows it too
void open_around(ReaderState& state, std::uint32_t block); // nobody is led to what is hidden

} // namespace hanji

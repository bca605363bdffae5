// What the host is to be told of a state: the address, the text layers of the frame and of the page, where to
// scroll. Each costs a browser milliseconds, so after a key or a step of a search they are told one at a
// time, each in a turn of its own (app/application.cpp asks for these), and what another has overtaken is
// told once.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "reader/state.h"

namespace hanji {

struct Address { // to be shown
  std::string text;
  std::int32_t how = 0; // as host_route says
};

struct ScrollTarget {
  double y = 0; // px of the page
  bool smooth = false;
};

struct Telling {
  std::optional<Address> address;      // due, …
  bool frame = false, page = false;    // … and so these layers …
  std::optional<ScrollTarget> place;   // … and this, which needs the page's height, …
  bool ready = false, arrived = false; // … and last that the program is, and that what was asked for stands
  bool unsettled = false;              // the page's layer does not stand as the page is set, due or not
  std::string frame_layer;             // as the host knows it
  std::shared_ptr<const Article> article; // whose HTML the host has
};

void tell_address(Telling& telling, const ReaderState& state);
void tell_frame(Telling& telling, const ReaderState& state);
void settle(Telling& telling, const ReaderState& state); // tells the page
void tell_place(Telling& telling);
void tell_ready(Telling& telling);
void tell_arrived(Telling& telling);

bool is_due(const Telling& telling); // anything
bool tell_next(Telling& telling,
               const ReaderState& state); // one thing, in the order above; false: nothing was due

} // namespace hanji

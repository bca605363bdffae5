// One direction: an event comes in, the state changes, commands go out. Nothing here draws, fetches or waits;
// `app` carries commands out and its answers come back as events. Searches are always asked anew for the
// current query, so no late answer can be stale.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "layout/font_metrics.h"
#include "reader/state.h"

namespace hanji {

struct Resized {
  Viewport viewport;
};
struct Scrolled {
  double y = 0;
};
struct ScrolledWithin {
  std::uint32_t scroller = 0; // of the page
  double x = 0;
};
struct Routed {
  std::string address;
  std::optional<double> left_at;         // where the history says it was left
  std::optional<Anchor> remembered = {}; // where the article was left another time: the weaker of the two
};
enum class Field : std::uint8_t { search, find }; // of the site; in the article
struct Placed { // where the middle of a line of the page is to stand; no block: the page at its beginning
  Anchor line;
};
struct Typed {
  std::string text;
  bool composing = false;
  Field field = Field::search;
}; // the field's whole value
struct Pressed {
  std::string control;
}; // a control's href, or what a key stands for (shell/keys.js)
struct SheetScrolled {
  double y = 0;
};
struct Changed {
  Settings settings;
};
struct Delivered {
  std::string file;
  std::span<const std::byte> bytes;
};
struct Failed {
  std::string file, message;
};
struct Asked {
  std::int32_t id = 0;
  std::string query;
  std::uint32_t limit = 10;
};
struct Recalled { // searches, newest first, as another window of the same site left them
  std::vector<std::string> recent;
};
struct FontsChanged {}; // widths may differ from now on
struct Continued {};    // there is time for more of what Commands::continues spoke of

using Event = std::variant<Resized, Scrolled, ScrolledWithin, SheetScrolled, Routed, Placed, Typed, Pressed,
                           Changed, Delivered, Failed, Asked, Recalled, FontsChanged, Continued>;

struct Answered {
  std::int32_t id = 0;
  std::vector<Hit> hits;
  std::string error = {};  // why there can be none; empty: there is an answer
  bool incomplete = false; // files were lost: there may be more
};

struct Commands {
  std::vector<std::string> fetch;  // files of the site
  std::optional<double> scroll_to; // px
  bool smooth = false;
  std::optional<std::string> address; // to show in the address bar
  bool replace_address = false;       // in place of the one there, else as a new one
  bool follow_address = false;        // or as a link is followed: the answer is Routed{}
  bool page_changed = false, frame_changed = false,
       sheet_changed = false; // the text layer is to be made anew
  bool text_can_wait = false; // … the page's when it rests: the same set otherwise, or more is being typed
  bool place_field = false;   // the fields' texts are to follow `typed` and the article's query
  bool save_settings = false, save_recent = false;
  bool arrived = false;          // what the last address asked for is on the page
  bool continues = false;        // there is more to do now: Continued is wanted, soon
  bool worked_on_search = false; // for the current query, or a script's …
  bool search_waits = false;     // … which is not done
  bool became_ready = false, navigated = false, searched = false, progressed = false;
  std::vector<Answered> answers;
  std::vector<Error> errors;
  bool redraw = false;
};

Commands update(ReaderState& state, const Event& event, const FontMetrics& metrics);

} // namespace hanji

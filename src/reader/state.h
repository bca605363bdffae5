// Everything the reader knows, in one value. Events change it (reader/update.h); pages are made of it
// (reader/compose.h); drawing only looks at it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "article/outline.h"
#include "article/reading_time.h"
#include "layout/layout_cache.h"
#include "layout/page.h"
#include "reader/library.h"
#include "reader/route.h"
#include "reader/theme.h"
#include "reader/words.h"
#include "search/excerpt.h"
#include "search/session.h"
#include "search/suggest.h"

namespace hanji {

struct Viewport {
  double width = 0, height = 0; // CSS px
  double density = 1;           // device pixels to a CSS px
  bool system_dark = false, reduced_motion = false, embedded = false, offline = false, more_contrast = false;
  double below = 0;      // px of the height that the browser's own bars or a rounded screen take from below
  double text_scale = 1; // of the browser's own text size, where 1 = 16 px
  double masthead_left = 0, masthead_right = 0; // px that the buttons of an application's window take of it
  bool operator==(const Viewport&) const = default;
};

// What a frame on another page shows by itself. A list without the masthead and the site's title, of so many
// entries at most; or the search field with its answers below.
struct Embedding {
  bool list_alone = false, search_alone = false;
  std::uint32_t most = 0; // entries of a list; 0 = no bound of the frame's
};

struct Anchor {                   // the reading place: survives resize, font and setting changes
  std::uint32_t block = no_index; // of the article, or the article's number in a list
  std::uint32_t byte = 0;
  double above = 0; // px from the line's top to the top of the window
};

struct Ask { // a search asked for by a script, answered by a Message
  std::int32_t id = 0;
  Query query;
  std::uint32_t limit = 10;
  std::unique_ptr<SearchSession> session; // once the manifest is there
  bool answered = false; // in the commands of the last event; who carries them out takes it away
};

struct Offers {      // below the search field (reader/offers.h)
  bool open = false; // the field is in use
  std::vector<Suggestion> words;
  std::vector<Hit> titles;
  bool known = true;           // all words have come
  std::uint32_t at = no_index; // the offer that the keys have come to
};

struct Finding {     // in the article: what is lit, and the bar that leads from one place to the next
  bool open = false; // asked for; an address with a query shows the bar too
  std::shared_ptr<const SearchAnswer>
      answer;                  // what else than itself each word of the query is, says the index
  bool known = false;          // … and it has said all
  bool awaited = false;        // nothing is lit yet: the first place that will be is to be gone to
  std::vector<TextSpan> stops; // what is lit, in reading order; words side by side are one
  std::uint32_t at = 0;        // the stop that was gone to last
};

enum class Sheet : std::uint8_t { none, contents, controls, keys }; // what lies over the page

struct Motion { // what is on its way: 0 = away, 1 = there (reader/motion.h)
  double sheet = 0, bar = 1;
};

enum class Showing : std::uint8_t { nothing, home, category, search, article, problem };

// What a list shows at most; who scrolled so far is told to narrow it. Each further screen sets all of it
// anew.
constexpr std::uint32_t most_entries = 4000;

struct ReaderState {
  Viewport viewport;
  Embedding embedding;
  Settings settings;
  const Words* words = &words_for("ko");
  Library library;

  Route route;
  Query query;       // of the route: what is searched, or lit in the article
  std::string typed; // the search field's text, a copy; the browser owns it
  bool composing = false;
  Offers offers;
  std::vector<std::string> recent; // searches, newest first
  Hits hits;
  std::string hits_of;                    // the query that they answer
  Facets facets;                          // of the answer
  std::unique_ptr<SearchSession> session; // of the route's query: for the answers, or for what is to be lit
  bool hits_final = false, hits_partial = false;
  std::uint32_t shown = 40; // how many entries of a list are wanted; of most_entries at most

  Sheet sheet = Sheet::none;
  double sheet_scroll = 0; // px
  bool field_open = false; // on phones, where the search field is behind a button
  bool bar_hidden = false; // on phones: reading on takes the bar away, turning back brings it
  double turned_at = 0;    // the scroll position at which the direction last changed
  bool resumed = false;    // the article was opened where it was left, and has not been moved since
  double resumed_at = 0;
  std::optional<double> going; // where a smooth scroll is going
  Motion motion;

  Showing showing = Showing::nothing;
  LayoutCache measured;                   // of the article's texts; dropped when fonts change
  Page page;                              // what scrolls
  Page frame, bar, sheet_page;            // what stays: in window coordinates
  FxRect sheet_box;                       // what the sheet covers; its page may be taller
  double text_end = 0;                    // px: where the article's text ends on its page
  std::shared_ptr<const Article> article; // set while one shows
  std::optional<std::uint32_t>
      going_to; // number of the neighbour that was gone to last, and may be on its way
  std::vector<Section> sections;
  std::vector<TextSpan> lit;
  Finding finding;
  ReadingTime reading;                  // of the article
  std::uint32_t section = 0;            // index into `sections` of what is being read
  double scroll = 0;                    // px
  std::string note;                     // url of the footnote that stands open beside its mark, or empty
  std::vector<double> scrolled_within;  // px, of each of the page's scrollers
  std::vector<std::uint32_t> turned;    // summaries of the article that a reader opened or closed
  std::optional<double> restore;        // where the history says this address was left
  std::optional<Anchor> remembered;     // where the article was left another time
  std::optional<std::uint32_t> awaited; // the article to go to once its headline is here
  bool neighbours_wanted = false;       // the neighbours' titles are wanted
  bool go_to_section = false;           // the route's section is still to be scrolled to
  bool ready = false;                   // the first list or article has been composed
  bool compose_due = false;             // the page is to be composed anew, by the next event
  std::vector<Ask> asks;
  std::int32_t last_asked = 0; // of those, its id; they come in the order of their ids
};

const Colors& colors_of(const ReaderState& state);
bool is_phone(const ReaderState& state);
bool masthead_shows(const ReaderState& state);

} // namespace hanji

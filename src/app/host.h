// The door between C++ and the browser, seen from C++; its other side is shell/host.js. C calls only: UTF-8
// as pointer and length, numbers as int32 or double, no objects, no callbacks kept. Pointers given to a host_
// function are valid during the call. A test compares these names with host.js, host_library.js and
// exports.txt. In native tests a fake host (tests/app/fake_host.cpp) stands in.
#pragma once

#include <cstdint>

extern "C" {

// ---- C++ → JavaScript ----

// Fetches a file of the site; answered by hanji_delivered or hanji_failed.
void host_fetch(const char* file, std::int32_t length);
// Asks for one hanji_frame before the next repaint. Many calls, one frame.
void host_redraw();
// Asks for one hanji_continue, after what else the browser has to do first.
void host_continue();
// Advance of one cluster in CSS px. face = face_number() of layout/font_metrics.h, beside = Script of
// text/scripts.h.
double host_measure(std::int32_t face, double size_px, std::int32_t beside, const char* cluster,
                    std::int32_t length);
// Writes two doubles: ascent and descent of the face's box in CSS px.
void host_extents(std::int32_t face, double size_px, double* ascent_descent);
// Lays out formulas, elements of HTML one after the other, in text of 1,024 px. Writes three doubles for each
// of `count`: width, ascent, descent.
void host_formulas(const char* html, std::int32_t length, double* extents, std::int32_t count);
// Paints one cluster with the pen at `phase` (0 … 1) of a pixel; all lengths here are device pixels. Writes
// RGBA rows to `pixels` (room for `capacity` bytes) and five int32 to `box`: left and top of the bitmap from
// the pen (y down), width, height, and 1 where it has colours of its own. Plain glyphs are white with
// coverage as alpha, as the browser covers dark ink on a light ground, or (dark = 1) light ink on a dark one.
// Width 0 = nothing to see.
void host_rasterize(std::int32_t face, double size, double phase, std::int32_t dark, std::int32_t beside,
                    const char* cluster, std::int32_t length, std::uint8_t* pixels, std::int32_t capacity,
                    std::int32_t* box);
// Where a text field stands (CSS px) and the text it should hold; it keeps its own while it is being
// composed. field 0 = of the site's search, 1 = of finding in the article.
void host_place_text_field(std::int32_t field, double x, double y, double width, double height,
                           const char* text, std::int32_t length);
// The text layer's new content as JSON (app/text_layer.h). layer 0 = the page that scrolls, 1 = the frame,
// 2 = the sheet over it ({} = none).
void host_text_layer(std::int32_t layer, const char* json, std::int32_t length);
// The page's text layer is out of date, since the same text is set otherwise: hanji_settle, some time after
// the next frame, makes it anew. Until then the page is `height` high, so that it can be scrolled.
void host_settle_later(double height);
// Shows an address ("#/slug") in the address bar, as the one of its page below the site ("a/<slug>.html",
// reader/route.h). how 0 = as a new entry of the history, 1 = in place of the one there, both without
// answering with hanji_route; 2 = as a link is followed, which is answered (later); 3 = in place of the one
// there, when the typing rests.
void host_route(const char* address, std::int32_t length, const char* page, std::int32_t page_length,
                std::int32_t how);
void host_scroll(double y, std::int32_t smooth);
// Keeps something (JSON) where it will be found next time: what 0 = the settings
// (app/settings_json.h), 1 = the searches made before, of this site alone: ["…"].
void host_save(std::int32_t what, const char* json, std::int32_t length);
// Something for scripts and embedders, one of
// clang-format off
//   {"type": "ready"}                                   something is on screen
//   {"type": "arrived"}                                 what hanji_route asked for is
//   {"type": "navigate", "state": …}                    another page; the state as hanji_state answers it
//   {"type": "progress", "state": …}                    another section is being read
//   {"type": "search", "query": "…", "hits": 12}
//   {"type": "error", "message": "…", "where": "…"}
//   {"type": "answer", "id": 1, "hits": [hit], "incomplete": false}   of hanji_search; hits as in module/answer_json.h
//   {"type": "answer", "id": 1, "error": "…"}
// clang-format on
void host_message(const char* json, std::int32_t length);
// The program cannot go on; the text layer becomes the page.
void host_fatal(const char* message, std::int32_t length);

// ---- JavaScript → C++ ----

void* hanji_alloc(std::int32_t bytes); // 16-byte aligned; null where memory is refused; given back with
                                       // hanji_free unless taken over
void hanji_free(void* memory);
// Once, first. Takes over `icu`. `setup` is JSON: {"language", "settings", "recent", "canvas": false where
// the GPU is not to be asked, "embedding": {"kind": "" | "list" | "search", "count"}} (reader/state.h,
// Embedding). Answers 1 when WebGL2 draws, 0 when the text layer has to be the page.
std::int32_t hanji_start(const void* icu, std::int32_t icu_bytes, const char* setup, std::int32_t length);
// flags: 1 dark, 2 reduced motion, 4 embedded, 8 offline, 16 more contrast. `below` = px of the height that
// the browser's bars or the screen's rounding take at the bottom; `left`, `right` = px of the masthead that
// the buttons of an application's window cover (window controls overlay); `text_scale` = the browser's own
// text size, as a part of 16 px.
void hanji_resize(double width, double height, double density, std::int32_t flags, double below, double left,
                  double right, double text_scale);
// A pinch shows a part of the window, enlarged: the canvas is to show `width` × `height` CSS px from (x, y)
// on, at `density` device pixels to each. What is set stays as it is. width 0 = all of the window, as before.
void hanji_pinch(double x, double y, double width, double height, double density);
void hanji_scroll(double y);
void hanji_scroll_within(std::int32_t scroller, double x); // one of the page that scrolls sideways in itself
void hanji_scroll_sheet(double y);
void hanji_pointer(double x, double y); // -1, -1 when it left
void hanji_text(std::int32_t field, const char* text, std::int32_t length, std::int32_t composing);
void hanji_press(const char* control, std::int32_t length);
// left_at: where the history left the address (px; < 0: not known). block, byte: where the article was left
// another time, as hanji_state answers it in "place" (block < 0: not known).
void hanji_route(const char* address, std::int32_t length, double left_at, std::int32_t block,
                 std::int32_t byte);
// Scrolls so that the middle of the page's line with that byte of that block (of a list: of the article with
// that number) stands `above` px below the window's top. block < 0: to the page's beginning.
// Answers 1 when it does; a list may need files and turns until then.
std::int32_t hanji_place(std::int32_t block, std::int32_t byte, double above);
void hanji_set(const char* json, std::int32_t length); // app/settings_json.h
void hanji_search(std::int32_t id, const char* query, std::int32_t length, std::int32_t limit);
void hanji_delivered(const char* file, std::int32_t length, const void* bytes, std::int32_t byte_count);
void hanji_failed(const char* file, std::int32_t length, const char* message, std::int32_t message_length);
void hanji_recall(const char* json, std::int32_t length); // the searches that host_save(1) last kept,
                                                          // by another window
void hanji_fonts_changed();
void hanji_continue(); // there is time for more of what host_continue spoke of
// The WebGL context was lost (0), or came back or may be asked for now (1). Answers 1 when WebGL2 draws.
std::int32_t hanji_context(std::int32_t alive);
void hanji_paint(); // the glyphs of the window, in turns; host_redraw asks for the frame that shows them
std::int32_t hanji_frame(); // 0: its glyphs are still to be painted; host_redraw will ask for it again
void hanji_settle();        // makes the text layer anew that host_settle_later spoke of
// Both answer JSON, valid until the next call of either:
// clang-format off
//   hanji_state  {"view": "home" | "article" | "search" | "category", "slug", "section", "query", "category",
//                 "progress": 0 … 1, "sectionProgress": 0 … 1, "offline": false, "theme": "auto",
//                 "showing": "content" | "problem" | "nothing", "settings": app/settings_json.h,
//                 "address", "page": of the route, as in host_route,
//                 "place": [block, byte]}               where the article is being read; null = nothing to go back to
//   hanji_stats  {"frames", "frameMs": times, "layoutMs", "glyphs", "fetchedBytes", "searchMs": times,
//                 "searchSliceMs": times}               times = {"p50", "p95", "max"}
// clang-format on
const char* hanji_state();
const char* hanji_stats();

} // extern "C"

// The exported half of app/host.h: every call turns into one event, its commands are carried out, and the
// state is drawn when the browser next repaints. The only global state of the program is the one Application
// below.

#include <imgui.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "app/browser_font.h"
#include "app/host.h"
#include "app/messages.h"
#include "app/screen.h"
#include "app/settings_json.h"
#include "app/telling.h"
#include "app/text_layer.h"
#include "app/times.h"
#include "reader/compose.h"
#include "reader/draw.h"
#include "reader/motion.h"
#include "reader/place.h"
#include "reader/silent_font.h"
#include "reader/update.h"
#include "text/icu_data.h"

namespace hanji {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

struct Application {
  ReaderState state;
  BrowserFont font{*ImGui::GetIO().Fonts};
  bool canvas = false;
  bool prepared = false; // the screen's own shaders stand
  Seen pinched;          // what of the window shows, enlarged; width 0: all of it
  Telling telling;
  bool moving = false;                 // the last frame was one of a motion …
  Clock::time_point drawn;             // … drawn then
  double drawn_at = 0;                 // how far the page was scrolled in it
  double ahead_from = 0, ahead_to = 0; // of the page, px: glyphs to be painted before they are shown …
  bool shown_when_painted = false;     // … in a frame that waits for them
  std::uint32_t frames = 0;
  std::uint64_t fetched = 0;
  Times frame_ms, search_ms;
  Times slice_ms;          // of what a search did without a pause
  double searching_ms = 0; // spent on the current query so far; it still waits for files
  double layout_ms = 0;
  std::string answer;            // what the last call that answers text points into
  bool refused = false;          // memory, to the last call …
  int refusals = 0;              // … and to so many since a page was set
  std::vector<Answered> answers; // to scripts, still to be sent
};

std::unique_ptr<Application> app;

std::string_view view_of(const char* text, std::int32_t length) {
  return {text, static_cast<std::size_t>(std::max(length, 0))};
}
std::int32_t length_of(const std::string& text) { return static_cast<std::int32_t>(text.size()); }

std::vector<std::string> strings_of(const Json& json) {
  std::vector<std::string> strings;
  if (!json.is_array()) return strings;
  for (const Json& one : json) {
    if (one.is_string()) strings.push_back(one);
  }
  return strings;
}

void send(const Json& message) {
  const std::string text = message.dump(-1, ' ', false, Json::error_handler_t::replace);
  host_message(text.data(), length_of(text));
}

bool is_of_search(const Event& event, const Commands& commands) {
  return commands.worked_on_search || std::holds_alternative<Typed>(event) ||
         (commands.page_changed && app->state.showing == Showing::search);
}

Seen seen() {
  const Viewport& viewport = app->state.viewport;
  if (app->pinched.width > 0) return app->pinched;
  return {0, 0, viewport.width, viewport.height, viewport.density};
}

void fit_screen(const Seen& seen) {
  app->font.set_density(seen.density);
  if (app->canvas)
    resize_screen(static_cast<int>(std::lround(seen.width * seen.density)),
                  static_cast<int>(std::lround(seen.height * seen.density)));
}

// A frame of the page as it is now, once its glyphs are painted.
void draw_when_painted() {
  app->ahead_from = app->state.scroll;
  app->ahead_to = app->ahead_from + app->state.viewport.height;
  app->shown_when_painted = true;
  host_continue();
}

void carry_out(const Event& event, Commands& commands) {
  const ReaderState& state = app->state;
  Telling& telling = app->telling;
  app->answers.reserve(app->answers.size() + commands.answers.size());
  std::ranges::move(commands.answers, std::back_inserter(app->answers));
  std::erase_if(app->state.asks, [](const Ask& ask) { return ask.answered; });
  // What a search or a key does to the address, to each layer and to the picture is done in a turn of its
  // own, and what comes before anything was drawn: somebody may be reading the text that stands there. What a
  // control does, at once.
  const bool is_early = app->frames == 0 &&
                        (std::holds_alternative<Resized>(event) || std::holds_alternative<Delivered>(event));
  const bool in_turns =
      app->canvas && !std::holds_alternative<Pressed>(event) && (is_early || is_of_search(event, commands));
  for (const std::string& file : commands.fetch) host_fetch(file.data(), length_of(file));
  if (commands.address) {
    const std::int32_t replaces = std::holds_alternative<Typed>(event) ? 3 : 1;
    telling.address = {*commands.address, commands.follow_address    ? 2
                                          : commands.replace_address ? replaces
                                                                     : 0};
    if (!in_turns || commands.follow_address) tell_address(telling, state);
  }
  telling.frame = telling.frame || commands.frame_changed;
  if (telling.frame && !in_turns) tell_frame(telling, state);
  if (commands.sheet_changed) {
    const std::string layer = text_layer_of_sheet(state);
    host_text_layer(2, layer.data(), length_of(layer));
  }
  if (commands.page_changed) {
    app->refusals = 0;
    telling.unsettled = true;
    if (commands.text_can_wait && app->canvas)
      host_settle_later(px(state.page.height));
    else if (in_turns)
      telling.page = true;
    else
      settle(telling, state);
  }
  if (commands.place_field) {
    const auto place = [](Field field, const FxRect& box, const std::string& text) {
      host_place_text_field(static_cast<std::int32_t>(field), px(box.x), px(box.y), px(box.width),
                            px(box.height), text.data(), length_of(text));
    };
    place(Field::search, search_field_box(state), state.typed);
    place(Field::find, find_field_box(state), state.route.query);
  }
  if (commands.scroll_to) {
    telling.place = {*commands.scroll_to, commands.smooth};
    if (!in_turns) tell_place(telling);
  }
  if (commands.save_settings) {
    const std::string settings = json_of(state.settings).dump();
    host_save(0, settings.data(), length_of(settings));
  }
  if (commands.save_recent) {
    const std::string recent = Json(state.recent).dump(-1, ' ', false, Json::error_handler_t::replace);
    host_save(1, recent.data(), length_of(recent));
  }
  telling.ready = telling.ready || commands.became_ready;
  if (!in_turns) tell_ready(telling);
  telling.arrived = commands.arrived || (telling.arrived && !commands.navigated); // what was left has not
  if (!in_turns) tell_arrived(telling);
  if (commands.navigated) send({{"type", "navigate"}, {"state", json_of_state(state)}});
  if (commands.progressed) send({{"type", "progress"}, {"state", json_of_state(state)}});
  if (commands.searched)
    send({{"type", "search"}, {"query", state.query.text}, {"hits", state.hits.hits.size()}});
  for (; !app->answers.empty(); app->answers.pop_back()) send(json_of(app->answers.back()));
  for (const Error& error : commands.errors)
    send({{"type", "error"}, {"message", error.message}, {"where", error.where}});
  if (commands.redraw && in_turns && commands.page_changed)
    draw_when_painted();
  else if (commands.redraw)
    host_redraw();
}

// All the work for one query is one time: what was done when it came, and with each file since.
void count_search(const Event& event, const Commands& commands, double spent) {
  const bool another = std::holds_alternative<Typed>(event) || std::holds_alternative<Asked>(event) ||
                       std::holds_alternative<Routed>(event);
  if (another && app->searching_ms > 0) app->search_ms.add(std::exchange(app->searching_ms, 0));
  if (!commands.worked_on_search) return;
  app->searching_ms += spent;
  if (!commands.search_waits) app->search_ms.add(std::exchange(app->searching_ms, 0));
}

Commands take(const Event& event) {
  const Clock::time_point start = Clock::now();
  Commands commands = update(app->state, event, app->font.metrics());
  const double spent = ms_since(start);
  if (commands.page_changed) app->layout_ms = spent;
  count_search(event, commands, spent);
  carry_out(event, commands);
  return commands;
}

// What takes long goes on in slices, so that frames and keys come between: what an event does, then turns of
// Continued, and what a search found is set in one of its own.
void happen(const Event& event) {
  if (!app) return;
  constexpr double most_slice_ms = 2;
  const bool is_turn = std::holds_alternative<Continued>(event);
  const Clock::time_point start = Clock::now();
  if (is_turn && tell_next(app->telling, app->state)) {
    app->slice_ms.add(ms_since(start));
    return host_continue();
  }
  if (std::holds_alternative<Routed>(event)) app->telling.address.reset(); // the history has moved on
  tell_address(app->telling, app->state);
  Commands commands = take(event);
  bool of_search = is_of_search(event, commands);
  while (is_turn && commands.continues && !app->state.compose_due && ms_since(start) < most_slice_ms) {
    commands = take(Continued{});
    of_search = of_search || is_of_search(event, commands);
  }
  if (of_search) app->slice_ms.add(ms_since(start));
  if (commands.continues || is_due(app->telling)) host_continue();
}

// The lines that the next scroll shows: half a window of them, the nearest first.
void look_ahead() {
  const double scroll = app->state.scroll, height = app->state.viewport.height;
  const bool up = scroll < app->drawn_at;
  app->drawn_at = scroll;
  app->ahead_from = up ? scroll : scroll + height;
  app->ahead_to = app->ahead_from + (up ? -height : height) / 2;
  host_continue();
}

// Paints glyphs of those lines, for no longer than a frame can wait for the turn that began at `start`.
void paint_ahead(Clock::time_point start) {
  constexpr double most_ms = 2, step = 64;
  const GlyphSource glyphs = app->font.glyphs();
  bool late = ms_since(start) > most_ms;
  std::uint32_t painted = app->font.count();
  const GlyphSource in_time{
      .phases = glyphs.phases,
      .glyph = [&](Face face, Fx size, std::string_view cluster, Script beside, int phase) {
        if (late) return GlyphImage{};
        const GlyphImage image = glyphs.glyph(face, size, cluster, beside, phase);
        if (std::exchange(painted, app->font.count()) != painted) late = ms_since(start) > most_ms;
        return image;
      }};
  while (app->ahead_from != app->ahead_to && !late) {
    const double next = app->ahead_from + std::clamp(app->ahead_to - app->ahead_from, -step, step);
    const auto [top, bottom] = std::minmax(app->ahead_from, next);
    draw_ahead(app->state, in_time, seen(), top, bottom);
    if (!late) app->ahead_from = next; // else these lines once more, which knows what it has painted
  }
  if (app->ahead_from != app->ahead_to)
    host_continue();
  else if (std::exchange(app->shown_when_painted, false))
    host_redraw();
}

// False: not yet; host_redraw asks for it again.
bool draw_frame() {
  if (!app->canvas || app->state.viewport.width <= 0) return true;
  if (app->shown_when_painted) { // asked for before the page was another
    host_continue();
    return false;
  }
  const Clock::time_point start = Clock::now();
  // The first frame of a motion has nothing to measure from.
  const double since = std::chrono::duration<double, std::milli>(start - app->drawn).count();
  if (advance(app->state, app->moving ? since : 1000.0 / 60)) {
    app->moving = true;
    host_redraw();
  } else {
    app->moving = false;
  }
  app->drawn = start;
  const Viewport& viewport = app->state.viewport;
  const Seen shown = seen();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(viewport.width), static_cast<float>(viewport.height)};
  io.DeltaTime = 1.0F / 60.0F;
  app->font.set_dark(colors_of(app->state).dark);
  do {
    app->font.begin_frame();
    begin_screen_frame();
    ImGui::NewFrame();
    try {
      draw(app->state, app->font.glyphs(), shown);
    } catch (const std::bad_alloc&) {
      ImGui::EndFrame(); // what was begun is ended, or the next one cannot begin
      throw;
    }
    ImGui::Render();
  } while (!app->font.end_frame());
  ImDrawData& drawn = *ImGui::GetDrawData();
  const auto density = static_cast<float>(shown.density);
  drawn.DisplayPos = {static_cast<float>(shown.x), static_cast<float>(shown.y)};
  drawn.DisplaySize = {static_cast<float>(shown.width), static_cast<float>(shown.height)};
  drawn.FramebufferScale = {density, density};
  present(drawn);
  app->frames += 1;
  app->frame_ms.add(ms_since(start));
  look_ahead();
  return true;
}

// After memory was refused. What can be made or fetched again goes, and what was on its way is asked for
// again, since the event that was cut short may have wanted or brought it.
void shed() {
  ReaderState& state = app->state;
  state.measured = {};
  state.session.reset();
  for (Ask& ask : state.asks) {
    ask.session.reset();
    ask.answered = false;
  }
  app->font.forget();
  release(state.library);
  state.compose_due = app->telling.unsettled = true;
  constexpr std::string_view said =
      R"({"type": "error", "message": "메모리가 모자라 담아 두었던 것을 비웠습니다", "where": "memory"})";
  host_message(said.data(), static_cast<std::int32_t>(said.size()));
  app->refused = false;
}

// A call from outside. Where memory is refused it is cut short; the next one begins with letting go what can
// be had again, and says so. Where no page comes of that, the program ends and is started anew.
void enter(void (*run)(const void*), const void* call) {
  if (!app) return;
  try {
    if (app->refused) shed();
    run(call);
  } catch (const std::bad_alloc&) {
    constexpr int most_refusals = 8;
    if (++app->refusals > most_refusals) std::abort();
    app->refused = true;
    host_continue();
  }
}
template <class Call>
void enter(const Call& call) {
  enter([](const void* one) { (*static_cast<const Call*>(one))(); }, &call);
}

// What a call answers, as text; valid until the next one. Nothing is said where there is no memory for it.
template <class Make>
const char* answer(const Make& make) {
  const char* text = "{}";
  enter([&] {
    app->answer = make().dump(-1, ' ', false, Json::error_handler_t::replace);
    text = app->answer.c_str();
  });
  return text;
}

} // namespace
} // namespace hanji

using namespace hanji;

extern "C" {

void* hanji_alloc(std::int32_t bytes) {
  return std::aligned_alloc(16, (static_cast<std::size_t>(std::max(bytes, 1)) + 15) / 16 * 16);
}

void hanji_free(void* memory) { std::free(memory); }

std::int32_t hanji_start(const void* icu, std::int32_t icu_bytes, const char* setup, std::int32_t length) {
  const Result<void> data =
      use_icu_data({static_cast<const std::byte*>(icu), static_cast<std::size_t>(std::max(icu_bytes, 0))});
  if (!data) {
    host_fatal(data.error().message.data(), length_of(data.error().message));
    return 0;
  }
  // Dear ImGui neither expects to be refused nor bears an exception: there the program ends and is started
  // anew.
  ImGui::SetAllocatorFunctions(
      [](std::size_t bytes, void*) {
        void* memory = std::malloc(bytes);
        if (memory == nullptr) std::abort();
        return memory;
      },
      [](void* memory, void*) { std::free(memory); });
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors;
  add_silent_font(*io.Fonts);

  app = std::make_unique<Application>();
  const Json json = Json::parse(view_of(setup, length), nullptr, false);
  app->canvas = (!json.is_object() || json.value("canvas", true)) && open_screen();
  if (json.is_object()) {
    const Json embedding = json.value("embedding", Json::object());
    const std::string kind = embedding.value("kind", "");
    app->state.embedding = {
        .list_alone = kind == "list", .search_alone = kind == "search", .most = embedding.value("count", 0U)};
    app->state.words = &words_for(json.value("language", "ko"));
    app->state.settings = read_settings(json.value("settings", Json::object()).dump(), app->state.settings);
    if (json.contains("recent")) app->state.recent = strings_of(json["recent"]);
  }
  return app->canvas ? 1 : 0;
}

void hanji_resize(double width, double height, double density, std::int32_t flags, double below, double left,
                  double right, double text_scale) {
  enter([&] {
    if (app->pinched.width == 0) fit_screen({0, 0, width, height, density});
    happen(Resized{{width, height, density, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0,
                    (flags & 8) != 0, (flags & 16) != 0, below,
                    std::isfinite(text_scale) ? std::clamp(text_scale, 0.5, 4.0) : 1, left, right}});
  });
}

void hanji_pinch(double x, double y, double width, double height, double density) {
  enter([&] {
    app->pinched = {x, y, width, height, density};
    fit_screen(seen());
    host_redraw();
  });
}

void hanji_scroll(double y) {
  enter([&] { happen(Scrolled{y}); });
}

void hanji_scroll_sheet(double y) {
  enter([&] { happen(SheetScrolled{y}); });
}

void hanji_scroll_within(std::int32_t scroller, double x) {
  enter([&] { happen(ScrolledWithin{static_cast<std::uint32_t>(scroller), x}); });
}

void hanji_pointer(double x, double y) {
  enter([&] {
    constexpr float away = -1e6F;
    ImGui::GetIO().AddMousePosEvent(x < 0 ? away : static_cast<float>(x),
                                    x < 0 ? away : static_cast<float>(y));
    host_redraw();
  });
}

void hanji_text(std::int32_t field, const char* text, std::int32_t length, std::int32_t composing) {
  enter([&] {
    happen(
        Typed{std::string(view_of(text, length)), composing != 0, field == 0 ? Field::search : Field::find});
  });
}

void hanji_press(const char* control, std::int32_t length) {
  enter([&] { happen(Pressed{std::string(view_of(control, length))}); });
}

void hanji_route(const char* address, std::int32_t length, double left_at, std::int32_t block,
                 std::int32_t byte) {
  enter([&] {
    Routed event{std::string(view_of(address, length)), {}, {}};
    if (left_at >= 0) event.left_at = left_at;
    if (block >= 0)
      event.remembered = Anchor{static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(byte)};
    happen(event);
  });
}

std::int32_t hanji_place(std::int32_t block, std::int32_t byte, double above) {
  bool stands = false;
  enter([&] {
    const auto line = block < 0 ? no_index : static_cast<std::uint32_t>(block);
    const Anchor anchor{line, static_cast<std::uint32_t>(byte), above};
    happen(Placed{anchor});
    stands = line == no_index || scroll_for_middle(app->state, anchor).has_value();
  });
  return stands ? 1 : 0;
}

void hanji_set(const char* json, std::int32_t length) {
  enter([&] { happen(Changed{read_settings(view_of(json, length), app->state.settings)}); });
}

void hanji_search(std::int32_t id, const char* query, std::int32_t length, std::int32_t limit) {
  enter([&] {
    happen(Asked{id, std::string(view_of(query, length)),
                 static_cast<std::uint32_t>(std::clamp(limit, 0, 1000))});
  });
  if (app && app->state.last_asked != id) { // memory was refused before it was taken
    std::array<char, 80> said{};            // without any memory
    const int bytes = std::snprintf(said.data(), said.size(),
                                    R"({"type": "answer", "id": %d, "error": "memory ran out"})", id);
    host_message(said.data(), bytes);
  }
}

void hanji_delivered(const char* file, std::int32_t length, const void* bytes, std::int32_t byte_count) {
  enter([&] {
    const auto count = static_cast<std::size_t>(std::max(byte_count, 0));
    app->fetched += count;
    happen(Delivered{std::string(view_of(file, length)), {static_cast<const std::byte*>(bytes), count}});
  });
}

void hanji_failed(const char* file, std::int32_t length, const char* message, std::int32_t message_length) {
  enter([&] {
    happen(Failed{std::string(view_of(file, length)), std::string(view_of(message, message_length))});
  });
}

void hanji_recall(const char* json, std::int32_t length) {
  enter([&] { happen(Recalled{strings_of(Json::parse(view_of(json, length), nullptr, false))}); });
}

void hanji_fonts_changed() {
  enter([&] {
    app->font.forget();
    happen(FontsChanged{});
  });
}

void hanji_continue() {
  enter([&] {
    if (app->canvas && !std::exchange(app->prepared, true)) {
      begin_screen_frame(); // compiles what draws, before there is something to draw
      return host_continue();
    }
    const Clock::time_point start = Clock::now();
    happen(Continued{});
    if (app->canvas) paint_ahead(start);
  });
}

std::int32_t hanji_context(std::int32_t alive) {
  enter([&] {
    app->canvas = alive != 0 && reopen_screen();
    app->shown_when_painted = false;
    if (!app->canvas) settle(app->telling, app->state);
    host_redraw();
  });
  return app->canvas ? 1 : 0;
}

void hanji_paint() {
  enter([] {
    if (app->canvas) draw_when_painted();
  });
}

std::int32_t hanji_frame() {
  bool drawn = true;
  enter([&] { drawn = draw_frame(); });
  return drawn ? 1 : 0;
}

void hanji_settle() {
  enter([] { settle(app->telling, app->state); });
}

const char* hanji_state() {
  return answer([] { return json_of_whole_state(app->state); });
}

const char* hanji_stats() {
  return answer([] {
    return Json{{"frames", app->frames},
                {"frameMs", json_of(app->frame_ms)},
                {"layoutMs", app->layout_ms},
                {"glyphs", app->font.count()},
                {"fetchedBytes", app->fetched},
                {"searchMs", json_of(app->search_ms)},
                {"searchSliceMs", json_of(app->slice_ms)}};
  });
}

} // extern "C"

#include "tests/app/fake_host.h"

#include <chrono>
#include <cmath>
#include <thread>

#include "app/host.h"
#include "app/screen.h"
#include "tests/allocations.h"

namespace hanji {

FakeHost& fake_host() {
  static FakeHost host;
  return host;
}

bool open_screen() { return fake_host().has_screen; }
void resize_screen(int width, int height) { fake_host().screen = {width, height}; }
void begin_screen_frame() {}
void present(ImDrawData& data) { fake_host().present(data); }
bool reopen_screen() { return fake_host().has_screen; }

} // namespace hanji

using hanji::fake_host;

static std::string text_of(const char* text, std::int32_t length) {
  return {text, static_cast<std::size_t>(length)};
}

extern "C" {

void host_fetch(const char* file, std::int32_t length) {
  const hanji::MemoryGranted granted;
  fake_host().fetches.push_back(text_of(file, length));
}
void host_redraw() { fake_host().redraws += 1; }
double host_measure(std::int32_t, double size, std::int32_t, const char* cluster, std::int32_t) {
  fake_host().measured += 1;
  const double width = static_cast<unsigned char>(*cluster) < 128 ? size / 2 : size;
  return fake_host().rounds ? std::round(width) : width;
}
void host_extents(std::int32_t, double size, double* both) {
  both[0] = size * 0.88;
  both[1] = size * 0.12;
}
void host_formulas(const char*, std::int32_t, double* extents, std::int32_t count) {
  fake_host().formulas += count;
  for (std::int32_t i = 0; i < count; ++i) {
    extents[3 * i] = 2048;
    extents[3 * i + 1] = 1024;
    extents[3 * i + 2] = 512;
  }
}
void host_rasterize(std::int32_t, double size, double, std::int32_t, std::int32_t, const char*, std::int32_t,
                    std::uint8_t* pixels, std::int32_t capacity, std::int32_t* box) {
  const auto side = static_cast<std::int32_t>(size);
  fake_host().rasterized += 1;
  std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(fake_host().rasterizing_ms));
  if (side * side * 4 > capacity) return;
  for (std::int32_t i = 0; i < side * side * 4; ++i) pixels[i] = 255;
  box[0] = 0;
  box[1] = -side;
  box[2] = box[3] = side;
  box[4] = 0;
}
void host_place_text_field(std::int32_t field, double, double, double, double, const char* text,
                           std::int32_t length) {
  const hanji::MemoryGranted granted;
  fake_host().fields[static_cast<std::size_t>(field)] = text_of(text, length);
}
void host_text_layer(std::int32_t layer, const char* json, std::int32_t length) {
  const hanji::MemoryGranted granted;
  fake_host().layers[static_cast<std::size_t>(layer)] = text_of(json, length);
  fake_host().frame_layers += layer == 1 ? 1 : 0;
}
void host_continue() { fake_host().continues = true; }
void host_settle_later(double height) { fake_host().settles_to = height; }
void host_route(const char* address, std::int32_t length, const char*, std::int32_t, std::int32_t) {
  const hanji::MemoryGranted granted;
  fake_host().address = text_of(address, length);
}
void host_scroll(double y, std::int32_t) { fake_host().scroll = y; }
void host_save(std::int32_t what, const char* json, std::int32_t length) {
  const hanji::MemoryGranted granted;
  (what == 0 ? fake_host().saved : fake_host().saved_recent) = text_of(json, length);
}
void host_message(const char* json, std::int32_t length) {
  if (std::string_view(json, static_cast<std::size_t>(length)).contains("arrived"))
    fake_host().arrived_with = fake_host().layers[0];
  const hanji::MemoryGranted granted;
  fake_host().messages.push_back(text_of(json, length));
}
void host_fatal(const char* message, std::int32_t length) {
  const hanji::MemoryGranted granted;
  fake_host().fatal = text_of(message, length);
}

} // extern "C"

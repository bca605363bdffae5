// The atlas of glyphs over a long reading: it stays within its usual size, and what shows stays where it is.
#include <doctest.h>
#include <imgui.h>

#include <cmath>
#include <string>
#include <vector>

#include "app/browser_font.h"
#include "reader/silent_font.h"
#include "tests/app/fake_host.h"
#include "text/utf8.h"

using namespace hanji;

namespace {

std::string syllable(int number) {
  std::string text;
  append_utf8(text, static_cast<char32_t>(U'가' + static_cast<char32_t>(number % 11172)));
  return text;
}

struct Frames { // of a reader who goes from text to text
  ImFontAtlas atlas;
  BrowserFont font{atlas};
  Frames() {
    add_silent_font(atlas);
    font.set_density(2);
  }
  GlyphImage show(int number, Fx size) {
    return font.glyphs().glyph({Family::serif, false}, size, syllable(number), Script::own, 0);
  }
  template <class Draw>
  void frame(const Draw& draw) { // as application.cpp does
    do {
      font.begin_frame();
      draw();
    } while (!font.end_frame());
  }
  void frame_of(int first, int count, Fx size = fx(20)) {
    frame([&] {
      for (int glyph = 0; glyph < count; ++glyph) show(first + glyph, size);
    });
  }
  int texels() const { return atlas.TexData->Width * atlas.TexData->Height; }
};

constexpr int usual = 2048 * 2048;

} // namespace

TEST_CASE("글꼴: 칠하기에 너무 큰 글자는 작게 칠해 늘인다") {
  Frames frames;
  const GlyphImage usual_size = frames.show(0, fx(80));
  frames.font.set_density(16);
  const GlyphImage enlarged = frames.show(0, fx(80));
  CHECK(enlarged.width > 0);
  CHECK(std::abs(enlarged.width - usual_size.width) < 2);
}

TEST_CASE("글꼴: 글자를 아무리 많이 보아도 그림판은 보통 크기를 넘지 않는다") {
  Frames frames;
  for (int frame = 0; frame < 60; ++frame) {
    frames.frame_of(frame * 150, 200);
    CHECK(frames.texels() <= usual);
  }
  CHECK(frames.font.count() > 1000);
  CHECK(frames.font.count() < 60 * 150);
}

TEST_CASE("글꼴: 한 화면에 보이는 글자들은 서로의 자리를 차지하지 않는다") {
  Frames frames;
  for (int frame = 0; frame < 40; ++frame) {
    std::vector<GlyphImage> seen;
    const ImTextureData* texture = nullptr;
    do { // once more where the atlas has grown meanwhile: what was drawn refers to the one before
      frames.frame([&] {
        texture = frames.atlas.TexData;
        seen.clear();
        for (int glyph = 0; glyph < 200; ++glyph)
          seen.push_back(frames.show(frame * 150 + glyph, fx(16 + frame % 7)));
      });
    } while (frames.atlas.TexData != texture);
    for (std::size_t a = 0; a < seen.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b)
        CHECK_FALSE((seen[a].u0 < seen[b].u1 && seen[b].u0 < seen[a].u1 && seen[a].v0 < seen[b].v1 &&
                     seen[b].v0 < seen[a].v1));
    }
  }
}

TEST_CASE("글꼴: 글자 크기를 바꾸며 읽어도 그림판은 커지지 않는다") {
  Frames frames;
  for (int frame = 0; frame < 90; ++frame) {
    frames.frame_of(frame * 150, 200, fx(16 + frame / 30 * 6));
    CHECK(frames.texels() <= usual);
  }
}

TEST_CASE("글꼴: 한 화면이 보통 크기보다 많이 보이면 그림판이 더 자란다") {
  Frames frames;
  frames.frame_of(0, 4000);
  CHECK(frames.texels() > usual);
}

TEST_CASE("글꼴: 가득 찬 그림판은 같은 자리에서 다시 시작한다") {
  Frames frames;
  while (frames.texels() < usual || frames.font.count() < 2000)
    frames.frame_of(int(frames.font.count()), 200);
  const ImTextureData* texture = frames.atlas.TexData;
  const int textures = frames.atlas.TexList.Size; // those that it outgrew wait for Dear ImGui's next frame
  int dropped = 0;
  for (int frame = 0; frame < 200; ++frame) {
    const auto before = frames.font.count();
    const Fx size = fx(12 + frame % 50);
    const bool between_frames = frame % 2 == 0;
    if (between_frames)
      for (int glyph = 0; glyph < 100; ++glyph) frames.show(frame * 100 + glyph, size);
    frames.frame_of(frame * 100, 100, size);
    dropped += frames.font.count() < 300 && before > 300;
    CHECK(frames.atlas.TexData == texture);
    CHECK(frames.atlas.TexList.Size == textures);
  }
  CHECK(dropped > 1);
}

TEST_CASE("글꼴: 다른 크기의 너비는 다시 재지 않고 셈한다") {
  Frames frames;
  const FontMetrics metrics = frames.font.metrics();
  const auto measured_by = [&](double size) {
    const int before = fake_host().measured;
    for (int glyph = 0; glyph < 200; ++glyph)
      CHECK(metrics.advance({Family::serif, false}, fx(size), syllable(glyph), Script::own) ==
            advance_of(px(fx(size))));
    return fake_host().measured - before;
  };
  CHECK(measured_by(19.25) == 206);
  CHECK(measured_by(22.5) == 6);
  CHECK(measured_by(22.5) == 0);
  CHECK(measured_by(20) == 200); // in whole px nothing tells whether they are rounded
  CHECK(measured_by(20) == 0);
  frames.font.forget();
  CHECK(measured_by(19.25) == 206);
}

TEST_CASE("글꼴: 너비를 화소에 맞추는 브라우저에서는 크기마다 잰다") {
  fake_host().rounds = true;
  Frames frames;
  const FontMetrics metrics = frames.font.metrics();
  for (const double size : {19.25, 22.5}) {
    for (int glyph = 0; glyph < 50; ++glyph)
      CHECK(metrics.advance({Family::serif, false}, fx(size), syllable(glyph), Script::own) ==
            advance_of(std::round(size)));
  }
  fake_host().rounds = false;
}

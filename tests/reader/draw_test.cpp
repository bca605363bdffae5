// Frames without a GPU: Dear ImGui makes draw data, nobody shows it.
#include <doctest.h>
#include <imgui.h>

#include <cstdlib>

#include "reader/draw.h"
#include "reader/silent_font.h"
#include "tests/allocations.h"
#include "tests/reader/small_site.h"

using namespace hanji;

namespace {

struct Frames {
  Frames() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    add_silent_font(*io.Fonts);
  }
  ~Frames() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
      texture->SetStatus(ImTextureStatus_Destroyed);
    ImGui::DestroyContext();
  }

  // Draws one frame; every glyph is a box of its size. Answers how many glyphs were asked for.
  std::uint32_t draw_one(const ReaderState& state) {
    const std::uint32_t glyphs = draw_quietly(state);
    CHECK(phases_are_right);
    CHECK(ImGui::GetDrawData()->TotalVtxCount > 0);
    return glyphs;
  }

  std::uint32_t draw_quietly(const ReaderState& state) { // a check asks for memory too
    std::uint32_t glyphs = 0;
    const GlyphSource boxes{.phases = 4, .glyph = [&](Face, Fx size, std::string_view, Script, int phase) {
                              phases_are_right = phases_are_right && phase >= 0 && phase < 4;
                              ++glyphs;
                              const auto side = static_cast<float>(px(size));
                              return GlyphImage{0, 0, 1, 1, 0, -side, side, side, false};
                            }};
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(state.viewport.width), static_cast<float>(state.viewport.height)};
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    const Viewport& viewport = state.viewport;
    draw(state, boxes, part.width > 0 ? part : Seen{0, 0, viewport.width, viewport.height, viewport.density});
    ImGui::Render();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates)
        texture->SetStatus(ImTextureStatus_OK);
    }
    return glyphs;
  }

  bool phases_are_right = true;
  Seen part; // of the window that shows, where that is not all
};

} // namespace

TEST_CASE("그리기: 보이는 줄의 글자만 그린다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  Frames frames;
  frames.draw_one(reader.state);
  const std::uint32_t drawn = frames.draw_one(reader.state);
  std::size_t all = 0;
  for (const Piece& piece : reader.state.page.pieces) all += piece.text.glyphs.size();
  CHECK(drawn > 100);
  CHECK(drawn < all);
}

TEST_CASE("그리기: 두 손가락으로 키운 곳에서는 그 곳의 글자만 그린다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-1");
  Frames frames;
  const std::uint32_t whole = frames.draw_one(reader.state);
  const Viewport& viewport = reader.state.viewport;
  frames.part = {viewport.width / 4, viewport.height / 4, viewport.width / 4, viewport.height / 4, 4};
  const std::uint32_t part = frames.draw_one(reader.state);
  CHECK(part > 0);
  CHECK(part < whole / 2);
}

TEST_CASE("그리기: 어느 화면이든 어느 빛깔이든 그려진다") {
  const SmallSite site;
  Frames frames;
  for (const ThemeName theme : {ThemeName::light, ThemeName::sepia, ThemeName::dark}) {
    SmallReader reader(site, 390, 700);
    reader.send(Changed{{.theme = theme}});
    for (const char* address : {"#/", "#/category/%EC%9E%90%EC%97%B0", "#/post-3?q=%EB%8B%AC",
                                "#/search?q=%EB%8B%AC", "#/nothing"}) {
      reader.open(address);
      CHECK(frames.draw_one(reader.state) > 0);
    }
  }
}

TEST_CASE("그리기: 한 화면에 다 들어오는 글의 첫머리에서는 다 읽은 줄을 긋지 않는다") {
  std::vector<Article> articles = small_articles(2);
  articles[1].blocks.resize(1);
  const SmallSite site(articles);
  SmallReader reader(site);
  reader.open("#/post-1");
  Frames frames;
  const auto vertices = [&](double scroll) {
    reader.state.scroll = scroll;
    frames.draw_one(reader.state);
    return ImGui::GetDrawData()->TotalVtxCount;
  };
  const int at_top = vertices(0), moved = vertices(0.01);
  CHECK(moved == at_top + 4); // the line
}

TEST_CASE("그리기: 바뀐 것이 없는 그림 한 장은 기억 장소를 한 번도 청하지 않는다") {
  const SmallSite site;
  SmallReader reader(site);
  reader.open("#/post-3?q=%EB%8B%AC"); // with lit words
  REQUIRE_FALSE(reader.state.lit.empty());
  Frames frames;
  std::size_t of_imgui = 0;
  ImGui::SetAllocatorFunctions(
      [](std::size_t bytes, void* user) {
        ++*static_cast<std::size_t*>(user);
        return std::malloc(bytes);
      },
      [](void* memory, void*) { std::free(memory); }, &of_imgui);
  for (int warm = 0; warm < 3; ++warm) frames.draw_one(reader.state);
  const std::size_t before = allocations(), before_of_imgui = of_imgui;
  frames.draw_quietly(reader.state);
  const std::size_t after = allocations(), after_of_imgui = of_imgui;
  CHECK(after == before);
  CHECK(after_of_imgui == before_of_imgui);
}

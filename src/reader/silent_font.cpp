#include "reader/silent_font.h"

#include <imgui.h>
#include <imgui_internal.h>

namespace hanji {
namespace {

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return false; }

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked*, void*, ImWchar, ImFontGlyph*, float*) {
  return false;
}

bool init_baked(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  baked->Ascent = baked->Size * 0.88F;
  baked->Descent = baked->Size * -0.12F;
  return true;
}

const ImFontLoader& silent_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader silent;
    silent.Name = "silent";
    silent.FontSrcContainsGlyph = contains_glyph;
    silent.FontBakedInit = init_baked;
    silent.FontBakedLoadGlyph = load_glyph;
    return silent;
  }();
  return loader;
}

} // namespace

void add_silent_font(ImFontAtlas& atlas) {
  ImFontConfig config;
  config.FontLoader = &silent_loader();
  config.SizePixels = 16;
  atlas.AddFont(&config);
}

} // namespace hanji

// NOLINTBEGIN(readability-identifier-naming, misc-use-internal-linkage): Dear ImGui asks for it by this name
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader() { return &hanji::silent_loader(); }
} // namespace ImGuiFreeType
// NOLINTEND(readability-identifier-naming, misc-use-internal-linkage)

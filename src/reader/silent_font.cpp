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

} // namespace

void add_silent_font(ImFontAtlas& atlas) {
  static ImFontLoader loader;
  loader.Name = "silent";
  loader.FontSrcContainsGlyph = contains_glyph;
  loader.FontBakedInit = init_baked;
  loader.FontBakedLoadGlyph = load_glyph;
  ImFontConfig config;
  config.FontLoader = &loader;
  config.SizePixels = 16;
  atlas.AddFont(&config);
}

} // namespace hanji

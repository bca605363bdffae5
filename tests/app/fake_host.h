// The browser's side of app/host.h and app/screen.h as a recorder, so that the whole program runs in tests.
#pragma once

#include <imgui.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace hanji {

struct FakeHost {
  bool has_screen = true;
  bool rounds = false;       // widths, to whole px
  double rasterizing_ms = 0; // that a glyph takes
  std::pair<int, int> screen;
  std::vector<std::string> fetches, messages;
  std::array<std::string, 3> layers;
  std::string arrived_with; // the page's layer, when it was told last that a page has come to show
  std::array<std::string, 2> fields;
  std::string address, saved, saved_recent, fatal;
  double scroll = 0, settles_to = 0;
  bool continues = false; // hanji_continue is asked for
  int frame_layers = 0;   // that were told
  int redraws = 0, measured = 0, formulas = 0, rasterized = 0, presented = 0;
  int vertices = 0;             // of the last frame
  std::array<float, 5> shown{}; // … x, y, width, height, density

  void present(ImDrawData& data) {
    presented += 1;
    vertices = data.TotalVtxCount;
    shown = {data.DisplayPos.x, data.DisplayPos.y, data.DisplaySize.x, data.DisplaySize.y,
             data.FramebufferScale.x};
    for (ImTextureData* texture : *data.Textures) {
      if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates)
        texture->SetStatus(ImTextureStatus_OK);
      if (texture->Status == ImTextureStatus_WantDestroy) texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
};

FakeHost& fake_host();

} // namespace hanji

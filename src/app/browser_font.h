// The browser measures and paints our glyphs: it has the fonts, every script and the emoji.
// Advances are asked for once and kept, at one size: at others they are as much wider, once some of them were
// (a browser that fits them to pixels, or a font whose letters change with the size, is asked for each).
// Bitmaps are asked for when first drawn and packed into Dear ImGui's atlas as rectangles of ours, one for
// each (face, size in device pixels, cluster, script beside it, sub-pixel phase). The atlas grows to 2048²
// texels (16 MB); from then on a new bitmap takes the place of one that the last frame did not show. Where
// none has room, all are dropped and asked for again: between frames at once, within a frame by drawing it
// once more. Only where one frame shows more than that does the atlas grow on, to 4096²; what that has no
// room for stays blank.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "layout/font_metrics.h"
#include "reader/draw.h"

struct ImFontAtlas;

namespace hanji {

class BrowserFont {
public:
  explicit BrowserFont(ImFontAtlas& atlas) : atlas_(atlas) {}
  FontMetrics metrics();            // refers to this object
  GlyphSource glyphs();             // refers to this object
  void set_density(double density); // device pixels to a CSS px; another one drops the bitmaps
  void set_dark(bool dark);         // light ink on a dark ground; another answer drops the bitmaps
  void forget();                    // fonts changed: widths and bitmaps are asked for anew
  void begin_frame();               // before ImGui::NewFrame; what it shows is kept in the next one too
  bool end_frame(); // false: it lacks glyphs, is not to be shown, and is to be drawn once more
  std::uint32_t count() const { return static_cast<std::uint32_t>(bitmaps_.size()); }

private:
  struct Bitmap {
    int rect = -1;                                  // ImFontAtlasRectId; -1 = nothing to see
    float left = 0, top = 0, width = 0, height = 0; // CSS px from the pen
    bool colored = false;
    std::uint32_t shown = 0; // the last frame that did
  };
  struct Size { // texels
    int width = 0, height = 0;
    auto operator<=>(const Size&) const = default;
  };
  struct Scaling {             // of a face's widths at one size, from those at another
    int tried = 0, agreed = 0; // clusters that were measured; … no whole number of px, and as expected
    bool differs = false;      // one was not, or too few told
  };
  // A cluster of one character is its code; others are interned above Unicode's range.
  std::uint32_t code_of(std::string_view cluster);
  Advance advance(Face face, Fx size, std::string_view cluster, Script beside);
  double width(Face face, Fx size, std::string_view cluster, Script beside);
  FaceExtents extents(Face face, Fx size);
  std::span<const FormulaExtents> formulas(std::span<const Formula> formulas);
  GlyphImage image(Face face, Fx size, std::string_view cluster, Script beside, int phase);
  double density_of(Fx size) const; // text too large for a bitmap is painted smaller, and stretched
  Bitmap rasterize(Face face, Fx size, std::string_view cluster, Script beside, int phase);
  void drop_bitmaps();
  int place_for(Size size); // ImFontAtlasRectId; -1 = there is no room
  int take_free(Size size);
  void free_unseen();
  int phases() const { return density_ < 1.5 ? 4 : 2; }

  ImFontAtlas& atlas_;
  double density_ = 1;
  bool dark_ = false;
  std::map<std::string, std::uint32_t, std::less<>> interned_;
  std::unordered_map<std::uint64_t, Advance> advances_;
  std::unordered_map<std::uint64_t, double> widths_; // px, at the reference size
  std::unordered_map<std::uint64_t, Scaling> scalings_;
  std::unordered_map<std::uint64_t, FaceExtents> extents_;
  std::unordered_map<std::uint64_t, Bitmap> bitmaps_;
  std::string formulas_; // of the last article that has any, and what each takes
  std::vector<FormulaExtents> formula_extents_;
  std::map<Size, std::vector<int>> free_;   // places whose bitmaps were given up
  bool in_frame_ = false, crowded_ = false; // … and a glyph found no place in it
  std::uint32_t frame_ = 2, freed_in_ = 0;  // … unseen places were looked for last
  std::uint32_t anew_in_ = 0;               // … all were dropped for want of room last
  std::vector<std::uint8_t> pixels_;        // where the host paints
};

} // namespace hanji

// What layout knows of fonts: how wide a cluster is and how tall a face. Lengths are Fx, 1/64 CSS px in an
// int32, so that native and wasm agree to the bit; y grows downward. Who measures is not layout's business:
// the browser in the page (app/browser_font.h), a fixed-advance font in tests (layout/fixed_metrics.h).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "text/scripts.h"

namespace hanji {

using Fx = std::int32_t;
constexpr Fx fx(double px) { return static_cast<Fx>(px * 64.0 + (px < 0 ? -0.5 : 0.5)); }
constexpr double px(Fx length) { return length / 64.0; }

// Advances are finer: 1/65536 px, as font engines have them. A line is the sum of some forty, and what is
// rounded before adding would move its end by a third of a px and words to the next line.
using Advance = std::int32_t;
constexpr Advance advance_of(double px) { return static_cast<Advance>(px * 65536.0 + (px < 0 ? -0.5 : 0.5)); }
constexpr int advances_per_fx = 65536 / 64;

enum class Family : std::uint8_t { serif, sans, mono, site }; // site: the publisher's own web font

// There is no italic: a slanted Hangul is a distortion, so emphasis takes the other family (고딕 within
// 명조).
struct Face {
  Family family = Family::serif;
  bool bold = false;
  bool operator==(const Face&) const = default;
};
// A small number for tables and for the boundary to JavaScript: family * 2 + bold, 0…7.
constexpr std::uint8_t face_number(Face face) {
  return static_cast<std::uint8_t>(static_cast<int>(face.family) * 2 + (face.bold ? 1 : 0));
}
constexpr int face_count = 8;

struct FaceExtents {
  Fx ascent = 0, descent = 0; // of the face's own box, both positive
};

// Of a formula in text of 1,024 px, as the browser says it: it grows with the text around it.
struct FormulaExtents {
  double width = 0, ascent = 0, descent = 0; // px
};
constexpr double formula_em = 1024;

struct FontMetrics {
  // Of one grapheme, UTF-8; `beside` = the script whose forms it takes.
  std::function<Advance(Face face, Fx size, std::string_view cluster, Script beside)> advance;
  std::function<FaceExtents(Face face, Fx size)> extents;
  // Of an article's formulas, one each. Valid until it is asked for those of another article.
  std::function<std::span<const FormulaExtents>(std::span<const Formula> formulas)> formulas = {};
};

} // namespace hanji

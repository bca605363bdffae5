#include "app/browser_font.h"

#include <imgui.h>

#include <cmath>
#include <cstring>

#include "app/host.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::uint32_t beyond_unicode = 0x11'0000;
constexpr int largest_glyph = 512; // device pixels a side

// 32 bits of cluster, 4 of face, 4 of phase, 4 of script, 20 of size.
std::uint64_t key_of(Face face, Fx size, std::uint32_t code, Script beside, int phase) {
  return std::uint64_t{code} << 32 | std::uint64_t{face_number(face)} << 28 | std::uint64_t(phase) << 24 |
         static_cast<std::uint64_t>(beside) << 20 | (static_cast<std::uint64_t>(size) & 0xF'FFFF);
}

std::int32_t length_of(std::string_view text) { return static_cast<std::int32_t>(text.size()); }

} // namespace

FontMetrics BrowserFont::metrics() {
  return {.advance = [this](Face face, Fx size, std::string_view cluster,
                            Script beside) { return advance(face, size, cluster, beside); },
          .extents = [this](Face face, Fx size) { return extents(face, size); }};
}

GlyphSource BrowserFont::glyphs() {
  return {.phases = phases(),
          .glyph = [this](Face face, Fx size, std::string_view cluster, Script beside, int phase) {
            return image(face, size, cluster, beside, phase);
          }};
}

void BrowserFont::set_density(double density) {
  if (density == density_) return;
  density_ = density;
  drop_bitmaps();
}

void BrowserFont::set_dark(bool dark) {
  if (dark == dark_) return;
  dark_ = dark;
  drop_bitmaps();
}

void BrowserFont::forget() {
  advances_.clear();
  extents_.clear();
  drop_bitmaps();
}

void BrowserFont::drop_bitmaps() {
  for (const auto& [key, bitmap] : bitmaps_) {
    if (bitmap.rect >= 0) atlas_.RemoveCustomRect(bitmap.rect);
  }
  bitmaps_.clear();
}

std::uint32_t BrowserFont::code_of(std::string_view cluster) {
  std::size_t position = 0;
  const char32_t code = next_code_point(cluster, position);
  if (position == cluster.size()) return code;
  if (const auto known = interned_.find(cluster); known != interned_.end()) return known->second;
  const auto next = static_cast<std::uint32_t>(beyond_unicode + interned_.size());
  interned_.emplace(cluster, next);
  return next;
}

Advance BrowserFont::advance(Face face, Fx size, std::string_view cluster, Script beside) {
  const auto [found, fresh] = advances_.try_emplace(key_of(face, size, code_of(cluster), beside, 0));
  if (fresh)
    found->second = advance_of(host_measure(face_number(face), px(size), static_cast<std::int32_t>(beside),
                                            cluster.data(), length_of(cluster)));
  return found->second;
}

FaceExtents BrowserFont::extents(Face face, Fx size) {
  const auto [found, fresh] = extents_.try_emplace(key_of(face, size, 0, Script::own, 0));
  if (fresh) {
    double both[2] = {0, 0};
    host_extents(face_number(face), px(size), both);
    found->second = {fx(both[0]), fx(both[1])};
  }
  return found->second;
}

BrowserFont::Bitmap BrowserFont::rasterize(Face face, double size, std::string_view cluster, Script beside,
                                           int phase) {
  pixels_.resize(largest_glyph * largest_glyph * 4);
  std::int32_t box[5] = {0, 0, 0, 0, 0};
  host_rasterize(face_number(face), size, static_cast<double>(phase) / phases(), dark_ ? 1 : 0,
                 static_cast<std::int32_t>(beside), cluster.data(), length_of(cluster), pixels_.data(),
                 static_cast<std::int32_t>(pixels_.size()), box);
  const int width = box[2], height = box[3];
  if (width <= 0 || height <= 0) return {};
  ImFontAtlasRect rect;
  int id = atlas_.AddCustomRect(width, height, &rect);
  if (id < 0) { // full: start again with what is on screen now
    drop_bitmaps();
    id = atlas_.AddCustomRect(width, height, &rect);
    if (id < 0) return {};
  }
  ImTextureData& texture = *atlas_.TexData;
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* source =
        pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 4;
    void* target = texture.GetPixelsAt(rect.x, rect.y + y);
    std::memcpy(target, source, static_cast<std::size_t>(width) * 4);
  }
  const auto scale = static_cast<float>(1 / density_);
  return {id,
          static_cast<float>(box[0]) * scale,
          static_cast<float>(box[1]) * scale,
          static_cast<float>(width) * scale,
          static_cast<float>(height) * scale,
          box[4] != 0};
}

GlyphImage BrowserFont::image(Face face, Fx size, std::string_view cluster, Script beside, int phase) {
  const std::uint64_t key = key_of(face, size, code_of(cluster), beside, phase);
  auto found = bitmaps_.find(key);
  if (found == bitmaps_.end()) {
    const Bitmap bitmap = rasterize(face, px(size) * density_, cluster, beside, phase);
    found = bitmaps_.insert_or_assign(key, bitmap).first;
  }
  const Bitmap& bitmap = found->second;
  ImFontAtlasRect rect;
  if (bitmap.rect < 0 || !atlas_.GetCustomRect(bitmap.rect, &rect)) return {};
  return {rect.uv0.x, rect.uv0.y,   rect.uv1.x,    rect.uv1.y,    bitmap.left,
          bitmap.top, bitmap.width, bitmap.height, bitmap.colored};
}

} // namespace hanji

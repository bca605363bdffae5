#include "app/browser_font.h"

#include <imgui.h>
#include <imgui_internal.h> // ImFontAtlasTextureBlockQueueUpload

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "app/host.h"
#include "article/html.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::uint32_t beyond_unicode = 0x11'0000;
constexpr int largest_glyph = 512;      // device pixels a side …
constexpr double largest_painted = 340; // … at the size of text that never needs more
// Of the atlas, texels: 4, 16 and 64 MB, the last being what every WebGL2 takes. Nothing between them, since
// what was outgrown stays a hole in wasm's memory.
constexpr int first_side = 1024, usual_side = 2048, largest_side = 4096;

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
          .extents = [this](Face face, Fx size) { return extents(face, size); },
          .formulas = [this](std::span<const Formula> all) { return formulas(all); }};
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
  formulas_.clear();
  advances_.clear();
  widths_.clear();
  scalings_.clear();
  extents_.clear();
  drop_bitmaps();
}

// The atlas begins anew, empty, in the texture that it has: a second one would double what wasm holds for
// good.
void BrowserFont::drop_bitmaps() {
  crowded_ = false;
  if (bitmaps_.empty()) return;
  bitmaps_.clear();
  free_.clear();
  ImTextureData& texture = *atlas_.TexData;
  std::memset(texture.GetPixels(), 0, static_cast<std::size_t>(texture.GetSizeInBytes()));
  ImFontAtlasBuildDestroy(&atlas_);
  ImFontAtlasBuildInit(&atlas_);
  ImFontAtlasTextureBlockQueueUpload(&atlas_, &texture, 0, 0, texture.Width, texture.Height);
}

void BrowserFont::begin_frame() {
  ++frame_;
  in_frame_ = true;
  if (!crowded_) return;
  drop_bitmaps();
  anew_in_ = frame_;
}

bool BrowserFont::end_frame() {
  in_frame_ = false;
  return !crowded_;
}

// The places of what was not shown for longest: half of all, but nothing that this frame or the last showed.
void BrowserFont::free_unseen() {
  std::vector<std::uint32_t> shown;
  for (const auto& [key, bitmap] : bitmaps_) shown.push_back(bitmap.shown);
  const auto middle = shown.begin() + static_cast<std::ptrdiff_t>(shown.size() / 2);
  std::ranges::nth_element(shown, middle);
  const std::uint32_t newest = std::min(middle == shown.end() ? 0 : *middle, frame_ - 2);
  std::erase_if(bitmaps_, [&](const auto& entry) {
    const Bitmap& bitmap = entry.second;
    ImFontAtlasRect rect;
    if (bitmap.rect < 0 || bitmap.shown > newest || !atlas_.GetCustomRect(bitmap.rect, &rect)) return false;
    free_[{rect.w, rect.h}].push_back(bitmap.rect);
    return true;
  });
}

// The least of the free places that has room; -1 = none has.
int BrowserFont::take_free(Size size) {
  auto best = free_.end();
  for (auto one = free_.begin(); one != free_.end(); ++one) {
    const auto& [width, height] = one->first;
    if (width < size.width || height < size.height) continue;
    if (best == free_.end() || width * height < best->first.width * best->first.height) best = one;
  }
  if (best == free_.end()) return -1;
  const int place = best->second.back();
  best->second.pop_back();
  if (best->second.empty()) free_.erase(best);
  return place;
}

int BrowserFont::place_for(Size size) {
  constexpr int step = 4; // so that places fit others too
  size = {(size.width + step - 1) / step * step, (size.height + step - 1) / step * step};
  ImFontAtlasRect rect;
  const auto taken = [&] {
    const int place = take_free(size);
    if (place >= 0 && atlas_.GetCustomRect(place, &rect))
      ImFontAtlasTextureBlockQueueUpload(&atlas_, atlas_.TexData, rect.x, rect.y, rect.w, rect.h);
    return place;
  };
  const auto added = [&](int side) {
    if (side < atlas_.TexData->Width) return -1;
    atlas_.TexMinWidth = atlas_.TexMinHeight = atlas_.TexMaxWidth = atlas_.TexMaxHeight = side;
    return atlas_.AddCustomRect(size.width, size.height, &rect);
  };
  const int most = std::max(usual_side, atlas_.TexData->Width); // whoever needed more needs it again
  int place = taken();
  if (place < 0) place = added(first_side);
  if (place < 0) place = added(most);
  if (place < 0 && std::exchange(freed_in_, frame_) != frame_) {
    free_unseen();
    place = taken();
  }
  if (place >= 0) return place;
  if (anew_in_ + 1 >= frame_) return added(largest_side); // what shows does not fit
  if (in_frame_) {                                        // what it has drawn already refers to its places
    crowded_ = true;
    return -1;
  }
  drop_bitmaps();
  anew_in_ = frame_;
  return added(most);
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
  if (fresh) found->second = advance_of(width(face, size, cluster, beside));
  return found->second;
}

double BrowserFont::width(Face face, Fx size, std::string_view cluster, Script beside) {
  constexpr Fx reference = fx(256);
  constexpr int enough = 6, most_tries = 16;
  constexpr double same = 1.0 / 512, whole = 1.0 / 16; // px
  const auto measured = [&](Fx at) {
    return host_measure(face_number(face), px(at), static_cast<std::int32_t>(beside), cluster.data(),
                        length_of(cluster));
  };
  Scaling& scaling = scalings_[key_of(face, size, 0, Script::own, 0)];
  if (scaling.differs) return measured(size);
  const auto [known, fresh] = widths_.try_emplace(key_of(face, reference, code_of(cluster), beside, 0));
  if (fresh) known->second = measured(reference);
  const double scaled = known->second * px(size) / px(reference);
  if (scaling.agreed == enough) return scaled;
  const double width = measured(size);
  if (std::abs(scaled - std::round(scaled)) > whole) scaling.agreed += 1; // rounding would have shown
  scaling.differs = std::abs(width - scaled) > same || ++scaling.tried == most_tries;
  return width;
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

std::span<const FormulaExtents> BrowserFont::formulas(std::span<const Formula> formulas) {
  std::string html;
  for (const Formula& formula : formulas) {
    html += "<span class=\"formula\">";
    append_math(html, formula, false, {}, {});
    html += "</span>";
  }
  if (html != formulas_) {
    formula_extents_.resize(formulas.size());
    host_formulas(html.data(), length_of(html), &formula_extents_.data()->width,
                  static_cast<std::int32_t>(formulas.size()));
    formulas_ = std::move(html);
  }
  return formula_extents_;
}

double BrowserFont::density_of(Fx size) const { return std::min(density_, largest_painted / px(size)); }

BrowserFont::Bitmap BrowserFont::rasterize(Face face, Fx size, std::string_view cluster, Script beside,
                                           int phase) {
  const double density = density_of(size);
  pixels_.resize(largest_glyph * largest_glyph * 4);
  std::int32_t box[5] = {0, 0, 0, 0, 0};
  host_rasterize(face_number(face), px(size) * density, static_cast<double>(phase) / phases(), dark_ ? 1 : 0,
                 static_cast<std::int32_t>(beside), cluster.data(), length_of(cluster), pixels_.data(),
                 static_cast<std::int32_t>(pixels_.size()), box);
  const int width = box[2], height = box[3];
  if (width <= 0 || height <= 0) return {};
  const int place = place_for({width, height});
  ImFontAtlasRect rect;
  if (place < 0 || !atlas_.GetCustomRect(place, &rect)) return {};
  ImTextureData& texture = *atlas_.TexData;
  const auto row_bytes = static_cast<std::size_t>(width) * 4, place_bytes = std::size_t{rect.w} * 4;
  for (int y = 0; y < rect.h; ++y) { // what another bitmap left there goes
    auto* target = static_cast<std::uint8_t*>(texture.GetPixelsAt(rect.x, rect.y + y));
    const std::size_t known = y < height ? row_bytes : 0;
    if (known > 0) std::memcpy(target, pixels_.data() + static_cast<std::size_t>(y) * row_bytes, known);
    std::memset(target + known, 0, place_bytes - known);
  }
  const auto scale = static_cast<float>(1 / density);
  return {place,
          static_cast<float>(box[0]) * scale,
          static_cast<float>(box[1]) * scale,
          static_cast<float>(width) * scale,
          static_cast<float>(height) * scale,
          box[4] != 0,
          frame_};
}

GlyphImage BrowserFont::image(Face face, Fx size, std::string_view cluster, Script beside, int phase) {
  const std::uint64_t key = key_of(face, size, code_of(cluster), beside, phase);
  auto found = bitmaps_.find(key);
  if (found == bitmaps_.end()) {
    const Bitmap bitmap = rasterize(face, size, cluster, beside, phase);
    found = bitmaps_.insert_or_assign(key, bitmap).first;
  }
  Bitmap& bitmap = found->second;
  bitmap.shown = frame_;
  ImFontAtlasRect rect;
  if (bitmap.rect < 0 || !atlas_.GetCustomRect(bitmap.rect, &rect)) return {};
  // The bitmap fills its place but for less than four texels to the right and below.
  const auto density = static_cast<float>(density_of(size));
  const float right = bitmap.width * density / static_cast<float>(rect.w),
              below = bitmap.height * density / static_cast<float>(rect.h);
  return {rect.uv0.x,
          rect.uv0.y,
          rect.uv0.x + (rect.uv1.x - rect.uv0.x) * right,
          rect.uv0.y + (rect.uv1.y - rect.uv0.y) * below,
          bitmap.left,
          bitmap.top,
          bitmap.width,
          bitmap.height,
          bitmap.colored};
}

} // namespace hanji

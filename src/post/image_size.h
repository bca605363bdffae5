// The size a picture asks for, from its header only: PNG, JPEG, GIF, BMP and what else stb_image knows, WebP,
// and SVG (width and height, else the viewBox); of a JPEG as its EXIF orientation turns it. Nothing when it
// is none of these or says no size. Cost: microseconds; an SVG is looked at as far as its first 64 KiB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace hanji {

struct ImageSize {
  std::uint32_t width = 0, height = 0; // CSS px
};

std::optional<ImageSize> image_size(std::span<const std::byte> bytes);

} // namespace hanji

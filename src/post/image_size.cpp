#include "post/image_size.h"

#include <gumbo.h>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_NO_STDIO
#define STBI_NO_FAILURE_STRINGS
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-function"
#include <stb_image.h>
#pragma clang diagnostic pop

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "post/scan.h"

namespace hanji {

namespace {

constexpr std::size_t svg_bytes = 64 * 1024;

std::uint32_t number_at(std::span<const std::byte> bytes, std::size_t at, std::size_t size, bool big_endian) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t place = big_endian ? size - 1 - i : i;
    value |= std::to_integer<std::uint32_t>(bytes[at + place]) << (8 * i);
  }
  return value;
}

// Of the TIFF file in EXIF data, by the first of its directories; 1 where it says none.
std::uint32_t orientation_of_tiff(std::span<const std::byte> tiff) {
  constexpr std::uint32_t orientation_tag = 0x0112, short_type = 3;
  constexpr std::size_t entry_bytes = 12;
  if (tiff.size() < 8) return 1;
  const std::string_view order = as_text(tiff.first(2));
  const bool big = order == "MM";
  if ((!big && order != "II") || number_at(tiff, 2, 2, big) != 42) return 1;
  const std::size_t directory = number_at(tiff, 4, 4, big);
  if (directory > tiff.size() - 2) return 1;
  const std::size_t entries = number_at(tiff, directory, 2, big);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * entry_bytes;
    if (entry + entry_bytes > tiff.size()) return 1;
    if (number_at(tiff, entry, 2, big) == orientation_tag && number_at(tiff, entry + 2, 2, big) == short_type)
      return number_at(tiff, entry + 8, 2, big);
  }
  return 1;
}

// A camera that was held upright stores its picture lying and says so (Exif 2.3, 4.6.4); browsers turn it.
std::uint32_t orientation_of_jpeg(std::span<const std::byte> jpeg) {
  constexpr std::uint32_t start_of_image = 0xFFD8, app1 = 0xFFE1, start_of_scan = 0xFFDA;
  constexpr std::string_view mark("Exif\0\0", 6);
  if (jpeg.size() < 2 || number_at(jpeg, 0, 2, true) != start_of_image) return 1;
  for (std::size_t at = 2; at + 4 <= jpeg.size();) {
    const std::uint32_t marker = number_at(jpeg, at, 2, true);
    if (marker == 0xFFFF) { // a byte that fills
      ++at;
      continue;
    }
    const std::size_t length = number_at(jpeg, at + 2, 2, true); // its own two bytes included
    if (marker < 0xFF00 || marker == start_of_scan || length < 2) return 1;
    const auto segment = jpeg.subspan(at + 4).first(std::min(length - 2, jpeg.size() - at - 4));
    if (marker == app1 && as_text(segment).starts_with(mark))
      return orientation_of_tiff(segment.subspan(mark.size()));
    at += 2 + length;
  }
  return 1;
}

std::optional<ImageSize> size_of_bitmap(std::span<const std::byte> bytes) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<int>::max());
  int width = 0, height = 0, channels = 0;
  const auto* const begin = reinterpret_cast<const stbi_uc*>(bytes.data());
  if (stbi_info_from_memory(begin, static_cast<int>(std::min(bytes.size(), most)), &width, &height,
                            &channels) == 0 ||
      width <= 0 || height <= 0) {
    return std::nullopt;
  }
  const std::uint32_t orientation = orientation_of_jpeg(bytes);
  if (orientation >= 5 && orientation <= 8) std::swap(width, height); // a quarter turn
  return ImageSize{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

// WebP container specification: "RIFF" size "WEBP", then VP8X (canvas size), VP8L (14-bit fields) or VP8
// (frame header).
std::optional<ImageSize> size_of_webp(std::span<const std::byte> bytes) {
  if (bytes.size() < 30 || as_text(bytes.first(4)) != "RIFF" || as_text(bytes.subspan(8, 4)) != "WEBP")
    return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) { return number_at(bytes, at, size, false); };
  const std::string_view kind = as_text(bytes.subspan(12, 4));
  if (kind == "VP8X") return ImageSize{number(24, 3) + 1, number(27, 3) + 1};
  if (kind == "VP8L") return ImageSize{(number(21, 4) & 0x3FFF) + 1, (number(21, 4) >> 14 & 0x3FFF) + 1};
  if (kind == "VP8 ") return ImageSize{number(26, 2) & 0x3FFF, number(28, 2) & 0x3FFF};
  return std::nullopt;
}

// A length in px, or in a unit that CSS ties to it; percentages and font sizes say nothing here.
std::optional<double> length_in(std::string_view text) {
  text = trimmed(text);
  double value = 0, scale = 1;
  bool fraction = false;
  std::size_t digits = 0, i = 0;
  for (; i < text.size() && i < 12 && (is_digit(text[i]) || (text[i] == '.' && !fraction)); ++i) {
    if (text[i] == '.') {
      fraction = true;
      continue;
    }
    ++digits;
    value = value * 10 + (text[i] - '0');
    if (fraction) scale *= 10;
  }
  struct Unit {
    std::string_view name;
    double px;
  };
  constexpr std::array<Unit, 7> units = {
      {{"", 1}, {"px", 1}, {"pt", 96.0 / 72}, {"pc", 16}, {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}}};
  const std::string unit = lower(trimmed(text.substr(i)));
  const auto* const known =
      std::find_if(units.begin(), units.end(), [&](const Unit& each) { return each.name == unit; });
  if (digits == 0 || known == units.end()) return std::nullopt;
  return value / scale * known->px;
}

std::optional<ImageSize> rounded(double width, double height) {
  if (!(width >= 0.5) || !(height >= 0.5) || width > 1e6 || height > 1e6) return std::nullopt;
  return ImageSize{static_cast<std::uint32_t>(std::lround(width)),
                   static_cast<std::uint32_t>(std::lround(height))};
}

std::optional<ImageSize> size_of_svg_element(const GumboElement& svg) {
  const auto attribute = [&](const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&svg.attributes, name);
    return found == nullptr ? std::string_view{} : std::string_view(found->value);
  };
  const auto width = length_in(attribute("width")), height = length_in(attribute("height"));
  if (width && height) return rounded(*width, *height);
  std::array<double, 4> box{};
  std::string_view rest = attribute("viewBox");
  for (double& side : box) {
    while (!rest.empty() && (is_space(rest[0]) || rest[0] == ',')) rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find_first_of(", \t\r\n"), rest.size());
    const bool negative = rest.starts_with('-');
    const auto length = length_in(rest.substr(negative ? 1 : 0, end - (negative ? 1 : 0)));
    if (!length) return std::nullopt;
    side = *length;
    rest.remove_prefix(end);
  }
  if (box[2] <= 0 || box[3] <= 0) return std::nullopt;
  if (width) return rounded(*width, *width * box[3] / box[2]);
  if (height) return rounded(*height * box[2] / box[3], *height);
  return rounded(box[2], box[3]);
}

std::optional<ImageSize> size_of_svg(std::string_view text) {
  text = text.substr(0, svg_bytes);
  const std::size_t begin = text.find("<svg");
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(text.find('>', begin), text.size() - 1);
  const std::string tag(text.substr(begin, end - begin + 1)); // gumbo may look one byte behind the end
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.fragment_context = GUMBO_TAG_BODY;
  GumboOutput* output = gumbo_parse_with_options(&options, tag.data(), tag.size());
  std::optional<ImageSize> size;
  const GumboVector& children = output->root->v.element.children;
  for (unsigned i = 0; i < children.length && !size; ++i) {
    const auto* child = static_cast<const GumboNode*>(children.data[i]);
    if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_SVG)
      size = size_of_svg_element(child->v.element);
  }
  gumbo_destroy_output(&options, output);
  return size;
}

} // namespace

std::optional<ImageSize> image_size(std::span<const std::byte> bytes) {
  if (const auto size = size_of_bitmap(bytes)) return size;
  if (const auto size = size_of_webp(bytes); size && size->width != 0 && size->height != 0) return size;
  return size_of_svg(as_text(bytes));
}

} // namespace hanji

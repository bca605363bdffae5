#include <doctest.h>

#include <string>

#include "base/bytes.h"
#include "post/image_size.h"

using namespace hanji;

namespace {

std::pair<std::uint32_t, std::uint32_t> size_of(std::string_view bytes) {
  const auto size = image_size(as_bytes(bytes));
  return size ? std::pair{size->width, size->height} : std::pair{0U, 0U};
}

using Size = std::pair<std::uint32_t, std::uint32_t>;

} // namespace

TEST_CASE("bitmaps say their size in their header") {
  const std::string png(
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x40\0\0\0\xC8\x08\x06\0\0\0\0\0\0\0\0\0\0\0IDAT\0\0\0\0", 45);
  CHECK(size_of(png) == Size{320, 200});
  CHECK(size_of(std::string("GIF89a\x0A\0\x14\0\0\0\0", 13)) == Size{10, 20});
  std::string webp("RIFF\x20\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x3F\x01\0\xC7\0\0", 30);
  CHECK(size_of(webp) == Size{320, 200});
}

TEST_CASE("an SVG says it by its attributes or its view box") {
  CHECK(size_of("<?xml version=\"1.0\"?>\n<svg width=\"320\" height='200px'><rect/></svg>") ==
        Size{320, 200});
  CHECK(size_of("<svg viewBox=\"0 0 640 480\">") == Size{640, 480});
  CHECK(size_of("<svg viewBox=\"-10 -10 640 480\" width=\"320\">") == Size{320, 240});
  CHECK(size_of("<svg width=\"100%\" height=\"100%\" viewBox=\"0,0,10,5\"/>") == Size{10, 5});
  CHECK(size_of("<svg width=\"1in\" height=\"72pt\"/>") == Size{96, 96});
}

TEST_CASE("what says no size has none") {
  for (const char* bytes :
       {"", "x", "RIFF", "<svg>", "<svg viewBox='a b c d'>", "<svg width='0' height='0'>", "<html>"}) {
    CHECK(size_of(bytes) == Size{0, 0});
  }
}

#include <doctest.h>

#include <string>
#include <vector>

#include "base/bytes.h"
#include "post/image_size.h"

using namespace hanji;

namespace {

std::pair<std::uint32_t, std::uint32_t> size_of(std::string_view bytes) {
  const auto size = image_size(as_bytes(bytes));
  return size ? std::pair{size->width, size->height} : std::pair{0U, 0U};
}

using Size = std::pair<std::uint32_t, std::uint32_t>;

std::string number(std::uint32_t value, std::size_t bytes, bool big_endian) {
  std::string text;
  for (std::size_t i = 0; i < bytes; ++i) {
    const std::size_t shift = 8 * (big_endian ? bytes - 1 - i : i);
    text += static_cast<char>(value >> shift & 0xFF);
  }
  return text;
}

std::string segment(std::uint32_t marker, const std::string& content) {
  return number(marker, 2, true) + number(static_cast<std::uint32_t>(content.size()) + 2, 2, true) + content;
}

// Two fields, the second of which is the orientation.
std::string exif(std::uint32_t orientation, bool big) {
  const auto field = [big](std::uint32_t tag, std::uint32_t value) {
    return number(tag, 2, big) + number(3, 2, big) + number(1, 4, big) + number(value, 2, big) +
           number(0, 2, big);
  };
  return std::string("Exif\0\0", 6) + (big ? "MM" : "II") + number(42, 2, big) + number(8, 4, big) +
         number(2, 2, big) + field(0x0103, 6) + field(0x0112, orientation) + number(0, 4, big);
}

// Of 400 × 300 stored pixels, as far as its header goes.
std::string jpeg(const std::string& segments) {
  const std::string frame =
      std::string("\x08", 1) + number(300, 2, true) + number(400, 2, true) + std::string("\x01\x01\x11\0", 4);
  return "\xFF\xD8" + segments + segment(0xFFC0, frame) +
         segment(0xFFDA, std::string("\x01\x01\0\0\x3F\0", 6)) + "\xFF\xD9";
}

} // namespace

TEST_CASE("bitmaps say their size in their header") {
  const std::string png(
      "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x40\0\0\0\xC8\x08\x06\0\0\0\0\0\0\0\0\0\0\0IDAT\0\0\0\0", 45);
  CHECK(size_of(png) == Size{320, 200});
  CHECK(size_of(std::string("GIF89a\x0A\0\x14\0\0\0\0", 13)) == Size{10, 20});
  std::string webp("RIFF\x20\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x3F\x01\0\xC7\0\0", 30);
  CHECK(size_of(webp) == Size{320, 200});
}

TEST_CASE("세워 찍은 사진은 돌려서 보일 크기를 말한다") {
  const std::string app0 = segment(0xFFE0, std::string("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", 14));
  CHECK(size_of(jpeg(app0)) == Size{400, 300});
  for (const bool big : {true, false}) {
    for (std::uint32_t orientation = 0; orientation <= 9; ++orientation) {
      CAPTURE(orientation);
      const std::string app1 = segment(0xFFE1, exif(orientation, big));
      const Size turned = orientation >= 5 && orientation <= 8 ? Size{300, 400} : Size{400, 300};
      CHECK(size_of(jpeg(app1)) == turned);
      CHECK(size_of(jpeg(app0 + app1)) == turned);
      CHECK(size_of(jpeg(app0 + segment(0xFFE1, "http://ns.adobe.com/xap/1.0/") + "\xFF" + app1)) == turned);
    }
    const std::string whole = exif(6, big);
    for (std::size_t length = 0; length < whole.size(); ++length) { // cut short: only the whole field counts
      const Size size = size_of(jpeg(segment(0xFFE1, whole.substr(0, length))));
      CHECK(size == (length >= whole.size() - 4 ? Size{300, 400} : Size{400, 300}));
    }
    std::string far = whole;
    far.replace(10, 4, number(0xFFFFFFFF, 4, big)); // the directory lies beyond the end
    CHECK(size_of(jpeg(segment(0xFFE1, far))) == Size{400, 300});
    for (std::size_t cut = 0; cut < jpeg(segment(0xFFE1, whole)).size(); ++cut)
      size_of(jpeg(segment(0xFFE1, whole)).substr(0, cut));
  }
}

TEST_CASE("an SVG says it by its attributes or its view box") {
  CHECK(size_of("<?xml version=\"1.0\"?>\n<svg width=\"320\" height='200px'><rect/></svg>") ==
        Size{320, 200});
  CHECK(size_of("<svg viewBox=\"0 0 640 480\">") == Size{640, 480});
  CHECK(size_of("<svg viewBox=\"-10 -10 640 480\" width=\"320\">") == Size{320, 240});
  CHECK(size_of("<svg width=\"100%\" height=\"100%\" viewBox=\"0,0,10,5\"/>") == Size{10, 5});
  CHECK(size_of("<svg width=\"1in\" height=\"72pt\"/>") == Size{96, 96});
}

TEST_CASE("끊긴 SVG를 그 끝 너머까지 읽지 않는다") {
  for (const std::string_view text :
       {"<svg a=\"&amp", "<svg a=&#1", "<svg", "<svg width=\"1\" height=\"2", "<svg a='&no"}) {
    const std::vector<char> exact(text.begin(), text.end()); // with nothing behind it
    CHECK(size_of({exact.data(), exact.size()}) == Size{0, 0});
  }
}

TEST_CASE("what says no size has none") {
  for (const char* bytes :
       {"", "x", "RIFF", "<svg>", "<svg viewBox='a b c d'>", "<svg width='0' height='0'>", "<html>"}) {
    CHECK(size_of(bytes) == Size{0, 0});
  }
}

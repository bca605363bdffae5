#include "post/image_kind.h"

#include <algorithm>
#include <array>

#include "base/bytes.h"
#include "post/scan.h"

namespace hanji {

namespace {

struct Signature {
  std::string_view begin, ending;
};

// An ISO media file: AVIF and HEIC by the brands that it lists.
std::string_view ending_of_media(std::string_view bytes) {
  constexpr std::size_t brands = 8, brand_bytes = 4, most = 128;
  if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp") return {};
  std::string_view ending;
  for (std::size_t at = brands; at + brand_bytes <= std::min(bytes.size(), most); at += brand_bytes) {
    const std::string_view brand = bytes.substr(at, brand_bytes);
    if (brand == "avif" || brand == "avis") return ".avif";
    if (brand == "heic" || brand == "heix") ending = ".heic";
  }
  return ending;
}

// Behind the byte order mark, the XML declaration, comments and the document type.
bool is_svg(std::string_view text) {
  constexpr std::size_t most = 64 * 1024;
  text = text.substr(0, most);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (true) {
    text = trimmed(text);
    std::string_view end;
    if (text.starts_with("<?"))
      end = "?>";
    else if (text.starts_with("<!--"))
      end = "-->";
    else if (text.starts_with("<!"))
      end = text.find('[') < text.find('>') ? "]>" : ">";
    else
      return text.starts_with("<svg") || text.starts_with("<svg:svg");
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at + end.size());
  }
}

} // namespace

std::string_view image_ending(std::span<const std::byte> bytes) {
  using namespace std::string_view_literals;
  constexpr std::array signatures = {Signature{"\x89PNG\r\n\x1a\n", ".png"},
                                     Signature{"\xFF\xD8\xFF", ".jpg"},
                                     Signature{"GIF87a", ".gif"},
                                     Signature{"GIF89a", ".gif"},
                                     Signature{"II*\0"sv, ".tiff"},
                                     Signature{"MM\0*"sv, ".tiff"},
                                     Signature{"\0\0\1\0"sv, ".ico"},
                                     Signature{"\xFF\x0A", ".jxl"},
                                     Signature{"\0\0\0\x0CJXL \r\n\x87\n"sv, ".jxl"}};
  const std::string_view text = as_text(bytes);
  for (const Signature& each : signatures) {
    if (text.starts_with(each.begin)) return each.ending;
  }
  if (text.starts_with("RIFF") && text.size() > 14 && text.substr(8, 6) == "WEBPVP") return ".webp";
  if (text.starts_with("BM") && text.size() > 26 && text.substr(6, 4) == "\0\0\0\0"sv) return ".bmp";
  if (const std::string_view ending = ending_of_media(text); !ending.empty()) return ending;
  return is_svg(text) ? ".svg" : "";
}

bool is_image_ending(std::string_view ending) {
  constexpr std::array<std::string_view, 15> known = {".png", ".apng", ".jpg",  ".jpeg", ".gif",
                                                      ".svg", ".webp", ".avif", ".bmp",  ".ico",
                                                      ".tif", ".tiff", ".jxl",  ".heic", ".svgz"};
  return std::ranges::find(known, ending) != known.end();
}

} // namespace hanji

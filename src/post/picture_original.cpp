#include "post/picture_original.h"

#include <algorithm>
#include <charconv>

#include "post/scan.h"
#include "text/percent.h"

namespace hanji {
namespace {

constexpr std::uint32_t small_px = 480;

std::string_view host_in(std::string_view address) {
  const std::size_t slashes = address.find("//");
  if (slashes > std::string_view("https:").size()) return {};
  address.remove_prefix(slashes + 2);
  return address.substr(0, address.find_first_of("/?#"));
}

// Where the value of a query's field stands; empty where there is none.
std::string_view value_of(std::string_view address, std::string_view name) {
  std::size_t at = address.find('?');
  while (at != address.npos) {
    const std::string_view field = address.substr(at + 1, address.find_first_of("&#", at + 1) - at - 1);
    if (field.starts_with(name) && field.substr(name.size()).starts_with('='))
      return field.substr(name.size() + 1);
    at = address.find('&', at + 1);
  }
  return {};
}

std::uint32_t number_at(std::string_view text, std::size_t at) {
  std::uint32_t number = 0;
  if (at < text.size()) std::from_chars(text.data() + at, text.data() + text.size(), number);
  return number;
}

} // namespace

std::string original_of_picture(std::string_view address) {
  const std::string host = lower(host_in(address));
  if (const std::string_view type = value_of(address, "type"); !type.empty() && type.size() < 24) {
    const bool naver =
        host.ends_with(".pstatic.net") || host.ends_with(".naver.net") || host.ends_with(".naver.com");
    const std::uint32_t width = type[0] == 'w' ? number_at(type, 1) : 0;
    if ((type[0] == 'w' && type.ends_with("_blur")) || (naver && width > 3 && width < small_px)) {
      const auto at = static_cast<std::size_t>(type.data() - address.data());
      return std::string(address.substr(0, at)) + "w966" + std::string(address.substr(at + type.size()));
    }
  }
  constexpr std::string_view thumb = "/thumb/";
  const std::size_t at = address.find(thumb);
  if (host.ends_with("daumcdn.net") && at != address.npos) {
    const std::string_view size =
        address.substr(at + thumb.size(), address.find('/', at + thumb.size()) - at - thumb.size());
    const bool is_small = size.contains("blur") || number_at(size, 1) < small_px;
    const std::string original = percent_decoded(value_of(address, "fname"));
    const bool address_of_web = original.starts_with("https://") || original.starts_with("http://");
    const bool plain =
        std::ranges::none_of(original, [](char c) { return static_cast<unsigned char>(c) <= 0x20; });
    if (is_small && address_of_web && plain) return original;
  }
  return std::string(address);
}

} // namespace hanji

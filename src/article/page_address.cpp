#include "article/page_address.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/hash.h"
#include "text/percent.h"

namespace hanji {
namespace {

// `taken`: the name as it is would be another file's.
std::string file_name_of(std::string_view name, bool taken = false) {
  constexpr std::size_t most = 200; // bytes; file systems take 255
  std::string safe(name);
  std::ranges::replace(safe, '/', '_');
  if (safe.starts_with('.')) safe[0] = '_';
  if (!taken && safe.size() <= most && safe == name) return safe;
  std::size_t cut = std::min(safe.size(), most);
  while (cut > 0 && (static_cast<unsigned char>(safe[cut]) & 0xC0) == 0x80) --cut;
  return safe.substr(0, cut) + "-" + hex_of(hash_of(as_bytes(std::string(name)))).substr(0, 16);
}

} // namespace

std::string static_page_of(std::string_view slug) { return "a/" + file_name_of(slug) + ".html"; }

// "x-1" would lie where the first page of "x" does.
std::string list_of_category(std::string_view category) {
  const std::size_t dash = category.rfind('-');
  const bool numbered = dash != category.npos && dash + 1 < category.size() &&
                        category.find_first_not_of("0123456789", dash + 1) == category.npos;
  return "c/" + file_name_of(category, numbered);
}

std::string address_of_path(std::string_view path) {
  std::string address;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    address += (begin == 0 ? "" : "/") + percent_encoded(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return address;
}

} // namespace hanji

#include "article/page_address.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/hash.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::string_view index_file = "index.html";

bool is_folder(std::string_view page) { return page.ends_with('/'); }

} // namespace

std::string file_name_of(std::string_view name, bool taken) {
  constexpr std::size_t most = 200; // bytes; file systems take 255
  std::string safe(name);
  std::ranges::replace(safe, '/', '_');
  if (safe.starts_with('.')) safe[0] = '_';
  if (!taken && safe.size() <= most && safe == name) return safe;
  std::size_t cut = std::min(safe.size(), most);
  while (cut > 0 && (static_cast<unsigned char>(safe[cut]) & 0xC0) == 0x80) --cut;
  return safe.substr(0, cut) + "-" + hex_of(hash_of(as_bytes(std::string(name)))).substr(0, 16);
}

std::string static_page_of(std::string_view slug) { return "a/" + file_name_of(slug) + ".html"; }

std::string page_of(std::string_view slug, std::string_view page) {
  return page.empty() ? static_page_of(slug) : std::string(page);
}

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

std::string file_of_page(std::string_view page) {
  return std::string(page) + std::string(is_folder(page) ? index_file : "");
}

std::string key_of_page(std::string_view page) { return "/" + std::string(page); }

bool is_sound_page(std::string_view page) {
  if (page.size() > most_page_bytes || !is_valid_utf8(page)) return false;
  if (std::ranges::any_of(
          page, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\'; }))
    return false;
  for (std::size_t begin = 0; begin < page.size();) {
    const std::size_t end = std::min(page.find('/', begin), page.size());
    const std::string_view part = page.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

std::vector<std::string> pages_at(std::string_view path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  if (path.empty() || path == index_file) return {};
  if (path.ends_with("/index.html")) path.remove_suffix(index_file.size());
  std::string name(path);
  std::string ending = name.substr(std::min(name.rfind('.'), name.size()));
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (ending == ".html" || ending == ".htm") return {name};
  if (is_folder(name)) name.pop_back();
  return {name + "/", name + ".html"};
}

} // namespace hanji

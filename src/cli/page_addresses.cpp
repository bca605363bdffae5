#include "cli/page_addresses.h"

#include <algorithm>

#include "text/percent.h"

namespace hanji {
std::string list_page(std::string_view list, std::size_t page) {
  if (list == "list" && page == 0) return "index.html";
  return std::string(list) + (page == 0 ? "" : "-" + std::to_string(page)) + ".html";
}

std::string root_from(std::string_view page) {
  std::string root;
  for (auto slashes = std::ranges::count(page, '/'); slashes > 0; --slashes) root += "../";
  return root;
}

std::string address_from(std::string_view page, std::string_view to) {
  const std::size_t folder = page.rfind('/') + 1; // npos + 1 is 0
  std::size_t shared = 0;                         // the folders that both lie in
  for (std::size_t at = 0; at < std::min(folder, to.size()) && page[at] == to[at]; ++at) {
    if (page[at] == '/') shared = at + 1;
  }
  const std::string address = root_from(page.substr(shared)) + address_of_path(to.substr(shared));
  return address.empty() ? "./" : address;
}

std::string PageLinks::link(std::string_view from, std::string_view url) const {
  if (constexpr std::string_view category = "#/category/"; url.starts_with(category))
    return address_from(from, list_page(list_of_category(percent_decoded(url.substr(category.size()))), 0));
  if (constexpr std::string_view search = "#/search?"; url.starts_with(search))
    return address_from(from, "") + std::string(url.substr(search.size() - 1));
  if (url.starts_with("#/")) {
    const std::string_view path = url.substr(2, url.substr(2).find('?'));
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::optional<std::string> page = page_of_(percent_decoded(path.substr(0, slash)));
    if (!page) return root_from(from) + std::string(url);
    std::string address = address_from(from, *page);
    if (slash < path.size()) address += "#" + std::string(path.substr(slash + 1));
    return address;
  }
  const std::size_t colon = url.find(':');
  const bool absolute = url.starts_with('/') || url.starts_with('#') ||
                        (colon != url.npos && colon < std::min(url.find('/'), url.size()));
  return absolute ? std::string(url) : root_from(from) + std::string(url);
}

std::string PageLinks::picture(std::string_view from, std::string_view source) const {
  return source.starts_with("media/") ? root_from(from) + address_of_path(source) : link(from, source);
}

std::string absolute_address(std::string_view site, const std::string& address) {
  const bool relative =
      address.find(':') == address.npos && !address.starts_with('/') && !address.starts_with('#');
  return relative ? std::string(site) + address : address;
}

} // namespace hanji

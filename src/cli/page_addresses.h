// Where the pages without the program lie, and how one leads to another. Paths are below the site's folder;
// addresses are percent-encoded. A name that is too long for a file system is cut, and told apart by its
// hash; none leads out of the site's folder.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "article/page_address.h"

namespace hanji {

std::string list_of_category(std::string_view category);        // "c/<category>", to be given to list_page
std::string list_page(std::string_view list, std::size_t page); // "list.html", "list-1.html"; 0 is the newest
std::string address_of_path(std::string_view path);

// The links and pictures of articles, as seen from the pages in a/.
class PageLinks {
public:
  explicit PageLinks(std::set<std::string, std::less<>> slugs) : slugs_(std::move(slugs)) {}
  std::string
  link(std::string_view url) const; // "#/<slug>" leads to the page of that article, where there is one
  std::string picture(std::string_view source) const;

private:
  std::set<std::string, std::less<>> slugs_;
};

// An address that is seen from a/, from anywhere. `site`: the site's own, with a slash at its end.
std::string absolute_address(std::string_view site, const std::string& address);

} // namespace hanji

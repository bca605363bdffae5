// How the pages without the program lead to one another. Paths are below the site's folder
// (article/page_address.h); addresses are percent-encoded.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "article/page_address.h"

namespace hanji {

std::string list_page(std::string_view list, std::size_t page); // 0 is the newest; of "list": index.html

std::string root_from(std::string_view page); // "", "../", "../../": up to the site's folder
std::string address_from(std::string_view page, std::string_view to); // of one page, as seen from another

// The links and pictures of articles, as seen from a page; from "" they are below the site's folder.
class PageLinks {
public:
  explicit PageLinks(std::map<std::string, std::string, std::less<>> pages) : pages_(std::move(pages)) {}
  // "#/<slug>" leads to the page of that article, where there is one, "#/category/<name>" to that list's.
  std::string link(std::string_view from, std::string_view url) const;
  std::string picture(std::string_view from, std::string_view source) const;

private:
  std::map<std::string, std::string, std::less<>> pages_; // by slug
};

// An address that is seen from the site's folder, from anywhere. `site`: the site's own, with a slash at its
// end.
std::string absolute_address(std::string_view site, const std::string& address);

} // namespace hanji

// How the pages without the program lead to one another. Paths are below the site's folder
// (article/page_address.h); addresses are percent-encoded.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "article/page_address.h"

namespace hanji {

std::string list_page(std::string_view list, std::size_t page); // 0 is the newest; of "list": index.html

std::string root_from(std::string_view page); // "", "../", "../../": up to the site's folder
std::string address_from(std::string_view page, std::string_view to); // of one page, as seen from another

// The links and pictures of articles, as seen from a page; from "" they are below the site's folder.
class PageLinks {
public:
  // The page of a slug, or nothing; asked from any thread.
  using PageOf = std::function<std::optional<std::string>(std::string_view slug)>;
  explicit PageLinks(PageOf page_of) : page_of_(std::move(page_of)) {}
  // "#/<slug>" leads to the page of that article, where there is one, "#/category/<name>" to that list's.
  std::string link(std::string_view from, std::string_view url) const;
  std::string picture(std::string_view from, std::string_view source) const;

private:
  PageOf page_of_;
};

// An address that is seen from the site's folder, from anywhere. `site`: the site's own, with a slash at its
// end.
std::string absolute_address(std::string_view site, const std::string& address);

} // namespace hanji

// Links from post to post by their addresses: "/2019/05/01/title/" in a post's text leads to that article, as
// "#/<slug>" does. The site's own address may stand before it, or its `baseurl`; "index.html" and the slash
// at the end may be there or not, and a fragment names the section. So does the path of a post's file, with
// its ending or as "/<path>/", as sites have it whose addresses are their files'. An address without a slash
// at its beginning is seen from the page that it stands on, else from the site's folder, else from the post's
// file. What no article has stays as it is.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hanji {

class PostLinks {
public:
  // `sites`: addresses that the site is known by, with or without the path that it lies below.
  PostLinks(const std::vector<std::string>& sites, std::string_view baseurl);

  // Of two articles at one place the first has it, so pages come before files.
  void add_page(const std::string& page, const std::string& slug);
  void add_file(std::string_view path,
                const std::string& slug); // below the folder of posts, without its ending

  // From the page and the file that it stands on: "#/<slug>", "#/<slug>/<section>", or nothing.
  std::optional<std::string> lead(std::string_view page, std::string_view file, std::string_view url) const;

private:
  std::optional<std::string> slug_at(std::string_view path) const; // below the site

  std::vector<std::string> hosts_;                        // "example.org"
  std::vector<std::string> bases_;                        // "/blog", the longest first; "" is the last
  std::map<std::string, std::string, std::less<>> slugs_; // by page
};

} // namespace hanji

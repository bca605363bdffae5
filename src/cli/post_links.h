// Links from post to post by their addresses: "/2019/05/01/title/" in a post's text leads to that article, as
// "#/<slug>" does. The site's own address may stand before it, or its `baseurl`; "index.html" and the slash
// at the end may be there or not, and a fragment names the section. So does the path of a post's file, with
// its ending or without (post_names.h), and its name (post/named_post.h). An address without a slash at its
// beginning is seen from the page that it stands on, else from the site's folder, else from the post's file,
// which comes first where the address ends as a file of a post does. "/categories/<name>/" leads to that
// list.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/post_names.h"

namespace hanji {

struct LinkTarget {
  std::string address; // "#/<slug>", "#/category/<name>"; empty: nobody has it
  std::string slug;    // of an article
  std::string fragment;
};

class PostLinks {
public:
  // `sites`: addresses that the site is known by, with or without the path that it lies below.
  PostLinks(const std::vector<std::string>& sites, std::string_view baseurl);

  // Of two articles at one place the first has it, so pages come before files.
  void add_page(const std::string& page, const std::string& slug);
  // Paths without ending, below the folder of posts and below the site's. Every post, one after the other.
  void add_file(std::string_view path, std::string_view path_below_site, const std::string& slug);
  void add_category(const std::string& name);

  // From the page, empty where it is the usual one, and the file that it stands on. Nothing: not into the own
  // site, or no matter of an article (its first page, a feed, what asks the page itself).
  std::optional<LinkTarget> target(std::string_view page, std::string_view file, std::string_view url) const;

private:
  std::optional<std::string> slug_at(std::string_view path) const; // below the site
  std::optional<std::string> slug_of(const std::optional<std::size_t>& post) const;
  std::optional<std::string> slug_named(std::string_view file, std::string_view name) const;
  std::optional<std::string> slug_beside(std::string_view page, std::string_view file,
                                         std::string_view path) const;

  std::vector<std::string> hosts_;                             // "example.org"
  std::vector<std::string> bases_;                             // "/blog", the longest first; "" is the last
  std::map<std::string, std::string, std::less<>> slugs_;      // by page
  std::map<std::string, std::string, std::less<>> site_paths_; // of files, by those below the folder of posts
  PostNames names_;
  std::vector<std::string> slugs_of_posts_;
  std::set<std::string, std::less<>> known_slugs_, categories_;
};

} // namespace hanji

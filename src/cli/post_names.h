// Posts by the paths of their files, as links name them: "/guide/start", "start" with or without ".md",
// "01-start" without its number (Docusaurus), "2024/05/01/title" and "posts/title" for `2024-05-01-title`, a
// folder for the `index`, `_index` or `README` in it. Case, and spaces for hyphens, make no difference. An
// address may leave out folders that only the generator knows (`content`, `src`, `_posts`, a language); a
// name may leave out any. Of several the one that leaves out least, then the nearest to the file that the
// link stands in. Never fails. Cost: a few look-ups for each link.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hanji {

class PostNames {
public:
  // The next post: its file's path below the site's folder, in NFC, without its ending.
  void add(std::string_view path);

  // Its number, from 0. Paths are NFC, without fragment; the ending of a post's file may be there. `from` is
  // the path of a file as in `add`.
  std::optional<std::size_t> at_address(std::string_view from, std::string_view path) const;
  std::optional<std::size_t> named(std::string_view from, std::string_view name) const;

private:
  struct Place {
    std::size_t post = 0;
    std::vector<std::string> folders; // keys
    std::string date;                 // "2024/05/01" of a name without its date
    bool exact = true;                // the name is the file's own
  };
  std::optional<std::size_t> find(std::string_view from, std::string_view path, bool any_folder) const;

  std::vector<std::string> paths_;
  std::map<std::string, std::vector<Place>, std::less<>> places_; // by the last part's key
};

std::string_view without_post_ending(std::string_view path); // ".md", ".html" …

} // namespace hanji

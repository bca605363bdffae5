// Which block of an article a fragment of an address means. Authors write the ids that their generator gave
// to headings: kramdown, GitHub and Jekyll's GFM, Hugo (as GitHub), Docusaurus (github-slugger), VitePress.
// Ids that authors gave themselves come first, then those names with their numbers for equals (`a`, `a-1`),
// then ours, then whatever has the same letters and digits: the rules differ in little but marks and spaces.
//
// Sources: kramdown's basic_generate_id and generate_gfm_header_id, Goldmark's `github` of Hugo, the slugify
// of
// @mdit-vue/shared. Cost: linear in the text of the headings.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "article/article.h"

namespace hanji {

class Anchors {
public:
  // `title_id`: of a heading that stands as the title now.
  explicit Anchors(const Article& article, std::string_view title_id = {});

  // The block's id; empty for the article's beginning. `fragment` as it stands in an address, without "#".
  std::optional<std::string> find(std::string_view fragment) const;

private:
  using Table = std::map<std::string, std::string, std::less<>>;
  Table given_, generated_, ours_, letters_;
  std::string title_; // its letters
};

} // namespace hanji

// Hugo's `permalinks`: where the pages of a section lie (https://gohugo.io/configuration/permalinks/), as the
// site's configuration says it: `posts = "/:year/:month/:slug/"`, below `permalinks` or `permalinks.page`.
// A section is a folder of `content`. All tokens of the documentation but slices of `:sections[…]` and
// layouts of Go's. Names become addresses as Hugo's `urlize` makes them. UTF-8. Never fails.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "post/diagnostic.h"
#include "post/head_field.h"

namespace hanji {

struct SectionPermalink {
  std::string section, permalink;
  bool operator==(const SectionPermalink&) const = default;
};

// Of the fields of a configuration; one with a token that is not known is a diagnostic and left out.
std::vector<SectionPermalink> hugo_permalinks(std::span<const HeadField> fields, std::string_view file,
                                              std::vector<Diagnostic>& diagnostics);

// That of a post's section, which is the first of its folders that has one, or nothing. `path`: of the post.
const SectionPermalink* permalink_of_section(std::span<const SectionPermalink> all, std::string_view path);

bool hugo_names_date(std::string_view permalink);

struct HugoFields {
  std::string_view name; // the file's, without its ending; of an `index` its folder's
  std::string_view path; // the file's
  std::string_view slug; // the front matter's, or empty
  std::string_view title;
  Date date;
};
std::string expand_hugo_permalink(std::string_view permalink, const HugoFields& fields); // ends in "/"

} // namespace hanji

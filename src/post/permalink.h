// A publisher's own addresses: from a permalink, as front matter or _config.yml says it, to the path of an
// article's page below the site (article/page_address.h). Templates and styles are Jekyll's
// (https://jekyllrb.com/docs/permalinks/, and lib/jekyll/drops/url_drop.rb for what a placeholder becomes);
// Hexo's
// `:year/:month/:day/:title/` is one of them. A site's `baseurl` is no part of a page: the site lies below
// it.
//
// A permalink that ends in "/" is a folder with an index.html. One without an ending is the file
// `<path>.html`, and that is its address too, since not every host finds it without the ending. Only ".html"
// and ".htm" are endings:
// "/v1.0" is v1.0.html, as Jekyll has it.
//
// No page leads out of the site, and file systems take each: no part is empty, begins or ends with a dot,
// ends with a space, is longer than 200 bytes, is a device of Windows (CON, COM1) or holds a control
// character or one of
// `\ : * ? " < > |`; the file's path has no more than 300 bytes. Percent-encoded characters count as what
// they stand for, and an encoded slash is refused. Input: UTF-8. Errors: bad_input, saying why.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "article/article.h"
#include "base/result.h"

namespace hanji {

std::string permalink_template(std::string_view permalink); // of a named style (`pretty`), or what was given

bool names_date(std::string_view permalink);                                // a placeholder needs one
std::optional<std::string> unknown_placeholder(std::string_view permalink); // the first

struct PermalinkFields {
  std::string_view name; // the file's, without its ending
  std::string_view path; // the same below the folder of posts, or of its collection
  std::string_view slug; // the front matter's, or empty
  std::span<const std::string> categories;
  Date date;
  std::string_view collection = "posts";
};
// Placeholders replaced; those that are unknown stay.
std::string expand_permalink(std::string_view permalink, const PermalinkFields& fields);

enum class Endless : std::uint8_t { file, folder }; // what a path without an ending is: Jekyll's, Hugo's

Result<std::string> page_at(std::string_view permalink, Endless endless = Endless::file);

// A path that is seen from a page, as Hugo's aliases are: "old" beside "posts/new/" is "posts/old". One that
// begins with a slash stays, and so does what leads out of the site.
std::string path_beside(std::string_view page, std::string_view path);

} // namespace hanji

// Where the pages lie that need no program: paths below the site's folder, UTF-8, not percent-encoded. A name
// that is too long for a file system, or would not be one, is cut and told apart by its hash; none leads out
// of the site's folder.
#pragma once

#include <string>
#include <string_view>

namespace hanji {

std::string static_page_of(std::string_view slug);       // "a/<slug>.html"
std::string list_of_category(std::string_view category); // "c/<category>", without its ending

// A path as an address: each part percent-encoded.
std::string address_of_path(std::string_view path);

} // namespace hanji

// The address that a reader sees and shares: that of a page below the site's folder (article/page_address.h).
// Every place within the program has one; either opens it.
#pragma once

#include <string>

#include "reader/library.h"
#include "reader/route.h"

namespace hanji {

// "a/<slug>.html?q=…#section", or the publisher's own; "?q=…", "c/<category>.html", or "" for the home page;
// percent-encoded. Of an article that may have a page of its own, and that nothing is known of yet, the route
// ("#/slug"), which leads to the same place.
std::string page_address(const Library& library, const Route& route);
std::string page_address(const Library& library, const std::string& route);

} // namespace hanji

// The links on a site's own pages that lead into it and to nothing: to a page or file that is not there, or
// to a place that its page does not have.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/files.h"
#include "cli/site_folder.h"

namespace hanji {

struct DeadLink {
  std::string page; // below the site
  std::size_t line = 0;
  std::string address; // as it stands there
};

// `url`: the site's, or empty. In the order of pages and lines. What cannot be read holds none.
std::vector<DeadLink> find_dead_links(const fs::path& site, const FileRecords& files, const std::string& url);

} // namespace hanji

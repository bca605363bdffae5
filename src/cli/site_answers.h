// What `hanji serve` answers, as static hosts do: a file of the site by its path, with its type and how long
// it may be kept, compressed where the browser takes that, or nothing where it has it already (RFC 9110); the
// site's own 404.html for what is not there. Nothing outside of the site's folder is ever read. The server
// itself, its connections and the parts of files (Range) are another's: cpp-httplib's, or Node's.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/files.h"

namespace hanji {

struct SiteRequest {
  std::string method, path;                     // the path decoded, without its query
  std::string accepts, if_none_match, if_range; // Accept-Encoding and the others, or empty
  bool wants_part = false;                      // Range makes sense
};

struct SiteAnswer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers; // all but the length
  std::string type, body;                                   // of HEAD too, for its length
  bool whole = false; // whatever part was asked for: it would be of another file
};

std::string_view media_type_of(const fs::path& file); // by its ending

SiteAnswer answer_request(const fs::path& site, const SiteRequest& request);

} // namespace hanji

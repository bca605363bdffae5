// _config.yml of Jekyll, as far as a site of ours needs it; everything else in it is passed over. Never
// fails: what cannot be read is left empty and named in a diagnostic. Input: the file's bytes (BOM and CRLF
// allowed).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "post/diagnostic.h"

namespace hanji {

struct PostCollection { // of Jekyll's: the folder `_name`
  std::string name;
  bool output = false;   // its files have pages
  std::string permalink; // a template, or empty
};

struct SiteConfig {
  std::string title, description, url, baseurl, language, timezone;
  std::string permalink;                   // a template of post/permalink.h for posts, or empty
  std::vector<PostCollection> collections; // but that of posts
  std::string font;                        // hanji.font: a style sheet below the publisher's folder
  std::string synonyms;                    // hanji.synonyms: a file there (post/synonyms.h)
  bool markdown_in_html = false;           // kramdown's parse_block_html
};

SiteConfig read_config(std::string_view bytes, std::string_view file, std::vector<Diagnostic>& diagnostics);

} // namespace hanji

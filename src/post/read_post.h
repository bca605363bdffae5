// One file of a publisher's → one article. The name's ending says what the body is: .md and .markdown are
// Markdown, .html and .htm HTML, .txt plain paragraphs; anything else counts as Markdown. The slug is the
// file's name without its ending; what the front matter does not say is made up for: the date from the name,
// the title from the first heading or the slug, the excerpt from the text's beginning. The front matter's
// image is the first figure unless the body begins with it, and no bare figure shows the same picture twice.
//
// Input: bytes as they are in the file. Errors: bad_input for what is no text (UTF-16, more than 32 MiB, YAML
// beyond bounds); everything else comes in, with diagnostics. Cost: about 20 MB/s.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "base/result.h"
#include "post/diagnostic.h"

namespace hanji {

struct ReadPost {
  Article article; // its id is the bundle's to give
  bool published = true;
  std::string permalink, language;
  std::vector<Diagnostic> diagnostics; // by place
};

Result<ReadPost> read_post(std::string_view bytes, std::string_view path);

} // namespace hanji

// The publisher's file of words that mean the same, named by `hanji: {synonyms: file}` in _config.yml. A line
// is «A = B, C»; what follows a # is a remark. Never fails: a line that makes no sense is left out and named
// in a diagnostic (`synonym_line`). Input: the file's bytes (BOM and CRLF allowed).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "post/diagnostic.h"

namespace hanji {

using SynonymGroup = std::vector<std::string>; // at least two, as they are written; a word may have spaces

std::vector<SynonymGroup> read_synonyms(std::string_view bytes, std::string_view file,
                                        std::vector<Diagnostic>& diagnostics);

} // namespace hanji

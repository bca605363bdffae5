// Answers as JSON, in the names of `hanji search --json` (a hit) and of web/hanji-search.js:
// clang-format off
//   found        {"hits": [hit], "ranked": [3, 17],      numbers of articles, best first; one of the two is empty
//                 "total": 2, "complete": 2, "more": false, "unquoted": false, "shortened": false,
//                 "corrections": [{"typed": "…", "found": "…"}],
//                 "understood": "…",                     the question, where that says more than was typed
//                 "problems": "…",                       sentences about what of it was not understood
//                 "missing": ["search/index-….bin"],     to be delivered before asking again
//                 "incomplete": false}                   files were lost
//   hit          {"rank": 1, "slug", "section", "title", "date": "2024-07-27", "score": 1.5,
//                 "snippet", "ranges": [[begin, end]],   code points of the snippet
//                 "page"}   of the article, below the site
//   suggestions  {"suggestions": [{"text": "…", "articles": 5, "titles": 1}], "missing": ["…"]}
//   manifest     {"title", "language", "articles": 1501}
//   error        {"error": "…"}
// clang-format on
#pragma once

#include <string>

#include "base/result.h"
#include "module/searcher.h"

namespace hanji {

std::string json_of(const Found& found);
std::string json_of(const Suggestions& suggestions);
std::string json_of(const Manifest& manifest);
std::string json_of(const Error& error);

} // namespace hanji

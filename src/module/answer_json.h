// Answers as JSON, in the names of the contract (§2: a hit) and of web/hanji-search.js.
#pragma once

#include <string>

#include "base/result.h"
#include "module/searcher.h"

namespace hanji {

// {"hits":[…],"ranked":[…],"total","complete","more","unquoted","corrections":[{"typed","found"}],"missing":["…"],
// "incomplete"}
std::string json_of(const Found& found);
std::string
json_of(const Suggestions& suggestions);       // {"suggestions":[{"text","articles","titles"}],"missing"}
std::string json_of(const Manifest& manifest); // {"title","language","articles"}
std::string json_of(const Error& error);       // {"error"}

} // namespace hanji

// What is said beside a block of code (post/code_info.h), brought into the article.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "article/article.h"
#include "post/code_info.h"

namespace hanji {

// Of each block of code whose Block::extra is an index into `infos`: lines are marked, Block::number is that
// of the first line, and extra becomes an index into the languages that come out, or none.
std::vector<std::string> settle_code(Article& article, std::span<const CodeInfo> infos);

} // namespace hanji

// What a reader would read aloud: the texts of an article's blocks, one line each, figures by their captions.
// UTF-8; a line break of the author's stays one. Cost: one copy.
#pragma once

#include <string>

#include "article/article.h"

namespace hanji {

std::string plain_text(const Article& article);

} // namespace hanji

// An article as text that a person can read and a test can compare: complete (equal articles, equal dumps;
// the id is left out, since the bundle gives it), one block a line, inlines written into the text as
// ⟦style|text⟧. Made for `hanji show` and golden files; nothing reads it back.
#pragma once

#include <string>

#include "article/article.h"

namespace hanji {

std::string dump(const Article& article);

} // namespace hanji

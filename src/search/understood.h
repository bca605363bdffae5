// A query as it was understood, in a line that stands above the hits: «‘의사결정’ 또는 ‘의사 결정’, ‘국방’
// 제외». Said only where it is more than what was typed: other spellings that were searched too, words to be
// left out, words that were parted, days in the other order. What was corrected says itself (Correction). In
// Korean, or in English where the site is in another language.
#pragma once

#include "article/facts.h"
#include "search/collect.h"
#include "search/query.h"

namespace hanji {

// Into `hits`, of `query`: that is what was `typed`, or what it was rewritten to.
void say_how_understood(const Query& typed, const Query& query, const FoundWords& words, Tongue tongue,
                        Hits& hits);

} // namespace hanji

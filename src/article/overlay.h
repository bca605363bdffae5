// Styles laid over those that a block's text has: what colours code, what marks lines of it.
#pragma once

#include <span>

#include "article/article.h"

namespace hanji {

// `above`: sorted runs that do not overlap, on character boundaries of the block's text. Flags are added; a
// colour or a background counts where the text has none of its own; links stay as they are. Linear.
void overlay(Block& block, std::span<const Inline> above);

} // namespace hanji

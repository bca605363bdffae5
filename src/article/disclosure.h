// Disclosures (<details>) in a flat list of blocks: which blocks a summary shows and hides.
#pragma once

#include <cstdint>
#include <vector>

#include "article/article.h"

namespace hanji {

// One past the last block that the summary opens.
std::uint32_t disclosure_end(const Article& article, std::uint32_t summary);

// The summaries that must stand open for a block to be seen, outermost first.
std::vector<std::uint32_t> disclosures_around(const Article& article, std::uint32_t block);

} // namespace hanji

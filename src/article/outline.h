// The sections of an article, derived from its headings and never stored. What stands before the first
// heading is the section with an empty id. A skipped level counts as the next one down, so depth never jumps.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "article/article.h"

namespace hanji {

struct Section {
  std::uint32_t heading = no_index;  // block index; no_index for what stands before the first heading
  std::uint32_t first = 0, last = 0; // half-open blocks, the heading included
  std::uint8_t depth = 0;            // 0 = outermost
};

std::vector<Section> outline(const Article& article);
std::string_view section_id(const Article& article, const Section& section); // "" before the first heading
const Section* section_at(const std::vector<Section>& sections, std::uint32_t block);
const Section* find_section(const Article& article, const std::vector<Section>& sections,
                            std::string_view id);

} // namespace hanji

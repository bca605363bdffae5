#include "article/disclosure.h"

namespace hanji {

std::uint32_t disclosure_end(const Article& article, std::uint32_t summary) {
  const std::uint8_t depth = article.blocks[summary].details;
  std::uint32_t end = summary + 1;
  for (; end < article.blocks.size(); ++end) {
    const Block& block = article.blocks[end];
    if (block.details < depth || (block.details == depth && block.kind == BlockKind::summary)) break;
  }
  return end;
}

std::vector<std::uint32_t> disclosures_around(const Article& article, std::uint32_t block) {
  std::vector<std::uint32_t> around;
  for (std::uint32_t i = 0; i < block && i < article.blocks.size(); ++i) {
    if (article.blocks[i].kind == BlockKind::summary && disclosure_end(article, i) > block)
      around.push_back(i);
  }
  return around;
}

} // namespace hanji

#include "article/plain_text.h"

namespace hanji {

std::string plain_text(const Article& article) {
  std::string text;
  for (const Block& block : article.blocks) {
    if (block.text.empty()) continue;
    if (!text.empty()) text += '\n';
    text += block.text;
  }
  return text;
}

} // namespace hanji

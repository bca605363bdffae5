#include "article/outline.h"

#include <algorithm>

namespace hanji {

std::vector<Section> outline(const Article& article) {
  std::vector<Section> sections;
  std::vector<std::uint8_t> open; // heading levels around the current place: its size is the depth
  const auto count = static_cast<std::uint32_t>(article.blocks.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Block& block = article.blocks[i];
    if (block.kind == BlockKind::heading) {
      while (!open.empty() && open.back() >= block.level) open.pop_back();
      sections.push_back(
          {.heading = i, .first = i, .last = i, .depth = static_cast<std::uint8_t>(open.size())});
      open.push_back(block.level);
    } else if (sections.empty()) {
      sections.push_back({.first = i, .last = i});
    }
    sections.back().last = i + 1;
  }
  return sections;
}

std::string_view section_id(const Article& article, const Section& section) {
  return section.heading == no_index ? std::string_view{} : article.blocks[section.heading].id;
}

const Section* section_at(const std::vector<Section>& sections, std::uint32_t block) {
  const auto after =
      std::upper_bound(sections.begin(), sections.end(), block,
                       [](std::uint32_t wanted, const Section& section) { return wanted < section.first; });
  if (after == sections.begin() || block >= std::prev(after)->last) return nullptr;
  return &*std::prev(after);
}

const Section* find_section(const Article& article, const std::vector<Section>& sections,
                            std::string_view id) {
  const auto found = std::find_if(sections.begin(), sections.end(),
                                  [&](const Section& section) { return section_id(article, section) == id; });
  return found == sections.end() ? nullptr : &*found;
}

} // namespace hanji

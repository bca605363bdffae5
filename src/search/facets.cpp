#include "search/facets.h"

#include <algorithm>
#include <utility>

#include "index/index_reader.h"
#include "index/labels.h"

namespace hanji {

Facets facets_of(const SearchIndex& index, const SearchAnswer& answer) {
  Facets facets;
  IndexReader reader(index);
  if (const IndexRoot* root = reader.root()) {
    const std::vector<std::uint32_t>& articles = answer.holding;
    std::size_t days = 0;
    std::uint32_t segment = 0;
    for (const std::uint32_t article : articles) {
      if (article / root->segment_articles != segment) {
        segment = article / root->segment_articles;
        days = 0;
      }
      const SegmentFacts* facts = reader.facts(segment);
      if (facts == nullptr || facts->days.empty()) continue;
      const std::uint32_t number = article - segment * root->segment_articles;
      while (days + 1 < facts->days.size() && facts->days[days + 1].first <= number) ++days;
      const std::uint32_t month = facts->days[days].day / 32;
      if (month == 0) continue;
      const auto year = static_cast<std::uint16_t>(month / 16);
      const auto of_year = static_cast<std::uint8_t>(month % 16);
      if (facets.months.empty() || facets.months.back().year != year || facets.months.back().month != of_year)
        facets.months.push_back({year, of_year, 0});
      ++facets.months.back().articles;
    }
    reader
        .words(std::u32string(1, mark_of(LabelKind::category)), std::u32string(1, mark_of(LabelKind::tag)),
               [&](WordEntry& entry) {
                 std::uint32_t held = 0;
                 for (const std::uint32_t article : entry.titles)
                   held += std::ranges::binary_search(articles, article) ? 1 : 0;
                 if (held > 0) facets.categories.push_back({entry.word.substr(1), held});
                 return true;
               })
        .finish();
    std::ranges::sort(facets.categories, [](const CategoryFacet& a, const CategoryFacet& b) {
      return a.articles != b.articles ? a.articles > b.articles : a.folded < b.folded;
    });
  }
  facets.missing = std::move(reader.missing);
  return facets;
}

} // namespace hanji

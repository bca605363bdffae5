// Of which categories and months the articles of an answer are, and how many: ways to narrow it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/labels.h"
#include "search/search.h"

namespace hanji {

struct CategoryFacet {
  std::u32string folded; // as label_key gives it, without its mark (index/labels.h)
  std::uint32_t articles = 0;
};
struct MonthFacet {
  std::uint16_t year = 0;
  std::uint8_t month = 0;
  std::uint32_t articles = 0;
};
struct Facets {
  std::vector<CategoryFacet> categories; // most articles first
  std::vector<MonthFacet> months;        // newest first
  std::vector<std::string> missing;      // files still needed
};
Facets facets_of(const SearchIndex& index, const SearchAnswer& answer);

} // namespace hanji

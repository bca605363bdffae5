// What is asked of the old bundle (tests/bundle/old_bundle.h), and its hits as text.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "search/collect.h"

namespace hanji {

// `hits_of` answers the hits of a query. One line a hit: where, the title, the sentence.
template <class HitsOf>
std::string old_hits(const HitsOf& hits_of) {
  static constexpr std::array<std::string_view, 3> queries{"바닷물", "ㅂㄱㅅ", "\"밀물과 썰물\""};
  std::string text;
  for (const std::string_view query : queries) {
    text += std::string(query) + "\n";
    for (const Hit& hit : hits_of(query))
      text += "  " + hit.slug + "/" + hit.section + "  " + hit.title + "  " + hit.snippet + "\n";
  }
  return text;
}

} // namespace hanji

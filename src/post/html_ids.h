// The names by which an address finds a block: those that authors gave, of equals the first, and for each
// heading one, from its text where the author gave none and with a number where another has it. Unique in an
// article. Never fails.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "article/article.h"

namespace hanji {

class Ids {
public:
  void claim(Block& block);             // its own id
  void name_headings(Article& article); // that have none; last

private:
  std::string unique(const std::string& name);

  std::set<std::string, std::less<>> taken_;
  std::map<std::string, std::uint32_t, std::less<>> uses_; // of a name, by headings
};

std::string id_of_heading(std::string_view text); // before it is made unique
std::string id_from(std::string_view attribute);  // without white space and controls

} // namespace hanji

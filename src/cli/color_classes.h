// An author's colours as classes of a page's own style sheet: each with what it becomes on light, sepia and
// dark paper and on the ground of code there (article/ink.h), so that text in it stays readable. A page has
// one; its sheet holds what was asked for.
#pragma once

#include <set>
#include <string>

#include "article/article.h"

namespace hanji {

class ColorClasses {
public:
  // "cff0000", "bffff00", or both: "cff0000-on-ffff00 bffff00". In code (style_code) "cff0000-in-code".
  std::string classes_of(const Style& style);
  const std::string& sheet() const { return sheet_; }

private:
  void write_rules(const std::string& name, const std::string& property, const std::string& by_day,
                   const std::string& on_sepia, const std::string& by_night);

  std::set<std::string> known_;
  std::string sheet_;
};

} // namespace hanji

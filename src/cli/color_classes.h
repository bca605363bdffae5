// An author's colours as classes of a page's own style sheet: each with what it becomes on light and on dark
// paper (article/ink.h), so that text in it stays readable. A page has one; its sheet holds what was asked
// for.
#pragma once

#include <set>
#include <string>

#include "article/article.h"

namespace hanji {

class ColorClasses {
public:
  std::string classes_of(const Style& style); // "cff0000 bffff00", or ""
  const std::string& sheet() const { return sheet_; }

private:
  std::string class_of(const Rgba& color, bool background);

  std::set<std::string> known_;
  std::string sheet_;
};

} // namespace hanji

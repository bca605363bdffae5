// Formatting that nobody closes. HTML5 opens such an element anew in every block that follows (it
// "reconstructs the active formatting elements"), so that one forgotten </b> or </a> makes the rest of an
// article bold, or a link. An author means no more than the block it stands in. One that is closed in a later
// block is meant, and stays. Cost: one pass over the tree.
#pragma once

#include <gumbo.h>

#include <set>

namespace hanji {

class UnclosedFormatting {
public:
  explicit UnclosedFormatting(const GumboNode* root);

  bool holds(const GumboNode* node) const;           // the element, or one opened anew for it
  static bool is_opened_anew(const GumboNode* node); // by the parser, not by the author

private:
  std::set<unsigned> offsets_; // of their start tags, which those opened anew share
};

} // namespace hanji

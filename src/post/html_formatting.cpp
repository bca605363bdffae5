#include "post/html_formatting.h"

#include <vector>

namespace hanji {

bool UnclosedFormatting::is_opened_anew(const GumboNode* node) {
  return (node->parse_flags & GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT) != 0;
}

UnclosedFormatting::UnclosedFormatting(const GumboNode* root) {
  std::set<unsigned> closed;
  std::vector<const GumboNode*> waiting{root};
  while (!waiting.empty()) {
    const GumboNode* const node = waiting.back();
    waiting.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) continue;
    const GumboElement& element = node->v.element;
    if (is_opened_anew(node)) offsets_.insert(element.start_pos.offset);
    if ((node->parse_flags & GUMBO_INSERTION_IMPLICIT_END_TAG) == 0) closed.insert(element.start_pos.offset);
    for (unsigned i = 0; i < element.children.length; ++i)
      waiting.push_back(static_cast<const GumboNode*>(element.children.data[i]));
  }
  std::erase_if(offsets_, [&closed](unsigned offset) { return closed.contains(offset); });
}

bool UnclosedFormatting::holds(const GumboNode* node) const {
  return !offsets_.empty() && offsets_.contains(node->v.element.start_pos.offset);
}

} // namespace hanji

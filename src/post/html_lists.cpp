#include "post/html_lists.h"

#include <algorithm>
#include <array>
#include <optional>

#include "post/html_attributes.h"
#include "post/scan.h"

namespace hanji {

namespace {

struct ListStyle {
  std::string_view name; // of `type`, then of list-style-type
  bool ordered;
  Marker marker;
};
constexpr std::array<ListStyle, 17> list_styles = {{{"1", true, Marker::usual},
                                                    {"a", true, Marker::lower_letter},
                                                    {"A", true, Marker::upper_letter},
                                                    {"i", true, Marker::lower_roman},
                                                    {"I", true, Marker::upper_roman},
                                                    {"decimal", true, Marker::usual},
                                                    {"decimal-leading-zero", true, Marker::usual},
                                                    {"lower-alpha", true, Marker::lower_letter},
                                                    {"lower-latin", true, Marker::lower_letter},
                                                    {"upper-alpha", true, Marker::upper_letter},
                                                    {"upper-latin", true, Marker::upper_letter},
                                                    {"lower-roman", true, Marker::lower_roman},
                                                    {"upper-roman", true, Marker::upper_roman},
                                                    {"disc", false, Marker::usual},
                                                    {"circle", false, Marker::usual},
                                                    {"square", false, Marker::usual},
                                                    {"none", false, Marker::none}}};

const ListStyle* style_named(std::string_view name) {
  const auto found = std::ranges::find(list_styles, name, &ListStyle::name);
  return found == list_styles.end() ? nullptr : &*found;
}

const ListStyle* style_of(const GumboElement& element) {
  const ListStyle* style = style_named(trimmed(attribute(element, "type")));
  for (const auto& [name, value] : style_declarations(element)) {
    if (name != "list-style-type" && name != "list-style") continue;
    for (std::string_view rest = value; !rest.empty();) { // of a shorthand, any word
      const std::size_t end = std::min(rest.find(' '), rest.size());
      if (const ListStyle* named = end > 1 ? style_named(rest.substr(0, end)) : nullptr) style = named;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return style;
}

std::uint32_t items_in(const GumboElement& list) {
  std::uint32_t items = 0;
  for (unsigned i = 0; i < list.children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(list.children.data[i]);
    if (child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_LI) ++items;
  }
  return items;
}

} // namespace

void Lists::enter_list(const GumboElement& element) {
  List list{.ordered = element.tag == GUMBO_TAG_OL};
  if (const ListStyle* style = style_of(element)) {
    list.ordered = style->ordered || (list.ordered && style->marker == Marker::none);
    list.marker = style->marker;
  }
  list.reversed = gumbo_get_attribute(&element.attributes, "reversed") != nullptr;
  if (list.reversed) list.next = items_in(element);
  list.next = number_in(attribute(element, "start")).value_or(list.next);
  lists_.push_back(list);
}

void Lists::enter_item(const GumboElement& element, ItemKind kind) {
  Item item{.kind = kind};
  const bool numbered = kind == ItemKind::item || kind == ItemKind::footnote;
  if (numbered && !lists_.empty()) {
    List& list = lists_.back();
    list.next = number_in(attribute(element, "value")).value_or(list.next);
    item.marker = list.marker;
    if (list.ordered || kind == ItemKind::footnote) {
      item.number = list.next;
      list.next = list.reversed ? list.next - std::min(list.next, 1U) : list.next + 1;
    }
  }
  if (kind == ItemKind::footnote) item.number = std::max(item.number, 1U);
  items_.push_back(item);
}

void Lists::begin_block(Block& block) const {
  const Item& item = items_.back();
  switch (item.kind) {
  case ItemKind::item:
    block.kind = item.used ? BlockKind::list_more : BlockKind::list_item;
    if (!item.used) block.marker = item.marker;
    break;
  case ItemKind::term: block.kind = BlockKind::term; break;
  case ItemKind::definition: block.kind = item.used ? BlockKind::list_more : BlockKind::definition; break;
  case ItemKind::footnote: block.kind = item.used ? BlockKind::list_more : BlockKind::footnote; break;
  }
  if (!item.used) block.number = item.number;
}

void Lists::end_block(const Block& block) {
  const bool of_item = block.kind == BlockKind::list_item || block.kind == BlockKind::definition ||
                       block.kind == BlockKind::footnote;
  if (of_item && !items_.empty()) items_.back().used = true;
}

bool holds_footnotes(const GumboElement& element) {
  return has_class(element, "footnotes") || attribute(element, "role") == "doc-endnotes";
}

bool is_footnote(const GumboElement& element) {
  return attribute(element, "role") == "doc-endnote" || attribute(element, "role") == "doc-footnote";
}

bool leads_back_from_footnote(const GumboElement& link) {
  return attribute(link, "role") == "doc-backlink" || has_class(link, "reversefootnote") ||
         has_class(link, "footnote-back") || has_class(link, "footnote-backref");
}

} // namespace hanji

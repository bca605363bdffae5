// Lists of items, of definitions and of footnotes while they are open: which kind of block the next text in
// one of them is, its ordinal and its marker, as `start`, `value`, `reversed`, `type` and list-style-type
// have it. An ordinal below 1 is not kept. Never fails.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <vector>

#include "article/article.h"

namespace hanji {

enum class ItemKind : std::uint8_t { item, term, definition, footnote };

class Lists {
public:
  void enter_list(const GumboElement& element);
  void leave_list() { lists_.pop_back(); }
  void enter_item(const GumboElement& element, ItemKind kind);
  void leave_item() { items_.pop_back(); }

  bool within_item() const { return !items_.empty(); }
  void begin_block(Block& block) const; // says what it is
  void end_block(const Block& block);   // it is there: the next one goes on

private:
  struct List {
    bool ordered = false, reversed = false;
    Marker marker = Marker::usual;
    std::uint32_t next = 1;
  };
  struct Item {
    ItemKind kind = ItemKind::item;
    std::uint32_t number = 0;
    Marker marker = Marker::usual;
    bool used = false; // its first paragraph is there
  };
  std::vector<List> lists_;
  std::vector<Item> items_;
};

bool holds_footnotes(const GumboElement& element);
bool is_footnote(const GumboElement& element);
bool leads_back_from_footnote(const GumboElement& link);

} // namespace hanji

// Boxes that set a text apart: `:::tip 제목` up to `:::` (VitePress, Docusaurus, Pandoc), `> [!NOTE]`
// (GitHub, Obsidian), and components of MDX that have lines for their tags, `<Note>` up to `</Note>`
// (Mintlify, React's documentation), `<Callout type="info">` (Nextra), `<Aside type="tip">` (Starlight). A
// reader sees what kind of box it is by its title; where it has none, its kind is said in the language of the
// text. `:::details` is a disclosure, so are `<Hint>` and `<Solution>`. A box that only groups (`code-group`,
// `tabs`, a class of the publisher's) leaves its text alone. One that is never closed is text.
//
// Input: Markdown, mended (mend.h). Never fails. Cost: one pass.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hanji {

struct Box {
  std::size_t begin = 0, body = 0;   // of the line that opens it, and of the next
  std::size_t body_end = 0, end = 0; // the line that closes it, and behind that
  std::string kind;                  // lower case; empty for none
  std::string_view title;            // of the text; may be empty
  bool disclosure = false;           // closed until a reader opens it
};

std::vector<Box> boxes_in(std::string_view text); // by where they begin

struct Callout {         // what a quotation begins with
  std::size_t begin = 0; // of "[!", in the line
  std::string kind;
  std::string_view title; // of the line; may be empty
};

std::optional<Callout> callout_in(std::string_view line);

std::string title_of_kind(std::string_view kind, bool korean); // empty: it only groups

bool holds_hangul(std::string_view text);

} // namespace hanji

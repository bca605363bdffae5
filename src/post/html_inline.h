// The text of one block, as it is being written: white space (no-break spaces too) collapses to one space, as
// CSS's `white-space: normal` has it, breaks are held back until text follows them, and neighbours of one
// formatting become one inline. A space or a break carries the formatting of where it was found. When a block
// of text ends and another begins is the caller's to decide (html_blocks.h).
//
// Input: valid UTF-8; control characters are left out. Output: blocks whose inlines are sorted, do not
// overlap, and name links by their place in the article's list. Never fails. Cost: linear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"

namespace hanji {

struct Formatting { // what elements around a text give it
  Style style{};
  std::uint32_t anchor = no_index; // of InlineWriter::add_anchor
  std::uint32_t formula = 0;       // which one it is: two that touch are two
};

class InlineWriter {
public:
  explicit InlineWriter(std::vector<Link>& links) : links_(links) {} // gains a link once text of it is there

  std::uint32_t add_anchor(std::string url);
  const std::string& url_of(std::uint32_t anchor) const { return anchors_[anchor].url; }

  void open(Block block); // forgets breaks and space not written yet, and a block not finished
  bool is_open() const { return open_; }
  Block& block() { return block_; } // the one that is open
  // Nothing when none was open. Its text is empty when there is nothing to see in it.
  std::optional<Block> finish();

  void put_run(std::string_view run, const Formatting& formatting); // without white space
  void put_space(const Formatting& formatting);
  void put_break(const Formatting& formatting);    // <br>
  void put_boundary(const Formatting& formatting); // of blocks, where none can end: one break, however many
  bool at_paragraph_end() const { return open_ && breaks_ > 1 && !block_.text.empty(); }
  void put_preformatted(std::string_view text, const Formatting& formatting); // keeps newlines and spaces
  void put_preformatted_break() { block_.text += '\n'; }

private:
  struct Anchor {
    std::string url;
    std::uint32_t link = no_index; // once its text is there
  };

  void append(std::string_view run, const Formatting& formatting);
  std::uint32_t link_of(std::uint32_t anchor);

  std::vector<Link>& links_;
  std::vector<Anchor> anchors_;
  Block block_; // being written, if open
  bool open_ = false;
  int breaks_ = 0;   // <br> or inner boundaries not written yet,
  Formatting break_; // and what the first of them carries
  std::uint32_t last_formula_ = 0;
  std::optional<Formatting> space_; // white space not written yet, and what it carries
};

struct SpacedRun {
  bool after_space = false;
  std::string_view run; // without white space or controls; empty at the text's end
};

SpacedRun take_run(std::string_view& text); // off its front

bool is_invisible(std::string_view text); // nothing to see in a block that holds only this

// Cuts the text's end off, and what the inlines say about it.
void cut_text(Block& block, std::size_t size);

} // namespace hanji

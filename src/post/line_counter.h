// Lines and columns of offsets into a text, which mostly come in order. Cost: linear in what lies between.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "post/diagnostic.h"
#include "post/scan.h"

namespace hanji {

class LineCounter {
public:
  LineCounter(std::string_view text, std::uint32_t first_line) : text_(text), first_line_(first_line) {}

  void place(std::size_t offset, Diagnostic& diagnostic) {
    offset = std::min(offset, text_.size());
    if (offset < line_begin_) line_begin_ = lines_ = 0;
    for (std::size_t end = end_of_line(text_, line_begin_); end < offset; end = end_of_line(text_, end + 1)) {
      line_begin_ = end + 1;
      ++lines_;
    }
    diagnostic.line = first_line_ + static_cast<std::uint32_t>(lines_);
    diagnostic.column = static_cast<std::uint32_t>(offset - line_begin_) + 1;
  }

private:
  std::string_view text_;
  std::uint32_t first_line_;
  std::size_t line_begin_ = 0, lines_ = 0;
};

} // namespace hanji

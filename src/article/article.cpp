#include "article/article.h"

#include <algorithm>
#include <utility>

namespace hanji {

std::string iso_date(const Date& date) {
  if (!date) return {};
  std::string text;
  const auto put = [&text](unsigned value, unsigned scale) {
    for (; scale > 0; scale /= 10) text += static_cast<char>('0' + value / scale % 10);
  };
  put(date.year, 1000);
  text += '-';
  put(date.month, 10);
  text += '-';
  put(date.day, 10);
  return text;
}

void pass_beginnings(Block& block, Block& before) {
  before.quote_from = std::exchange(block.quote_from, std::uint8_t{0});
  before.list_from = std::exchange(block.list_from, std::uint8_t{0});
}

bool is_captioned(const std::vector<Block>& blocks, std::size_t index) {
  return index < blocks.size() &&
         (blocks[index].kind == BlockKind::cell || blocks[index].kind == BlockKind::code);
}

std::uint32_t last_line_number(const Block& code) {
  return code.number + static_cast<std::uint32_t>(std::ranges::count(code.text, '\n'));
}

} // namespace hanji

#include "post/code_blocks.h"

#include <algorithm>
#include <utility>

#include "article/overlay.h"

namespace hanji {
namespace {

constexpr Rgba quiet_yellow{0xFF, 0xF3, 0xC4, 0xFF};

// `lines`: from 1, in any order, perhaps beyond the last.
std::vector<Inline> marked_lines(const std::string& text,
                                 std::vector<std::pair<std::uint32_t, std::uint32_t>> lines) {
  std::ranges::sort(lines);
  std::vector<Inline> marks;
  auto range = lines.begin();
  std::uint32_t line = 1;
  for (std::size_t begin = 0; begin < text.size() && range != lines.end(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    while (range != lines.end() && range->second < line) ++range;
    if (range != lines.end() && range->first <= line && end > begin)
      marks.push_back(
          {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), {.background = quiet_yellow}});
    begin = end + 1;
  }
  return marks;
}

} // namespace

std::vector<std::string> settle_code(Article& article, std::span<const CodeInfo> infos) {
  std::vector<std::string> languages;
  for (Block& block : article.blocks) {
    if (block.kind != BlockKind::code) continue;
    const std::uint32_t index = std::exchange(block.extra, no_index);
    if (index >= infos.size()) continue;
    const CodeInfo& info = infos[index];
    block.number = info.first_line;
    if (!info.lines.empty()) overlay(block, marked_lines(block.text, info.lines));
    if (info.language.empty()) continue;
    block.extra = static_cast<std::uint32_t>(languages.size());
    languages.push_back(info.language);
  }
  return languages;
}

} // namespace hanji

#include "article/overlay.h"

#include <algorithm>
#include <utility>

namespace hanji {
namespace {

Style over(Style own, const Style& above) {
  own.flags |= above.flags;
  if (!own.color) own.color = above.color;
  if (!own.background) own.background = above.background;
  return own;
}

} // namespace

void overlay(Block& block, std::span<const Inline> above) {
  const std::vector<Inline> below = std::exchange(block.inlines, {});
  const auto put = [&](std::uint32_t begin, std::uint32_t end, const Style& style, std::uint32_t link) {
    if (begin == end || (style == Style{} && link == no_index)) return;
    auto& runs = block.inlines;
    if (!runs.empty() && runs.back().end == begin && runs.back().style == style && runs.back().link == link)
      runs.back().end = end;
    else
      runs.push_back({begin, end, style, link});
  };
  std::size_t lower = 0, upper = 0;
  const auto size = static_cast<std::uint32_t>(block.text.size());
  for (std::uint32_t at = 0; at < size;) {
    while (lower < below.size() && below[lower].end <= at) ++lower;
    while (upper < above.size() && above[upper].end <= at) ++upper;
    const bool in_lower = lower < below.size() && below[lower].begin <= at;
    const bool in_upper = upper < above.size() && above[upper].begin <= at;
    std::uint32_t end = size;
    if (lower < below.size()) end = std::min(end, in_lower ? below[lower].end : below[lower].begin);
    if (upper < above.size()) end = std::min(end, in_upper ? above[upper].end : above[upper].begin);
    const Style own = in_lower ? below[lower].style : Style{};
    put(at, end, in_upper ? over(own, above[upper].style) : own, in_lower ? below[lower].link : no_index);
    at = end;
  }
}

} // namespace hanji

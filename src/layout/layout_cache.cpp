#include "layout/layout_cache.h"

#include <algorithm>

namespace hanji {
namespace {

bool measures_alike(const ParagraphStyle& a, const ParagraphStyle& b) {
  return a.face == b.face && a.size == b.size && a.line_height == b.line_height &&
         a.letter_spacing == b.letter_spacing && a.word_spacing == b.word_spacing && a.breaks == b.breaks &&
         a.tabular == b.tabular && a.keep_spaces == b.keep_spaces;
}

} // namespace

Measured& measured_next(LayoutCache& cache, std::string_view text, std::span<const Inline> inlines,
                        const ParagraphStyle& style, const FontMetrics& metrics) {
  if (cache.next == cache.texts.size()) cache.texts.emplace_back();
  MeasuredText& kept = cache.texts[cache.next++];
  if (kept.measured.looks.empty() || kept.text != text || !std::ranges::equal(kept.inlines, inlines) ||
      !measures_alike(kept.style, style))
    kept = {
        std::string(text), {inlines.begin(), inlines.end()}, style, measure(text, inlines, style, metrics)};
  return kept.measured;
}

} // namespace hanji
